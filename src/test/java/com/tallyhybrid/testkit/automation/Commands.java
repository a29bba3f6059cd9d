package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two step kinds that let Systems Manager itself do something: a command on a server, and another document. */
final class Commands {

    private static final String REGION = "ap-south-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordedAws aws;

    Commands(RecordedAws aws) {
        this.aws = aws;
    }

    /** {@code aws:runCommand}: sends the command and follows it until it has ended. */
    Map<String, JsonNode> run(JsonNode inputs) {
        ObjectNode request = JSON.createObjectNode();
        request.set("DocumentName", inputs.path("DocumentName"));
        request.set("InstanceIds", inputs.path("InstanceIds"));
        request.set("Parameters", lists(inputs.path("Parameters")));
        try {
            String id = aws.call("ssm", REGION, "SendCommand", request)
                    .at("/Command/CommandId")
                    .asText();
            aws.call("ssm", REGION, "ListCommands", JSON.createObjectNode().put("CommandId", id));
            JsonNode ended = aws.call(
                            "ssm",
                            REGION,
                            "ListCommandInvocations",
                            JSON.createObjectNode().put("CommandId", id).put("Details", true))
                    .at("/CommandInvocations/0");
            String output = ended.at("/CommandPlugins/0/Output").asText();
            if (!ended.path("Status").asText().equals("Success")) {
                throw new StepFailure("the command ended with %s: %s"
                        .formatted(ended.path("Status").asText(), output));
            }
            return Map.of("Output", TextNode.valueOf(output));
        } catch (AwsFault fault) {
            throw new StepFailure(fault.getMessage());
        }
    }

    /** {@code aws:executeAutomation}: runs the other document to its end. */
    Map<String, JsonNode> automation(Automation automation, JsonNode inputs) {
        ObjectNode request = JSON.createObjectNode();
        request.set("DocumentName", inputs.path("DocumentName"));
        request.set("Parameters", inputs.path("RuntimeParameters"));
        try {
            aws.call("ssm", REGION, "StartAutomationExecution", request);
        } catch (AwsFault fault) {
            throw new StepFailure(fault.getMessage());
        }
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        inputs.path("RuntimeParameters")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().path(0)));
        Run run = automation.start(inputs.path("DocumentName").asText(), parameters);
        aws.call(
                "ssm",
                REGION,
                "GetAutomationExecution",
                JSON.createObjectNode().put("AutomationExecutionId", run.execution()));
        if (!run.succeeded()) {
            throw new StepFailure(
                    "%s failed: %s".formatted(inputs.path("DocumentName").asText(), run.failures()));
        }
        return Map.of();
    }

    /** Parameters of a command are lists, also of one. */
    private static ObjectNode lists(JsonNode parameters) {
        ObjectNode lists = JSON.createObjectNode();
        parameters.properties().forEach(parameter -> {
            ArrayNode list = lists.putArray(parameter.getKey());
            if (parameter.getValue().isArray()) {
                list.addAll((ArrayNode) parameter.getValue());
            } else {
                list.add(parameter.getValue());
            }
        });
        return lists;
    }
}
