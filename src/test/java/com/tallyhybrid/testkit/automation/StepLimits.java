package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Systems Manager documents of single steps, also of those that no run of a test reaches: how long they may take, how
 * often they may be repeated, whom they may ask.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html">aws:approve</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-loop.html">aws:loop</a>
 */
final class StepLimits {

    private static final int TEN_MINUTES = 600;
    private static final int THIRTY_DAYS = 2_592_000;
    private static final int MOST_APPROVERS = 10;
    private static final int MOST_ROUNDS = 100;

    private final String place;
    private final JsonNode step;
    private final JsonNode inputs;

    private StepLimits(String document, JsonNode step) {
        this.place = document + "." + step.path("name").asText();
        this.step = step;
        this.inputs = step.path("inputs");
    }

    static void check(String document, JsonNode step) {
        var limits = new StepLimits(document, step);
        limits.failure();
        switch (step.path("action").asText()) {
            case "aws:executeScript" -> limits.lastsAtMost(TEN_MINUTES);
            case "aws:approve" -> limits.approval();
            case "aws:loop" -> limits.loop();
            default -> {}
        }
    }

    private void failure() {
        String onFailure = step.path("onFailure").asText("Abort");
        require(onFailure.equals("Abort") || onFailure.startsWith("step:"), "does not model onFailure " + onFailure);
    }

    private void lastsAtMost(int seconds) {
        int given = step.path("timeoutSeconds").asInt();
        require(given >= 1 && given <= seconds, "must end within %s seconds, not %s".formatted(seconds, given));
    }

    private void approval() {
        lastsAtMost(THIRTY_DAYS);
        int approvers = inputs.path("Approvers").size();
        require(approvers >= 1 && approvers <= MOST_APPROVERS, "asks %s people".formatted(approvers));
        int needed = inputs.path("MinRequiredApprovals").asInt();
        require(needed >= 1 && needed <= approvers, "needs %s approvals of %s".formatted(needed, approvers));
    }

    private void loop() {
        int rounds = inputs.path("MaxIterations").asInt();
        require(rounds >= 1 && rounds <= MOST_ROUNDS, "goes %s rounds".formatted(rounds));
        require(inputs.has("LoopCondition") && !inputs.has("Iterators"), "is no loop with a condition");
        inputs.path("Steps")
                .forEach(inner ->
                        require(!inner.path("action").asText().equals("aws:loop"), "holds a loop within a loop"));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(place + " " + otherwise);
        }
    }
}
