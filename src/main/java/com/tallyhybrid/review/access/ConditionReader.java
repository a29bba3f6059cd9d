package com.tallyhybrid.review.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a condition block into alternatives: one set of lines for each way to meet it. */
final class ConditionReader {

    /** Beyond this the values of a line stay together; comparing them then errs towards a finding. */
    private static final int MOST_ALTERNATIVES = 64;

    private final SymbolicResolver template;

    ConditionReader(SymbolicResolver template) {
        this.template = template;
    }

    /** The ways to meet the block and what holds besides; one empty way where nothing is asked. */
    List<Set<Line>> read(JsonNode block, List<Line> besides) {
        List<Line> lines = new ArrayList<>(besides);
        if (block.isObject()) {
            block.properties().forEach(operator -> addAll(operator.getKey(), operator.getValue(), lines));
        }
        List<Set<Line>> ways = List.of(Set.of());
        for (Line line : lines) {
            ways = multiplied(ways, line);
        }
        return ways;
    }

    private void addAll(String operator, JsonNode keys, List<Line> lines) {
        if (!keys.isObject()) {
            lines.add(new Line("Unread", operator, List.of(template.text(keys))));
            return;
        }
        keys.properties()
                .forEach(key -> lines.add(new Line(
                        operator,
                        key.getKey().toLowerCase(Locale.ROOT),
                        template.texts(key.getValue()).stream()
                                .map(PolicyVariables::normalized)
                                .toList())));
    }

    private static List<Set<Line>> multiplied(List<Set<Line>> ways, Line line) {
        List<Line> parts = line.values().stream()
                .map(value -> new Line(line.operator(), line.key(), List.of(value)))
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

    private static Set<Line> with(Set<Line> way, List<Line> lines) {
        Set<Line> more = new LinkedHashSet<>(way);
        more.addAll(lines);
        return more;
    }
}
