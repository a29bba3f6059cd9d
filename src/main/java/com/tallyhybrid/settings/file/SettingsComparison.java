package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.settings.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two deployment files side by side, key by key, whether they are right or not: whoever synthesized them has checked them.
 * What one leaves out has the value that the schema gives it, so writing a default down is no change.
 *
 * @param deployment the name of the proposed deployment, with which the names of its stacks begin
 * @param file the proposed file, as its repository names it
 * @param changes what differs, in the order of the proposed file
 */
public record SettingsComparison(String deployment, String file, List<SettingsChange> changes) {

    private static final FieldRules RULES = FieldRules.load();

    public SettingsComparison {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two files.
     *
     * @param address what the proposed file is called in the comparison
     * @throws InvalidSettings if one of them is no YAML that holds keys with values
     */
    public static SettingsComparison of(Path base, Path head, String address) {
        YamlDocument.Parsed before = DeploymentFile.parsed(base);
        YamlDocument.Parsed after = DeploymentFile.parsed(head);
        RULES.fillDefaults(before.root());
        RULES.fillDefaults(after.root());
        String deployment = after.root().path("name").asText();
        List<SettingsChange> changes = new ArrayList<>();
        compare("", new Entry(JsonPointer.empty(), before.root()), new Entry(JsonPointer.empty(), after.root()))
                .forEach((key, pair) -> changes.add(new SettingsChange(
                        deployment,
                        address,
                        after.document().line(pair.after().at()),
                        key,
                        shown(pair.before().value()),
                        shown(pair.after().value()))));
        return new SettingsComparison(deployment, address, changes);
    }

    /** A value of both sides. */
    private record Pair(Entry before, Entry after) {}

    /** A value and where its document has it; missing where it has none, and then where it would be. */
    private record Entry(JsonPointer at, JsonNode value) {

        Entry without() {
            return new Entry(at, MissingNode.getInstance());
        }

        /** What stands below, by the names that people use; empty where the value has no parts with names. */
        Map<String, Entry> parts() {
            Map<String, Entry> parts = new LinkedHashMap<>();
            value.properties()
                    .forEach(entry -> parts.put(
                            "." + entry.getKey(), new Entry(at.appendProperty(entry.getKey()), entry.getValue())));
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                String name = value.get(i).path("name").asText();
                if (name.isEmpty() || parts.put("[" + name + "]", new Entry(at.appendIndex(i), value.get(i))) != null) {
                    return Map.of();
                }
            }
            return parts;
        }
    }

    private static Map<String, Pair> compare(String key, Entry before, Entry after) {
        Map<String, Pair> differing = new LinkedHashMap<>();
        Map<String, Entry> old = before.parts();
        Map<String, Entry> next = after.parts();
        if (!before.value().equals(SettingsComparison::differ, after.value())) {
            if (old.isEmpty() || next.isEmpty()) {
                differing.put(Printable.text(key.startsWith(".") ? key.substring(1) : key), new Pair(before, after));
            } else {
                Set<String> names = new LinkedHashSet<>(next.keySet());
                names.addAll(old.keySet());
                names.forEach(name -> differing.putAll(compare(
                        key + name,
                        old.getOrDefault(name, before.without()),
                        next.getOrDefault(name, after.without()))));
            }
        }
        return differing;
    }

    /** A number is the same one, however many digits its type would hold. */
    private static int differ(JsonNode one, JsonNode other) {
        boolean scalars = one.isValueNode() && other.isValueNode();
        return scalars && one.asText().equals(other.asText()) || one.equals(other) ? 0 : 1;
    }

    /** A list of texts as people write it, anything else that has parts as JSON. */
    private static String shown(JsonNode value) {
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
            return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
