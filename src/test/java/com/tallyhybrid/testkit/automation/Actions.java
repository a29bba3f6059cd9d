package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the single step kinds do.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html">Systems Manager:
 *     Automation actions</a>
 */
final class Actions {

    private static final String REGION = "ap-south-1";
    private static final int AN_HOUR = 3_600;
    private static final int A_WEEK = 7 * 24 * AN_HOUR;
    private static final Set<String> OF_THE_STEP = Set.of("Service", "Api", "PropertySelector", "DesiredValues");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Configuration PATHS = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .build();

    private final Automation automation;
    private final RecordedAws aws;
    private final References references;

    Actions(Automation automation, RecordedAws aws, References references) {
        this.automation = automation;
        this.aws = aws;
        this.references = references;
    }

    /** The outputs of the step by their names. */
    Map<String, JsonNode> carryOut(JsonNode step) {
        JsonNode inputs = references.fill(withoutScript(step.path("inputs")));
        return switch (step.path("action").asText()) {
            case "aws:executeAwsApi" -> outputs(step, inputs, call(inputs));
            case "aws:waitForAwsResourceProperty" -> await(step, inputs);
            case "aws:assertAwsResourceProperty" -> require(inputs);
            case "aws:approve" -> approve(step, inputs);
            case "aws:executeScript" -> outputs(step, inputs, script(step, inputs));
            case "aws:sleep" -> rest(inputs);
            case "aws:runCommand" -> new Commands(aws).run(inputs);
            case "aws:executeAutomation" -> new Commands(aws).automation(automation, inputs);
            default -> throw new AssertionError("this action is not modelled: " + step.path("action"));
        };
    }

    private Map<String, JsonNode> rest(JsonNode inputs) {
        aws.pass(Duration.parse(inputs.path("Duration").asText()).toSeconds());
        return Map.of();
    }

    /** Systems Manager would look for references in a script too; ours has none, which is checked. */
    static JsonNode withoutScript(JsonNode inputs) {
        if (!inputs.has("Script")) {
            return inputs;
        }
        if (References.REFERENCE.matcher(inputs.path("Script").asText()).find()) {
            throw new AssertionError("a script holds a reference");
        }
        return ((ObjectNode) inputs.deepCopy()).without("Script");
    }

    private JsonNode call(JsonNode inputs) {
        ObjectNode parameters = JSON.createObjectNode();
        inputs.properties().stream()
                .filter(input -> !OF_THE_STEP.contains(input.getKey()))
                .forEach(input -> parameters.set(input.getKey(), input.getValue()));
        try {
            return aws.call(
                    inputs.path("Service").asText(), REGION, inputs.path("Api").asText(), parameters);
        } catch (AwsFault fault) {
            throw new StepFailure(fault.getMessage());
        }
    }

    private Map<String, JsonNode> await(JsonNode step, JsonNode inputs) {
        double deadline = aws.now() + step.path("timeoutSeconds").asInt(AN_HOUR);
        while (!hasDesiredValue(inputs)) {
            aws.pass((deadline - aws.now()) / 10 + 1);
            if (aws.now() > deadline) {
                throw new StepFailure("timed out");
            }
        }
        return Map.of();
    }

    private Map<String, JsonNode> require(JsonNode inputs) {
        if (!hasDesiredValue(inputs)) {
            throw new StepFailure("%s of %s is none of %s"
                    .formatted(inputs.path("PropertySelector"), inputs.path("Api"), inputs.path("DesiredValues")));
        }
        return Map.of();
    }

    private boolean hasDesiredValue(JsonNode inputs) {
        String selector = inputs.path("PropertySelector").asText();
        model(inputs).checkSelector(selector);
        try {
            JsonNode found = JsonPath.using(PATHS).parse(call(inputs)).read(selector);
            return inputs.path("DesiredValues").valueStream().anyMatch(found::equals);
        } catch (PathNotFoundException notThereYet) {
            return false;
        }
    }

    /** Who is asked is told through the topic first. */
    private Map<String, JsonNode> approve(JsonNode step, JsonNode inputs) {
        if (inputs.path("Approvers").isEmpty()
                || inputs.path("Message").asText().isBlank()) {
            throw new AssertionError("nobody is asked, or nothing is said: " + inputs);
        }
        ObjectNode mail = JSON.createObjectNode();
        mail.put("TopicArn", inputs.path("NotificationArn").asText());
        mail.put("Message", inputs.path("Message").asText());
        aws.call("sns", REGION, "Publish", mail);
        return switch (aws.ask(inputs)) {
            case APPROVED -> Map.of();
            case REJECTED -> throw new StepFailure("rejected");
            case NOBODY_ANSWERS -> {
                aws.pass(step.path("timeoutSeconds").asInt(A_WEEK));
                throw new StepFailure("timed out");
            }
        };
    }

    private JsonNode script(JsonNode step, JsonNode inputs) {
        if (!inputs.path("Runtime").asText().equals("python3.11")
                || step.path("timeoutSeconds").asInt(601) > 600) {
            throw new AssertionError("scripts are Python 3.11 and end within 600 seconds: " + step.path("name"));
        }
        ObjectNode answer = JSON.createObjectNode();
        double started = aws.now();
        answer.set(
                "Payload",
                Python.run(
                        step.at("/inputs/Script").asText(),
                        inputs.path("Handler").asText(),
                        inputs.path("InputPayload"),
                        aws));
        if (aws.now() - started > step.path("timeoutSeconds").asInt()) {
            throw new StepFailure("timed out");
        }
        return answer;
    }

    private Map<String, JsonNode> outputs(JsonNode step, JsonNode inputs, JsonNode answer) {
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        step.path("outputs").forEach(output -> {
            String selector = output.path("Selector").asText();
            if (inputs.has("Api")) {
                model(inputs).checkSelector(selector);
            }
            outputs.put(output.path("Name").asText(), typed(output.path("Type").asText(), selector, answer));
        });
        return outputs;
    }

    private static JsonNode typed(String type, String selector, JsonNode answer) {
        JsonNode value;
        try {
            value = JsonPath.using(PATHS).parse(answer).read(selector);
        } catch (PathNotFoundException missing) {
            throw new StepFailure("the answer has no " + selector);
        }
        boolean fits = switch (type) {
            case "String" -> value.isTextual();
            case "Integer" -> value.isIntegralNumber();
            case "StringList" -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            default -> throw new AssertionError("outputs of type %s are not modelled".formatted(type));
        };
        if (!fits) {
            throw new StepFailure("%s is no %s but %s".formatted(selector, type, value));
        }
        return value;
    }

    private static ServiceModel model(JsonNode inputs) {
        return ServiceModel.of(
                inputs.path("Service").asText(), inputs.path("Api").asText());
    }
}
