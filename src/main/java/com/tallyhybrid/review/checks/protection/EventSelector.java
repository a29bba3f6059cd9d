package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which events a trail records: those that every condition lets through.
 *
 * <p>Both ways to write selectors are read: the basic ones are advanced ones in other words (AWS CloudTrail User Guide,
 * "Logging data events": the values of a basic selector are beginnings of ARNs).
 *
 * @param conditions by field and operator, such as {@code readOnly} and {@code Equals}, the values that it names
 * @param function on which it depends what it records
 */
record EventSelector(Map<String, Map<String, List<String>>> conditions, JsonNode function) implements Stated {

    private static final String CATEGORY = "eventCategory";
    private static final String READ_ONLY = "readOnly";
    private static final String EQUALS = "Equals";
    private static final JsonNode NONE = MissingNode.getInstance();

    /** What a trail without selectors records: every management event and no other (API_PutEventSelectors). */
    private static final EventSelector BY_DEFAULT = new EventSelector(Map.of(CATEGORY, equal("Management")), NONE);

    /** Of a trail, whichever way it writes them. */
    static List<EventSelector> of(JsonNode trail) {
        List<EventSelector> selectors = new ArrayList<>();
        read(trail, "AdvancedEventSelectors", selector -> List.of(advanced(selector)), selectors);
        read(trail, "EventSelectors", EventSelector::basic, selectors);
        boolean none = PossibleValue.below(trail, "AdvancedEventSelectors").isEmpty()
                && PossibleValue.below(trail, "EventSelectors").isEmpty();
        return none ? List.of(BY_DEFAULT) : selectors;
    }

    /** Nobody knows what a selector records in which something is chosen or computed: it may be everything. */
    private static void read(
            JsonNode trail,
            String key,
            Function<JsonNode, List<Map<String, Map<String, List<String>>>>> read,
            List<EventSelector> selectors) {
        for (PossibleValue selector : PossibleValue.below(trail, key)) {
            JsonNode json = selector.json();
            boolean readable = isReadable(json);
            JsonNode function = readable || !selector.isCertain() ? selector.function() : json;
            (readable ? read.apply(json) : List.of(Map.<String, Map<String, List<String>>>of()))
                    .forEach(conditions -> selectors.add(new EventSelector(conditions, function)));
        }
    }

    /** A name that a template makes is read by its reference. */
    private static boolean isReadable(JsonNode node) {
        if (Intrinsic.isFunction(node)) {
            Intrinsic function = Intrinsic.of(node);
            boolean named = function instanceof Intrinsic.Ref
                    || function instanceof Intrinsic.GetAtt
                    || function instanceof Intrinsic.Join;
            if (!named) {
                return false;
            }
        }
        return node.valueStream().allMatch(EventSelector::isReadable);
    }

    boolean isOfManagement() {
        return conditions
                .getOrDefault(CATEGORY, Map.of())
                .getOrDefault(EQUALS, List.of())
                .contains("Management");
    }

    /** The same events in several selectors, each with one value where this one names several. */
    List<EventSelector> single() {
        List<EventSelector> all = List.of(this);
        for (String field : conditions.keySet()) {
            for (String operator : List.of(EQUALS, "StartsWith", "EndsWith")) {
                List<String> values = conditions.get(field).getOrDefault(operator, List.of());
                if (values.size() > 1) {
                    all = all.stream()
                            .flatMap(one -> values.stream().map(value -> one.with(field, operator, value)))
                            .toList();
                }
            }
        }
        return conditions.containsKey(READ_ONLY)
                ? all
                : all.stream()
                        .flatMap(one -> Stream.of("true", "false").map(value -> one.with(READ_ONLY, EQUALS, value)))
                        .toList();
    }

    /** Whether it records every event that the other does. */
    boolean covers(EventSelector other) {
        return conditions.entrySet().stream()
                .allMatch(field -> field.getValue().entrySet().stream()
                        .allMatch(asked -> other.grants(field.getKey(), asked.getKey(), asked.getValue())));
    }

