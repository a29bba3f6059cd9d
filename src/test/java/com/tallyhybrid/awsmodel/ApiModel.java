package com.tallyhybrid.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What AWS publishes about the input of its calls: members, types, what is required, enumerations, lengths, ranges and
 * patterns. {@code models.json}, written by {@code tools/update-models} from the models of the AWS CLI.
 */
final class ApiModel {

    private final JsonNode services;
    private final Map<String, Pattern> patterns = new HashMap<>();

    private ApiModel(JsonNode services) {
        this.services = services;
    }

    static ApiModel published() {
        try (InputStream file = ApiModel.class.getResourceAsStream("models.json")) {
            return new ApiModel(new ObjectMapper().readTree(file).path("services"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean knows(String service, String operation) {
        return services.path(service).path("operations").has(operation);
    }

    /** Whether the input has such a member, whatever its capitals. */
    boolean hasMember(String service, String operation, String name) {
        JsonNode model = services.path(service);
        JsonNode input = model.path("shapes")
                .path(model.path("operations").path(operation).asText());
        return member(input, name).isPresent();
    }

    private static Optional<String> member(JsonNode structure, String name) {
        return structure.path("members").properties().stream()
                .map(Map.Entry::getKey)
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst();
    }

    /** Holds a call against its model. */
    Verdict judge(ApiCall call) {
        JsonNode model = services.path(call.service());
        var verdict = new Verdict();
        String input = model.path("operations").path(call.operation()).asText();
        new Judge(model.path("shapes"), verdict).check(input, call.parameters(), call.toString());
        return verdict;
    }

    /** What was found, and how many values were looked at. */
    static final class Verdict {

        private final List<String> problems = new ArrayList<>();
        private int values;

        List<String> problems() {
            return problems;
        }

        /** Values that are known at synthesis and were compared; those that only a deploy knows do not count. */
        int values() {
            return values;
        }
    }

    /** One walk through a call. */
    private final class Judge {

        private final JsonNode shapes;
        private final Verdict verdict;

        Judge(JsonNode shapes, Verdict verdict) {
            this.shapes = shapes;
            this.verdict = verdict;
        }

        void check(String shape, JsonNode value, String place) {
            if (Unknown.is(value)) {
                return;
            }
            JsonNode model = shapes.path(shape);
            switch (model.path("type").asText()) {
                case "structure" -> structure(model, value, place);
                case "list" -> list(model, value, place);
                case "map" -> map(model, value, place);
                case "string" -> string(model, value, place);
                case "integer", "long", "float", "double" -> number(model, value, place);
                case "boolean" -> truth(value, place);
                default -> throw new AssertionError("not modelled: %s at %s".formatted(model, place));
            }
        }

        private void structure(JsonNode model, JsonNode value, String place) {
            if (!value.isObject()) {
                add(place, "must hold members, not %s".formatted(value));
                return;
            }
            value.properties()
                    .forEach(entry -> member(model, entry.getKey())
                            .ifPresentOrElse(
                                    known -> check(
                                            model.path("members").path(known).asText(),
                                            entry.getValue(),
                                            place + "." + entry.getKey()),
                                    () -> add(place + "." + entry.getKey(), "is unknown to AWS")));
            model.path("required").forEach(required -> {
                if (value.properties().stream()
                        .noneMatch(entry -> entry.getKey().equalsIgnoreCase(required.asText()))) {
                    add(place + "." + required.asText(), "is required and missing");
                }
            });
        }

        private void list(JsonNode model, JsonNode value, String place) {
            if (!value.isArray()) {
                add(place, "must be a list, not %s".formatted(value));
                return;
            }
            limits(model, BigDecimal.valueOf(value.size()), place, "elements");
            value.forEach(element -> check(model.path("member").asText(), element, place + "[]"));
        }

        private void map(JsonNode model, JsonNode value, String place) {
            JsonNode map = value.isArray() ? tags(value, place) : value;
            if (!map.isObject()) {
                add(place, "must be a map, not %s".formatted(value));
                return;
            }
            limits(model, BigDecimal.valueOf(map.size()), place, "entries");
            map.properties().forEach(entry -> {
                check(model.path("key").asText(), JsonNodeFactory.instance.textNode(entry.getKey()), place + " key");
                check(model.path("value").asText(), entry.getValue(), place + "." + entry.getKey());
            });
        }

        private JsonNode tags(JsonNode list, String place) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            list.forEach(tag -> {
                if (!tag.has("Key") || !tag.has("Value") || tag.size() != 2) {
                    add(place, "holds no tag: %s".formatted(tag));
                } else {
                    map.set(tag.path("Key").asText(), tag.path("Value"));
                }
            });
            return map;
        }

        private void string(JsonNode model, JsonNode value, String place) {
            // CloudFormation sends numbers as text where the API wants text, and documents as JSON.
            String text = value.isContainerNode() ? value.toString() : value.asText();
            BigDecimal length = BigDecimal.valueOf(text.codePointCount(0, text.length()));
            if (Unknown.isIn(text)) {
                atMost(model, length, place, "characters without what only a deploy knows");
                return;
            }
            verdict.values++;
            limits(model, length, place, "characters");
            if (model.has("enum")
                    && model.path("enum")
                            .valueStream()
                            .noneMatch(known -> known.asText().equals(text))) {
                add(place, "is '%s', allowed are %s".formatted(text, model.path("enum")));
            }
            if (model.has("pattern")
                    && !pattern(model.path("pattern").asText()).matcher(text).matches()) {
                add(
                        place,
                        "is '%s', which does not match %s"
                                .formatted(text, model.path("pattern").asText()));
            }
        }

        private void number(JsonNode model, JsonNode value, String place) {
            if (!value.isNumber() && !value.asText().matches("-?[0-9]+(\\.[0-9]+)?")) {
                add(place, "must be a number, not %s".formatted(value));
                return;
            }
            boolean whole = model.path("type").asText().matches("integer|long");
            BigDecimal number = new BigDecimal(value.asText());
            if (whole && number.stripTrailingZeros().scale() > 0) {
                add(place, "must be a whole number, not %s".formatted(value));
            }
            verdict.values++;
            limits(model, number, place, "");
        }

        private void truth(JsonNode value, String place) {
            verdict.values++;
            if (!value.asText().matches("true|false")) {
                add(place, "must be true or false, not %s".formatted(value));
            }
        }

        private void limits(JsonNode model, BigDecimal size, String place, String unit) {
            if (model.has("min")
                    && size.compareTo(new BigDecimal(model.path("min").asText())) < 0) {
                add(place, "has %s %s, at least %s are allowed".formatted(size, unit, model.path("min")));
            }
            atMost(model, size, place, unit);
        }

        private void atMost(JsonNode model, BigDecimal size, String place, String unit) {
            if (model.has("max")
                    && size.compareTo(new BigDecimal(model.path("max").asText())) > 0) {
                add(place, "has %s %s, at most %s are allowed".formatted(size, unit, model.path("max")));
            }
        }

        private void add(String place, String text) {
            verdict.problems.add(place + " " + text);
        }
    }

    /** AWS's services match the whole of a value. */
    private Pattern pattern(String published) {
        return patterns.computeIfAbsent(published, text -> Pattern.compile(text, Pattern.DOTALL));
    }
}
