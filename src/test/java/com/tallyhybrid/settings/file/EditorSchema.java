package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the schema that editors read from the one that the reader checks a file with, so that the two say the same.
 *
 * <p>The language server of YAML says {@code errorMessage} for a wrong type, pattern, value of a list or missing key, and
 * for nothing else: not for a number that is too large, nor for {@code not}. So each rule becomes a condition, whose
 * {@code else} no value satisfies, and which carries the sentence. Conditions stand in one another: one mistake, one
 * sentence.
 *
 * @see <a href="https://github.com/redhat-developer/yaml-language-server">yaml-language-server 1.25.0,
 *     parser/schemaValidation/baseValidator</a>
 */
final class EditorSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COPIED = List.of("title", "description", "default", "examples", "x-allowed");
    private static final List<String> BARE = List.of(
            "pattern",
            "minLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "uniqueItems");

    private final JsonNode source;

    private EditorSchema(JsonNode source) {
        this.source = source;
    }

    static ObjectNode of(JsonNode source) {
        ObjectNode schema = JSON.createObjectNode();
        schema.set("$schema", source.get("$schema"));
        schema.put("$comment", "Made from what the reader of the settings says, by EditorSchemaTest. Do not edit it");
        schema.setAll(new EditorSchema(source).compile(source));
        schema.withObject("/dependentSchemas/fileServer")
                .put("errorMessage", CrossFieldRules.FILE_SERVER_ALONE)
                .withArray("required")
                .add("network");
        return schema;
    }

    /** A condition that a value of the right type must meet, and why the reader refuses it where it does not. */
    private record Condition(ObjectNode schema, Optional<String> reason) {

        static Condition of(String keyword, JsonNode limit, String reason) {
            ObjectNode schema = JSON.createObjectNode();
            schema.set(keyword, limit);
            return new Condition(schema, Optional.ofNullable(reason));
        }
    }

    private ObjectNode compile(JsonNode written) {
        ObjectNode definition = resolve(written);
        ObjectNode made = JSON.createObjectNode();
        COPIED.stream().filter(definition::has).forEach(key -> made.set(key, definition.get(key)));
        made.put("markdownDescription", markdown(definition));
        String give = "give " + FieldRules.allowed(definition);
        if (definition.path("type").asText().equals("object")) {
            compileKeys(definition, made, give);
        } else {
            made.set("type", definition.get("type"));
            made.put("errorMessage", give + (definition.has("items") ? SchemaProblems.A_LIST_HAS_DASHES : ""));
        }
        if (definition.has("enum")) {
            made.set("enum", definition.get("enum"));
        }
        if (definition.has("items")) {
            made.set("items", compile(definition.get("items")));
        }
        nested(conditions(definition), give).ifPresent(made::setAll);
        return made;
    }

    private void compileKeys(ObjectNode definition, ObjectNode made, String give) {
        // Said of an unknown key; the type and each missing key have their own sentence.
        made.put("additionalProperties", false);
        made.put("errorMessage", UnknownKeys.known(definition));
        ArrayNode all = made.withArray("allOf");
        all.addObject().put("type", "object").put("errorMessage", give);
        definition.path("required").forEach(key -> {
            JsonNode missing = resolve(definition.path("properties").path(key.asText()));
            all.addObject()
                    .put("errorMessage", "%s: missing; give %s".formatted(key.asText(), FieldRules.allowed(missing)))
                    .withArray("required")
                    .add(key);
        });
        definition
                .path("properties")
                .properties()
                .forEach(key -> made.withObject("/properties").set(key.getKey(), compile(key.getValue())));
    }

    /** The definition with what it refers to; what it says itself comes first. */
    private ObjectNode resolve(JsonNode written) {
        ObjectNode definition = written.deepCopy();
        JsonNode reference = definition.remove("$ref");
        if (reference != null) {
            source.at(reference.asText().substring(1)).properties().forEach(entry -> {
                if (!definition.has(entry.getKey())) {
                    definition.set(entry.getKey(), entry.getValue());
                }
            });
        }
        return definition;
    }

    private static String markdown(JsonNode definition) {
        String text = "%s\n\n**Takes** %s."
                .formatted(definition.path("description").asText(), FieldRules.allowed(definition));
        return definition.has("default") ? text + "\n\n**Left out:** `%s`.".formatted(definition.get("default")) : text;
    }

    /** In the order in which the reader looks at them. A value of another type meets them all: its type is what is told. */
    private static List<Condition> conditions(JsonNode definition) {
        String type = definition.path("type").asText();
        var conditions = new ArrayList<Condition>();
        if (definition.has("maxLength")) {
            JsonNode most = definition.get("maxLength");
            conditions.add(Condition.of("maxLength", most, "is longer than %s characters".formatted(most)));
        }
        refused(definition)
                .forEach(refused -> conditions.add(Condition.of(
                        "not",
                        bare(refused).put("type", type),
                        refused.path("x-because").textValue())));
        if (definition.has("format")) {
            FormatPatterns.of(definition.get("format").asText()).forEach(known -> {
                ObjectNode pattern = JSON.createObjectNode().put("pattern", known.pattern());
                conditions.add(
                        known.must()
                                ? new Condition(pattern, known.reason())
                                : Condition.of(
                                        "not",
                                        pattern.put("type", type),
                                        known.reason().orElse(null)));
            });
        } else if (definition.has("pattern")) {
            ObjectNode curly = JSON.createObjectNode().put("type", type).put("pattern", "[\u2018-\u201F]");
            conditions.add(Condition.of("not", curly, SchemaProblems.CURLY_QUOTES));
        }
        BARE.stream()
                .filter(definition::has)
                .forEach(keyword -> conditions.add(Condition.of(keyword, definition.get(keyword), null)));
        return conditions;
    }

    private static List<JsonNode> refused(JsonNode definition) {
        var refused = new ArrayList<JsonNode>();
        definition.path("allOf").forEach(part -> refused.add(part.path("not")));
        refused.add(definition.path("not"));
        return refused.stream().filter(JsonNode::isObject).collect(Collectors.toList());
    }

    private static ObjectNode bare(JsonNode refused) {
        return ((ObjectNode) refused.deepCopy()).without(List.of("x-because", "$comment"));
    }

    private static Optional<ObjectNode> nested(List<Condition> conditions, String give) {
        ObjectNode made = null;
        for (int index = conditions.size() - 1; index >= 0; index--) {
            Condition condition = conditions.get(index);
            ObjectNode outer = JSON.createObjectNode();
            outer.set("if", condition.schema());
            if (made != null) {
                outer.set("then", made);
            }
            // No value that comes here is null, so this is always refused; of all such it is what has a message.
            outer.withObject("/else")
                    .put(
                            "errorMessage",
                            condition.reason().map(reason -> reason + "; ").orElse("") + give)
                    .withArray("type")
                    .add("null");
            made = outer;
        }
        return Optional.ofNullable(made);
    }
}
