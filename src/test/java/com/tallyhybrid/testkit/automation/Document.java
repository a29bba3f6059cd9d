package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An Automation document, refused where Systems Manager would refuse it or run it otherwise than it reads.
 *
 * @param name name of the document
 * @param content with every intrinsic function resolved
 */
record Document(String name, JsonNode content) {

    private static final Set<String> KEYS =
            Set.of("schemaVersion", "description", "assumeRole", "parameters", "outputs", "mainSteps");
    private static final Set<String> STEP_KEYS = Set.of(
            "name", "action", "description", "timeoutSeconds", "onFailure", "inputs", "outputs", "isEnd", "nextStep");

    Document {
        require(content.path("schemaVersion").asText().equals("0.3"), name + " is not of schema 0.3");
        require(content.path("assumeRole").asText().startsWith("arn:aws:iam::"), name + " has no role of its own");
        content.fieldNames().forEachRemaining(key -> require(KEYS.contains(key), name + " has an unknown key " + key));
        checkSteps(name, content);
    }

    private static void checkSteps(String document, JsonNode content) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode step : all(content.path("mainSteps"))) {
            String name = step.path("name").asText();
            require(names.add(name), "%s has two steps %s".formatted(document, name));
            StepLimits.check(document, step);
            step.fieldNames()
                    .forEachRemaining(key -> require(
                            STEP_KEYS.contains(key), "%s.%s has an unknown key %s".formatted(document, name, key)));
        }
        for (JsonNode step : all(content.path("mainSteps"))) {
            targets(step)
                    .forEach(target -> require(
                            names.contains(target), "%s leads to an unknown step %s".formatted(document, target)));
        }
        checkReferences(document, content);
        Set<String> reached = reachable(content.path("mainSteps"));
        content.path("mainSteps")
                .forEach(step -> require(
                        reached.contains(step.path("name").asText()),
                        "%s never reaches %s"
                                .formatted(document, step.path("name").asText())));
    }

    /** Every reference of every step, also of those that no run of a test reaches. */
    private static void checkReferences(String document, JsonNode content) {
        Set<String> known = new LinkedHashSet<>(
                Set.of("automation:EXECUTION_ID", "global:REGION", "global:ACCOUNT_ID", "global:DATE_TIME"));
        content.path("parameters").fieldNames().forEachRemaining(known::add);
        all(content.path("mainSteps")).forEach(step -> outputs(step).forEach(known::add));
        for (JsonNode step : all(content.path("mainSteps"))) {
            String inputs = Actions.withoutScript(step.path("inputs")).toString();
            References.REFERENCE
                    .matcher(inputs)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(reference -> require(
                            known.contains(reference),
                            "%s.%s refers to an unknown %s"
                                    .formatted(document, step.path("name").asText(), reference)));
        }
        content.path("outputs")
                .forEach(output -> require(
                        known.contains(output.asText()),
                        "%s gives back an unknown %s".formatted(document, output.asText())));
    }

    private static List<String> outputs(JsonNode step) {
        List<String> outputs = new ArrayList<>(step.path("outputs").findValuesAsText("Name"));
        if (step.path("action").asText().equals("aws:runCommand")) {
            outputs.add("Output");
        }
        return outputs.stream()
                .map(output -> step.path("name").asText() + "." + output)
                .toList();
    }

    /** The steps and, where one is a loop, those within. */
    private static List<JsonNode> all(JsonNode steps) {
        List<JsonNode> all = new ArrayList<>();
        steps.forEach(step -> {
            all.add(step);
            all.addAll(all(step.at("/inputs/Steps")));
        });
        return all;
    }

    private static Set<String> reachable(JsonNode steps) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        steps.forEach(step -> byName.put(step.path("name").asText(), step));
        List<String> order = List.copyOf(byName.keySet());
        Set<String> reached = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(order.get(0)));
        while (!open.isEmpty()) {
            String name = open.remove(0);
            if (reached.add(name)) {
                JsonNode step = byName.get(name);
                all(step.at("/inputs/Steps")).forEach(inner -> open.addAll(targets(inner)));
                open.addAll(targets(step));
                boolean goesOn = !step.path("isEnd").asBoolean()
                        && !step.path("action").asText().equals("aws:branch");
                int next = order.indexOf(name) + 1;
                if (goesOn && next < order.size()) {
                    open.add(order.get(next));
                }
            }
        }
        return reached;
    }

    /** Where a step says that it leads. */
    private static List<String> targets(JsonNode step) {
        List<String> targets = new ArrayList<>();
        String onFailure = step.path("onFailure").asText();
        if (onFailure.startsWith("step:")) {
            targets.add(onFailure.substring("step:".length()));
        }
        targets.addAll(step.at("/inputs/Choices").findValuesAsText("NextStep"));
        if (step.at("/inputs/Default").isTextual()) {
            targets.add(step.at("/inputs/Default").asText());
        }
        return targets;
    }

    String role() {
        return content.path("assumeRole").asText();
    }

    List<JsonNode> steps() {
        return content.path("mainSteps").valueStream().toList();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
