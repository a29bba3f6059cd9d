package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes from step to step.
 *
 * <p>A step that fails ends the run, or leads where its {@code onFailure} says; the run has failed all the same.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-schema-elements.html">Systems
 *     Manager: properties shared by all actions</a>
 */
final class Steps {

    private final Document document;
    private final References references;
    private final Actions actions;
    private final List<String> trace = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Steps(Document document, References references, Actions actions) {
        this.document = document;
        this.references = references;
        this.actions = actions;
    }

    Run run(String execution) {
        List<JsonNode> steps = document.steps();
        int position = 0;
        while (position >= 0 && position < steps.size()) {
            position = next(steps, position);
        }
        return new Run(execution, failures.isEmpty() ? "Success" : "Failed", trace, failures, outputs());
    }

    private int next(List<JsonNode> steps, int position) {
        JsonNode step = steps.get(position);
        try {
            String target = carryOut(step);
            if (!target.isEmpty()) {
                return indexOf(steps, target);
            }
            return step.path("isEnd").asBoolean() ? -1 : position + 1;
        } catch (StepFailure failure) {
            JsonNode failed = failure.step().orElse(step);
            failures.add("%s: %s".formatted(failed.path("name").asText(), failure.getMessage()));
            String onFailure = failed.path("onFailure").asText("Abort");
            return onFailure.startsWith("step:") ? indexOf(steps, onFailure.substring("step:".length())) : -1;
        }
    }

    /** The step to go to where the step decides that, or nothing. */
    private String carryOut(JsonNode step) {
        trace.add(step.path("name").asText());
        return switch (step.path("action").asText()) {
            case "aws:branch" -> BranchChoices.next(references.fill(step.path("inputs")));
            case "aws:loop" -> {
                repeat(step);
                yield "";
            }
            default -> {
                actions.carryOut(step)
                        .forEach((name, value) ->
                                references.set(step.path("name").asText() + "." + name, value));
                yield "";
            }
        };
    }

    private void repeat(JsonNode loop) {
        JsonNode inputs = loop.path("inputs");
        int left = inputs.path("MaxIterations").asInt();
        do {
            if (left-- == 0) {
                throw new StepFailure("the loop did not end");
            }
            inputs.path("Steps").forEach(this::carryOutWithin);
        } while (BranchChoices.holds(references.fill(inputs.path("LoopCondition"))));
    }

    /** A step within a loop decides what its failure leads to; what the loop itself says counts for the loop alone. */
    private void carryOutWithin(JsonNode inner) {
        try {
            carryOut(inner);
        } catch (StepFailure failure) {
            throw failure.of(inner);
        }
    }

    private static int indexOf(List<JsonNode> steps, String name) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).path("name").asText().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("no step " + name);
    }

    /** What the document gives back, as far as the run came. */
    private Map<String, JsonNode> outputs() {
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        document.content().path("outputs").forEach(name -> {
            if (trace.contains(name.asText().split("\\.")[0]) && failures.isEmpty()) {
                outputs.put(name.asText(), references.value(name.asText()));
            }
        });
        return outputs;
    }
}
