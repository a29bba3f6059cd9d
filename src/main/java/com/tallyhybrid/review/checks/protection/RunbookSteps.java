package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.ValueComparison;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The steps of an automation runbook as a graph, from the first one, and how many approvals every way to a step passes.
 *
 * <p>A run goes on to {@code nextStep}, or to the step below; {@code isEnd} ends it. {@code aws:branch} goes to the step of
 * a choice, to {@code Default}, or without one to the step below. {@code onFailure} is {@code Abort} where nothing is
 * said; {@code Continue} goes on as after a success, {@code step:name} goes there, and so does {@code onCancel}.
 * {@code isCritical} decides about the status only. The steps of {@code aws:loop} may be done again, and a loop over a
 * list that is empty does none of them. A refusal and a time-out are failures of {@code aws:approve}. Where the
 * documentation is silent (a failure of a step with {@code isEnd}, {@code isEnd} inside a loop) the way that asks less
 * counts.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html#automation-common">
 *     Properties shared by all actions</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-branchdocs.html">Using conditional
 *     statements in runbooks</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-loop.html">aws:loop</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html">
 *     aws:approve</a>
 */
final class RunbookSteps {

    private static final String STEP = "step:";

    private final JsonNode content;
    private final List<Step> all = new ArrayList<>();
    private final Map<String, Step> byName = new LinkedHashMap<>();
    private final Map<Step, Integer> asked = new LinkedHashMap<>();

    /** One step; two are never equal. */
    static final class Step {

        private final JsonNode json;
        private final Step loop;
        private final List<RunbookDeed> deeds;
        private Step below;
        private Step inner;

        private Step(JsonNode json, Step loop, List<RunbookDeed> deeds) {
            this.json = json;
            this.loop = loop;
            this.deeds = deeds;
        }

        String name() {
            return json.path("name").asText();
        }

        JsonNode json() {
            return json;
        }

        /** What it does besides reading. */
        List<RunbookDeed> deeds() {
            return deeds;
        }

        /** Whether both are of one action and are given something else; calls may be spelt in several ways. */
        boolean worksOtherwise(Step old) {
            return !RunbookDeeds.isQuiet(json)
                    && json.path("action").equals(old.json.path("action"))
                    && !ValueComparison.same(given(), old.given());
        }

        /** What it is given, as people read it. */
        String inputs() {
            return Values.shown(json.path("inputs"));
        }

        private JsonNode given() {
            JsonNode inputs = json.path("inputs");
            return deeds.isEmpty() || !inputs.isObject()
                    ? inputs
                    : inputs.<ObjectNode>deepCopy().without(List.of("Service", "Api"));
        }

        private boolean does(String action) {
            return json.path("action").asText().equals("aws:" + action);
        }

        private String onFailure() {
            return json.path("onFailure").asText("Abort");
        }

        private boolean continues() {
            return onFailure().equalsIgnoreCase("Continue");
        }
    }

    RunbookSteps(JsonNode resource, RunbookDeeds deeds) {
        content = RunbookContent.of(resource);
        collect(content.has("runtimeConfig") ? plugins() : content.path("mainSteps"), null, deeds);
        if (!all.isEmpty()) {
            walk(all.get(0));
        }
    }

    JsonNode content() {
        return content;
    }

    List<Step> steps() {
        return all;
    }

