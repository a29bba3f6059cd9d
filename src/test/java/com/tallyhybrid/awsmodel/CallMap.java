package com.tallyhybrid.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which calls CloudFormation makes for a resource: {@code calls.yaml}, whose head says how it is read. */
final class CallMap {

    private final ApiModel model;
    private final Map<String, Row> rows;
    private final Set<String> used = new LinkedHashSet<>();

    /** A type: where its properties go, and its calls. */
    private record Row(Map<String, String> names, Map<String, String> without, List<Made> calls) {

        Row {
            names = names == null ? Map.of() : names;
            without = without == null ? Map.of() : without;
        }
    }

    /** A call of a type. */
    private record Made(
            String call, String when, String each, List<String> takes, List<String> makes, Map<String, String> sets) {

        Made {
            makes = makes == null ? List.of() : makes;
            sets = sets == null ? Map.of() : sets;
        }

        String service() {
            return call.split(":")[0];
        }

        String operation() {
            return call.split(":")[1];
        }

        /** What decides whether the call is made at all, if anything does. */
        Optional<String> condition() {
            return Optional.ofNullable(when == null ? each : when);
        }
    }

    private CallMap(ApiModel model, Map<String, Row> rows) {
        this.model = model;
        this.rows = rows;
    }

    static CallMap of(ApiModel model) {
        try (InputStream file = CallMap.class.getResourceAsStream("calls.yaml")) {
            var mapper = new YAMLMapper();
            return new CallMap(
                    model,
                    mapper.readValue(
                            file, mapper.getTypeFactory().constructMapType(TreeMap.class, String.class, Row.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation that is named, as {@code service:operation}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        rows.values().forEach(row -> row.calls().forEach(made -> operations.add(made.call())));
        return operations;
    }

    /** What stands in the file and has served no resource so far: types, names and reasons. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>();
        rows.forEach((type, row) -> {
            unused.add(type);
            row.names().keySet().forEach(property -> unused.add(type + " names " + property));
            row.without().keySet().forEach(property -> unused.add(type + " without " + property));
            row.calls().forEach(made -> unused.add(type + " calls " + made));
        });
        unused.removeAll(used);
        return unused;
    }

    /** The calls for a resource. */
    List<ApiCall> of(String type, JsonNode properties) {
        Row row = rows.get(type);
        if (row == null) {
            return List.of();
        }
        used.add(type);
        // A group may have no properties at all.
        ObjectNode known = properties.isObject()
                ? (ObjectNode) Unknown.instead(properties)
                : JsonNodeFactory.instance.objectNode();
        List<ApiCall> calls = new ArrayList<>();
        for (Made made : row.calls()) {
            if (made.condition().filter(property -> !known.has(property)).isEmpty()) {
                used.add(type + " calls " + made);
                variants(made, known).forEach(variant -> calls.add(call(type, row, made, variant)));
            }
        }
        return calls;
    }

    /** The properties that no call gets, and for which no reason is given. */
    List<String> lost(String type, JsonNode properties) {
        Row row = rows.get(type);
        if (row == null) {
            return List.of("the type has no row");
        }
        return properties.properties().stream()
                .map(Map.Entry::getKey)
                .filter(property -> !isWithout(type, row, property))
                .filter(property -> row.calls().stream()
                        .noneMatch(made -> target(row, made, property).isPresent()))
                .toList();
    }

    private static List<ObjectNode> variants(Made made, ObjectNode properties) {
        if (made.each() == null) {
            return List.of(properties);
        }
        List<ObjectNode> variants = new ArrayList<>();
        properties
                .path(made.each())
                .forEach(element -> variants.add(properties.deepCopy().set(made.each(), element)));
        return variants;
    }

    private ApiCall call(String type, Row row, Made made, ObjectNode properties) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        properties.properties().stream()
                .filter(property -> !isWithout(type, row, property.getKey()))
                .forEach(property -> target(row, made, property.getKey()).ifPresent(target -> {
                    used.add(type + " names " + property.getKey());
                    put(parameters, target, below(type, row, property.getKey(), property.getValue()));
                }));
        made.sets().forEach((member, value) -> put(parameters, member, JsonNodeFactory.instance.textNode(value)));
        made.makes().stream()
                .filter(member -> !has(parameters, member))
                .forEach(member -> parameters.set(member, Unknown.VALUE));
        return new ApiCall(made.service(), made.operation(), parameters);
    }

    private static boolean has(ObjectNode parameters, String member) {
        return parameters.properties().stream().anyMatch(known -> known.getKey().equalsIgnoreCase(member));
    }

    /** Where a property goes in a call, if it goes there. */
    private Optional<String> target(Row row, Made made, String property) {
        if (made.takes() != null && !made.takes().contains(property)) {
            return Optional.empty();
        }
        String target = row.names().getOrDefault(property, property);
        boolean fits = target.equals(".")
                ? property.equals(made.when())
                : model.hasMember(made.service(), made.operation(), target.split("[.\\[]")[0]);
        return fits ? Optional.of(target) : Optional.empty();
    }

    private boolean isWithout(String type, Row row, String path) {
        used.add(type + " without " + path);
        return row.without().containsKey(path);
    }

    /** What stands below a property, with the API's names. */
    private JsonNode below(String type, Row row, String path, JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode converted = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> converted.add(below(type, row, path, element)));
            return converted;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(entry -> {
            String inner = path + "." + entry.getKey();
            JsonNode content = below(type, row, inner, entry.getValue());
            String name = row.names().get(inner);
            if (name != null) {
                used.add(type + " names " + inner);
                put(converted, name, content);
            } else if (!isWithout(type, row, inner)) {
                converted.set(entry.getKey(), content);
            }
        });
        return converted;
    }

    /** Sets a member by its path; members and elements on the way are made. */
    private static void put(ObjectNode target, String path, JsonNode value) {
        if (path.equals(".")) {
            target.setAll((ObjectNode) value);
            return;
        }
        String[] parts = path.split("\\.", 2);
        boolean isElement = parts[0].endsWith("[]");
        String member = isElement ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        if (parts.length == 1) {
            if (isElement) {
                target.withArray("/" + member).add(value);
            } else {
                target.set(member, value);
            }
        } else if (isElement) {
            ArrayNode list = target.withArray("/" + member);
            put(list.isEmpty() ? list.addObject() : (ObjectNode) list.get(0), parts[1], value);
        } else {
            put(target.withObject("/" + member), parts[1], value);
        }
    }
}
