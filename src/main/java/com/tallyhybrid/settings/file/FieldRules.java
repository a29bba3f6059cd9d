package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What each field allows, and its default: {@code schema.json}, from which the schema for editors is made too. */
final class FieldRules {

    private static final String RESOURCE = "schema.json";
    private static final String ALLOWED = "x-allowed";
    private static final String BECAUSE = "x-because";

    private final JsonNode source;
    private final Schema schema;

    private FieldRules(JsonNode source) {
        this.source = source;
        this.schema = registry().getSchema(source);
    }

    static FieldRules load() {
        try (InputStream json = FieldRules.class.getResourceAsStream(RESOURCE)) {
            return new FieldRules(new ObjectMapper().readTree(json));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The rules of another schema, in which the whole and every key have {@code x-allowed}. */
    static FieldRules of(JsonNode schema) {
        return new FieldRules(schema);
    }

    private static SchemaRegistry registry() {
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .keyword(new NonValidationKeyword(ALLOWED))
                .keyword(new NonValidationKeyword(BECAUSE))
                .formats(formats -> FieldFormats.all().forEach(format -> formats.put(format.getName(), format)))
                .build();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .build();
        return SchemaRegistry.withDialect(dialect, builder -> builder.schemaRegistryConfig(config));
    }

    List<Error> check(ObjectNode values) {
        return schema.validate(cut(source, values));
    }

    /**
     * The values with each text that is too long cut to one character too many: still too long, and short enough for
     * every pattern. Java's patterns fail on texts of some thousand characters.
     */
    private JsonNode cut(JsonNode definition, JsonNode value) {
        JsonNode meant = resolve(definition);
        if (value instanceof ObjectNode mapping) {
            ObjectNode cut = mapping.objectNode();
            mapping.properties()
                    .forEach(entry -> cut.set(
                            entry.getKey(), cut(meant.path("properties").path(entry.getKey()), entry.getValue())));
            return cut;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode cut = list.arrayNode();
            list.forEach(entry -> cut.add(cut(meant.path("items"), entry)));
            return cut;
        }
        String text = value.asText();
        int longest = meant.path("maxLength").asInt(text.length());
        return value.isTextual() && text.length() > longest ? TextNode.valueOf(text.substring(0, longest + 1)) : value;
    }

    /** The part of the schema that says in words what the value that was refused should be. */
    JsonNode definition(Error error) {
        return source.at(definitionOf(error));
    }

    /** Whether the key of the refused value may be left out. */
    boolean isOptional(Error error) {
        JsonPointer place = definitionOf(error);
        boolean isKey = place.head().last().matchesProperty("properties");
        return isKey
                && source.at(place.head().head())
                        .path("required")
                        .valueStream()
                        .noneMatch(key -> place.last().matchesProperty(key.asText()));
    }

    /** The definition of one key of a mapping. */
    JsonNode property(JsonNode definition, String key) {
        return resolve(definition.path("properties").path(key));
    }

    /** What is allowed, in the words that error messages use. */
    static String allowed(JsonNode definition) {
        return definition.path(ALLOWED).asText();
    }

    /** Why something is not allowed, worded to follow the value; empty for keywords that do not say. */
    static Optional<String> because(Error error) {
        return Optional.ofNullable(error.getSchemaNode().path(BECAUSE).textValue());
    }

    /** The whole schema. */
    JsonNode root() {
        return source;
    }

    /** Writes the defaults of all keys that the values leave out. */
    void fillDefaults(ObjectNode values) {
        fill(source, values);
    }

    private void fill(JsonNode definition, JsonNode value) {
        if (value.isArray()) {
            value.forEach(entry -> fill(definition.path("items"), entry));
        } else if (value instanceof ObjectNode mapping) {
            definition.path("properties").properties().forEach(property -> {
                if (!mapping.has(property.getKey()) && property.getValue().has("default")) {
                    mapping.set(
                            property.getKey(),
                            property.getValue().get("default").deepCopy());
                }
                fill(property.getValue(), mapping.path(property.getKey()));
            });
        }
    }

    private JsonPointer definitionOf(Error error) {
        JsonPointer place = JsonPointer.compile(
                        error.getSchemaLocation().getFragment().toString())
                .head();
        while (!source.at(place).has(ALLOWED)) {
            place = place.head();
        }
        return place;
    }

    private JsonNode resolve(JsonNode definition) {
        return definition.has("$ref")
                ? source.at(definition.get("$ref").asText().substring(1))
                : definition;
    }
}
