package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The conditions of {@code aws:branch} and {@code aws:loop}, as far as ours use them.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-branch-condition.html">Systems
 *     Manager: conditional statements</a>
 */
final class BranchChoices {

    private BranchChoices() {}

    /** The step that the first condition that holds leads to. */
    static String next(JsonNode inputs) {
        for (JsonNode choice : inputs.path("Choices")) {
            if (holds(choice)) {
                return choice.path("NextStep").asText();
            }
        }
        if (!inputs.has("Default")) {
            throw new StepFailure("no choice fits");
        }
        return inputs.path("Default").asText();
    }

    static boolean holds(JsonNode condition) {
        JsonNode variable = condition.path("Variable");
        if (condition.has("StringEquals")) {
            return variable.asText().equals(condition.path("StringEquals").asText());
        }
        if (condition.has("NumericGreater")) {
            if (!variable.isNumber()) {
                throw new AssertionError("a number is compared with " + variable);
            }
            return variable.asLong() > condition.path("NumericGreater").asLong();
        }
        throw new AssertionError("this condition is not modelled: " + condition);
    }
}
