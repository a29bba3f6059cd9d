package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a condition block into alternatives: one set of lines for each way to meet it. */
final class ConditionEntryReader {

    /** Beyond this the values of a line stay together; comparing them then errs towards a finding. */
    private static final int MOST_ALTERNATIVES = 64;

    private final SymbolicResolver template;

    ConditionEntryReader(SymbolicResolver template) {
        this.template = template;
    }

    /** The ways to meet the block and what holds besides; one empty way where nothing is asked. */
    List<Set<ConditionEntry>> read(JsonNode block, List<ConditionEntry> besides) {
        List<ConditionEntry> lines = new ArrayList<>(besides);
        if (block.isObject()) {
            block.properties().forEach(operator -> addAll(operator.getKey(), operator.getValue(), lines));
        }
        List<Set<ConditionEntry>> ways = List.of(Set.of());
        for (ConditionEntry line : lines) {
            ways = multiplied(ways, line);
        }
        return ways;
    }

    private void addAll(String operator, JsonNode keys, List<ConditionEntry> lines) {
        if (!keys.isObject()) {
            lines.add(new ConditionEntry("Unread", operator, List.of(template.text(keys))));
            return;
        }
        keys.properties()
                .forEach(key -> lines.add(new ConditionEntry(
                        operator,
                        key.getKey().toLowerCase(Locale.ROOT),
                        template.texts(key.getValue()).stream()
                                .map(PolicyVariables::normalized)
                                .toList())));
    }

    private static List<Set<ConditionEntry>> multiplied(List<Set<ConditionEntry>> ways, ConditionEntry line) {
        List<ConditionEntry> parts = line.values().stream()
                .map(value -> new ConditionEntry(line.operator(), line.key(), List.of(value)))
                .toList();
        if (line.isJoint()) {
            return ways.stream().map(way -> with(way, parts)).toList();
        }
        if (!line.isAlternative() || ways.size() * parts.size() > MOST_ALTERNATIVES) {
            return ways.stream().map(way -> with(way, List.of(line))).toList();
        }
        return ways.stream()
                .flatMap(way -> parts.stream().map(part -> with(way, List.of(part))))
                .toList();
    }

    private static Set<ConditionEntry> with(Set<ConditionEntry> way, List<ConditionEntry> lines) {
        Set<ConditionEntry> more = new LinkedHashSet<>(way);
        more.addAll(lines);
        return more;
    }
}
