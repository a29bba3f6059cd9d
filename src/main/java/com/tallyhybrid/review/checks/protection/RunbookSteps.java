package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps of an automation runbook, those inside loops among them.
 *
 * @param steps in the order in which they stand
 */
record RunbookSteps(List<JsonNode> steps) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APPROVE = "aws:approve";
    private static final String CALL = "aws:executeAwsApi";

    /** What ends, empties or opens something, as AWS names such calls and the actions of Automation. */
    private static final String DESTROYS =
            "(aws:delete|aws:changeInstanceState|.* (Delete|Terminate|Purge|Deregister|Disable|Stop|Remove|Detach|Revoke"
                    + "|Disassociate|ScheduleKeyDeletion)).*";

    static RunbookSteps of(JsonNode document) {
        List<JsonNode> steps = new ArrayList<>();
        collect(content(document).path("mainSteps"), steps);
        return new RunbookSteps(steps);
    }

    /** The names of the steps that wait for a person, and end the run if nobody agrees. */
    List<String> approvals() {
        return steps.stream()
                .filter(RunbookSteps::isApproval)
                .map(RunbookSteps::name)
                .toList();
    }

    /** The names of the steps that stand behind the approval of that name; none where there is no such approval. */
    List<String> behind(String approval) {
        return steps.stream()
                .dropWhile(step -> !isApproval(step) || !name(step).equals(approval))
                .skip(1)
                .map(RunbookSteps::name)
                .toList();
    }

    boolean has(String name) {
        return steps.stream().anyMatch(step -> name(step).equals(name));
    }

    /** Who may give the approval of that name, and how many of them must, as people read it. */
    String approvers(String approval) {
        return steps.stream()
                .filter(step -> name(step).equals(approval))
                .map(step -> "%s of %s"
                        .formatted(step.at("/inputs/MinRequiredApprovals").asText("1"), step.at("/inputs/Approvers")))
                .collect(Collectors.joining());
    }

    /** What it destroys or ends, such as {@code fsx DeleteFileSystem}. */
    List<String> destructions() {
        return steps.stream()
                .map(RunbookSteps::deed)
                .filter(deed -> deed.matches(DESTROYS))
                .distinct()
                .toList();
    }

    private static JsonNode content(JsonNode document) {
        JsonNode content = document.at("/Properties/Content");
        try {
            return content.isTextual() ? JSON.readTree(content.asText()) : content;
        } catch (JsonProcessingException yaml) {
            return MissingNode.getInstance();
        }
    }

    private static void collect(JsonNode list, List<JsonNode> steps) {
        list.forEach(step -> {
            steps.add(step);
            collect(step.at("/inputs/Steps"), steps);
        });
    }

    private static boolean isApproval(JsonNode step) {
        return step.path("action").asText().equals(APPROVE)
                && step.path("onFailure").asText("Abort").equals("Abort");
    }

    private static String name(JsonNode step) {
        return step.path("name").asText();
    }

    private static String deed(JsonNode step) {
        String action = step.path("action").asText();
        return action.equals(CALL)
                ? step.at("/inputs/Service").asText() + " "
                        + step.at("/inputs/Api").asText()
                : action;
    }
}
