package com.tallyhybrid.review.waiver;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The form of the file, which editors read too; its descriptions are what the messages say is allowed. */
final class WaiverSchema {

    private static final String RESOURCE = "waivers.schema.json";

    /** The fillers of Hangul, which count as letters and are drawn as nothing. */
    private static final String INVISIBLE = "\u115F\u1160\u3164\uFFA0";

    private final JsonNode source;
    private final Schema schema;

    WaiverSchema() {
        try (InputStream json = WaiverSchema.class.getResourceAsStream(RESOURCE)) {
            source = new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build();
        schema = SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> builder.schemaRegistryConfig(config))
                .getSchema(source);
    }

    /**
     * One thing that the form does not allow.
     *
     * @param at where
     * @param text what is wrong, and what is allowed
     */
    record Refusal(JsonPointer at, String text) {}

    List<Refusal> refusals(JsonNode values) {
        List<Refusal> refusals = new ArrayList<>();
        schema.validate(values)
                .forEach(error -> refusals.add(new Refusal(
                        JsonPointer.compile(error.getInstanceLocation().toString()), text(error))));
        for (int i = 0; i < values.path("waivers").size(); i++) {
            JsonPointer entry = JsonPointer.compile("/waivers/" + i);
            refuseWithoutWords(values, entry.appendProperty("reason"), 10).ifPresent(refusals::add);
            refuseWithoutWords(values, entry.appendProperty("owner"), 1).ifPresent(refusals::add);
        }
        return refusals.stream().distinct().toList();
    }

    /** Blanks, dots and what nobody sees are characters too, and say nothing. */
    private Optional<Refusal> refuseWithoutWords(JsonNode values, JsonPointer at, int least) {
        if (!values.at(at).isTextual()) {
            return Optional.empty();
        }
        String text = values.at(at).asText();
        long letters = text.codePoints()
                .filter(Character::isLetter)
                .filter(letter -> INVISIBLE.indexOf(letter) < 0)
                .count();
        String name = at.last().getMatchingProperty();
        return letters >= least
                ? Optional.empty()
                : Optional.of(new Refusal(at, "%s: '%s' is not allowed; give %s".formatted(name, text, allowed(name))));
    }

    private String text(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> "%s is missing; give %s".formatted(error.getProperty(), allowed(error.getProperty()));
            case "additionalProperties" ->
                "unknown key '%s'; known here are %s".formatted(error.getProperty(), known(error));
            default -> {
                JsonPointer at = JsonPointer.compile(error.getInstanceLocation().toString());
                String name = at.matches() ? "" : at.last().getMatchingProperty();
                yield at.matches() || at.last().mayMatchElement()
                        ? "keys and values must stand here, as docs/review.md shows"
                        : "%s: '%s' is not allowed; give %s"
                                .formatted(name, error.getInstanceNode().asText(), allowed(name));
            }
        };
    }

    private String known(Error error) {
        List<String> names = new ArrayList<>();
        String holder = error.getInstanceLocation().toString().isEmpty()
                ? "/properties"
                : "/properties/waivers/items/properties";
        source.at(holder).fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private String allowed(String name) {
        return source.findValue("items")
                .path("properties")
                .path(name)
                .path("description")
                .asText(source.at("/properties/" + name + "/description").asText());
    }
}