    Optional<Step> step(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The fewest approvals that a run passes before it comes to the step; nothing where no run does. */
    OptionalInt asked(Step step) {
        return asked.containsKey(step) ? OptionalInt.of(asked.get(step)) : OptionalInt.empty();
    }

    /** The steps that a run comes to, that wait for a person, and that do not go on as if he had agreed. */
    List<Step> approvals() {
        return asked.keySet().stream()
                .filter(step -> step.does("approve") && !step.continues())
                .toList();
    }

    /** Whether the way of a run depends on what is known only when CloudFormation deploys. */
    boolean isUnread() {
        JsonNode list = content.path("mainSteps");
        boolean readable = content.isObject()
                && !Intrinsic.isFunction(content)
                && (list.isArray() || list.isMissingNode())
                && all.stream().allMatch(RunbookSteps::isRead);
        return !readable;
    }

    private static boolean isRead(Step step) {
        JsonNode json = step.json;
        JsonNode inputs = json.path("inputs");
        List<JsonNode> decides = new ArrayList<>(List.of(json, inputs, inputs.path("Default"), inputs.path("Steps")));
        for (String key : List.of("name", "action", "nextStep", "isEnd", "onFailure", "onCancel")) {
            decides.add(json.path(key));
        }
        JsonNode choices = inputs.path("Choices");
        decides.add(choices);
        choices.forEach(choice -> {
            decides.add(choice);
            decides.add(choice.path("NextStep"));
        });
        return json.isObject() && decides.stream().noneMatch(Intrinsic::isFunction);
    }

    private Step collect(JsonNode list, Step loop, RunbookDeeds deeds) {
        Step first = null;
        Step above = null;
        for (JsonNode json : list.isArray() ? list : List.<JsonNode>of()) {
            Step step = new Step(json, loop, deeds.of(json));
            all.add(step);
            byName.putIfAbsent(step.name(), step);
            if (above == null) {
                first = step;
            } else {
                above.below = step;
            }
            above = step;
            if (step.does("loop")) {
                step.inner = collect(json.at("/inputs/Steps"), step, deeds);
            }
        }
        return first;
    }

    /** Documents of schema 1.2 name what they do by its action, and its inputs are properties. */
    private JsonNode plugins() {
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        content.path("runtimeConfig")
                .properties()
                .forEach(plugin -> PlainValue.entries(plugin.getValue().path("properties"))
                        .forEach(inputs -> steps.addObject()
                                .put("name", plugin.getKey())
                                .put("action", plugin.getKey())
                                .set("inputs", inputs)));
        return steps;
    }

    /** A step is looked at again whenever a way with fewer approvals leads to it. */
    private void walk(Step first) {
        Deque<Step> open = new ArrayDeque<>(List.of(first));
        asked.put(first, 0);
        while (!open.isEmpty()) {
            Step step = open.pop();
            int here = asked.get(step);
            otherwise(step).forEach(next -> reach(next, here, open));
            done(step).forEach(next -> reach(next, here + (step.does("approve") ? 1 : 0), open));
        }
    }

    private void reach(Step step, int approvals, Deque<Step> open) {
        if (approvals < asked.getOrDefault(step, Integer.MAX_VALUE)) {
            asked.put(step, approvals);
            open.add(step);
        }
    }

    /** Where a run goes once the step has done its work. */
    private List<Step> done(Step step) {
        JsonNode inputs = step.json.path("inputs");
        List<Step> next = new ArrayList<>();
        if (step.does("branch")) {
            inputs.path("Choices")
                    .forEach(choice -> named(choice.path("NextStep")).ifPresent(next::add));
            named(inputs.path("Default")).ifPresent(next::add);
            return inputs.hasNonNull("Default") ? next : plus(next, onward(step));
        }
        if (step.inner == null) {
            return onward(step);
        }
        next.add(step.inner);
        return inputs.has("Iterators") ? plus(next, onward(step)) : next;
    }

    /** Where a run goes once the step has failed or was cancelled. */
    private List<Step> otherwise(Step step) {
        List<Step> next = new ArrayList<>(step.continues() ? onward(step) : List.of());
        for (String way : List.of(step.onFailure(), step.json.path("onCancel").asText())) {
            if (way.startsWith(STEP)) {
                Optional.ofNullable(byName.get(way.substring(STEP.length()).strip()))
                        .ifPresent(next::add);
            }
        }
        return next;
    }

    private List<Step> onward(Step step) {
        boolean ends = step.json.path("isEnd").asBoolean();
        Optional<Step> next = named(step.json.path("nextStep")).or(() -> Optional.ofNullable(step.below));
        if (next.isPresent() && !ends) {
            return List.of(next.get());
        }
        return step.loop == null ? List.of() : plus(new ArrayList<>(List.of(step.loop.inner)), onward(step.loop));
    }

    private Optional<Step> named(JsonNode name) {
        return Optional.ofNullable(byName.get(name.asText()));
    }

    private static List<Step> plus(List<Step> some, List<Step> others) {
        some.addAll(others);
        return some;
    }
}