    /** Whether every event that this one records passes the condition. */
    private boolean grants(String field, String operator, List<String> values) {
        Map<String, List<String>> own = conditions.getOrDefault(field, Map.of());
        List<String> exact = own.getOrDefault(EQUALS, List.of());
        if (!operator.startsWith("Not")) {
            List<String> narrow = exact.isEmpty() ? own.getOrDefault(operator, List.of()) : exact;
            return !narrow.isEmpty()
                    && narrow.stream().allMatch(one -> values.stream().anyMatch(value -> fits(operator, one, value)));
        }
        String positive = operator.substring("Not".length());
        return values.stream().allMatch(value -> isRefused(own, exact, positive, value));
    }

    private static boolean isRefused(Map<String, List<String>> own, List<String> exact, String positive, String value) {
        boolean neverMeant = !exact.isEmpty() && exact.stream().noneMatch(one -> fits(positive, one, value));
        boolean equally = own.getOrDefault("Not" + positive, List.of()).stream()
                .anyMatch(refused -> fits(positive, value, refused));
        boolean byItsBeginning = positive.equals(EQUALS)
                && own.getOrDefault("NotStartsWith", List.of()).stream().anyMatch(value::startsWith);
        return neverMeant || equally || byItsBeginning;
    }

    private static boolean fits(String operator, String text, String value) {
        return switch (operator.toLowerCase(Locale.ROOT)) {
            case "equals" -> text.equals(value);
            case "startswith" -> text.startsWith(value);
            default -> text.endsWith(value);
        };
    }

    private EventSelector with(String field, String operator, String value) {
        Map<String, Map<String, List<String>>> changed = new LinkedHashMap<>(conditions);
        Map<String, List<String>> operators = new LinkedHashMap<>(changed.getOrDefault(field, Map.of()));
        operators.put(operator, List.of(value));
        changed.put(field, operators);
        return new EventSelector(changed, function);
    }

    private static Map<String, Map<String, List<String>>> advanced(JsonNode selector) {
        Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();
        for (JsonNode field : PlainValue.entries(selector.path("FieldSelectors"))) {
            Map<String, List<String>> operators =
                    conditions.computeIfAbsent(field.path("Field").asText(), none -> new LinkedHashMap<>());
            field.properties().stream()
                    .filter(entry -> !entry.getKey().equals("Field"))
                    .forEach(entry -> operators.put(entry.getKey(), texts(entry.getValue())));
        }
        return conditions;
    }

    private static List<Map<String, Map<String, List<String>>>> basic(JsonNode selector) {
        List<Map<String, Map<String, List<String>>>> all = new ArrayList<>();
        Map<String, Map<String, List<String>>> kind = new LinkedHashMap<>();
        String type = selector.path("ReadWriteType").asText("All");
        if (!type.equals("All")) {
            kind.put(READ_ONLY, equal(String.valueOf(type.equals("ReadOnly"))));
        }
        if (!selector.path("IncludeManagementEvents").asText("true").equals("false")) {
            Map<String, Map<String, List<String>>> management = new LinkedHashMap<>(kind);
            management.put(CATEGORY, equal("Management"));
            List<String> excluded = texts(selector.path("ExcludeManagementEventSources"));
            if (!excluded.isEmpty()) {
                management.put("eventSource", Map.of("NotEquals", excluded));
            }
            all.add(management);
        }
        for (JsonNode data : PlainValue.entries(selector.path("DataResources"))) {
            Map<String, Map<String, List<String>>> resources = new LinkedHashMap<>(kind);
            resources.put(CATEGORY, equal("Data"));
            resources.put("resources.type", equal(data.path("Type").asText()));
            resources.put("resources.ARN", Map.of("StartsWith", texts(data.path("Values"))));
            all.add(resources);
        }
        return all;
    }

    private static Map<String, List<String>> equal(String value) {
        return Map.of(EQUALS, List.of(value));
    }

    private static List<String> texts(JsonNode values) {
        return PlainValue.entries(values).stream()
                .map(value -> Intrinsic.isFunction(value) ? value.toString() : value.asText())
                .toList();
    }
}
