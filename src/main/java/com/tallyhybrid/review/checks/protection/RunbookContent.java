package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The content of an SSM document, which a template gives as an object, or as a text in JSON or YAML. */
final class RunbookContent {

    private static final List<ObjectMapper> FORMATS = List.of(
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build(),
            YAMLMapper.builder().build());

    private RunbookContent() {}

    /** An empty object where there is no document; a function or a text where nobody can read the content. */
    static JsonNode of(JsonNode resource) {
        JsonNode written = resource.at("/Properties/Content");
        Value value = Value.of(written);
        if (value instanceof Value.Absent) {
            return JsonNodeFactory.instance.objectNode();
        }
        return written.isTextual() || value.isUnread() ? read(written) : written;
    }

    /**
     * A text as it is, or as CloudFormation joins it: names that it fills in stand in it as words that no document holds.
     * Nothing where another function makes it.
     */
    static Optional<String> text(JsonNode written) {
        if (!Intrinsic.isFunction(written)) {
            return Optional.of(written.asText());
        }
        if (!(Intrinsic.of(written) instanceof Intrinsic.Join join
                && join.elements().isArray())) {
            return Optional.empty();
        }
        List<String> pieces = new ArrayList<>();
        join.elements()
                .forEach(piece -> pieces.add(
                        piece.isTextual() ? piece.asText() : "unread-" + Integer.toHexString(piece.hashCode())));
        return Optional.of(String.join(join.delimiter().asText(), pieces));
    }

    private static JsonNode read(JsonNode written) {
        String text = text(written).orElse("");
        for (ObjectMapper format : FORMATS) {
            try {
                JsonNode content = format.readTree(text);
                if (content.isObject()) {
                    return content;
                }
            } catch (JsonProcessingException other) {
                // The next format, or nobody reads it.
            }
        }
        return written;
    }
}
