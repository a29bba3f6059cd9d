package com.tallyhybrid.settings;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** What each field allows, and its default: {@code deployments/schema.json}, which editors read too. */
final class FieldRules {

    private static final String RESOURCE = "/deployments/schema.json";
    private static final String ALLOWED = "x-allowed";

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

    private static SchemaRegistry registry() {
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .keyword(new NonValidationKeyword(ALLOWED))
                .formats(formats -> FieldFormats.all().forEach(format -> formats.put(format.getName(), format)))
                .build();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .build();
        return SchemaRegistry.withDialect(dialect, builder -> builder.schemaRegistryConfig(config));
    }

    List<Error> check(JsonNode values) {
        return schema.validate(values);
    }

    /** The part of the schema that holds the keyword which refused the value. */
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

    private static JsonPointer definitionOf(Error error) {
        return JsonPointer.compile(error.getSchemaLocation().getFragment().toString())
                .head();
    }

    private JsonNode resolve(JsonNode definition) {
        return definition.has("$ref")
                ? source.at(definition.get("$ref").asText().substring(1))
                : definition;
    }
}
