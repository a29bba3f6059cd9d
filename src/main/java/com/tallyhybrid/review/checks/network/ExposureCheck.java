package com.tallyhybrid.review.checks.network;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which properties open a way to or from the internet that was shut. */
public final class ExposureCheck implements Check {

    private static final List<ExposureProperty> DOORS =
            DataFile.read(ExposureCheck.class, "doors.yaml", new TypeReference<>() {});

    /**
     * A door that stands open.
     *
     * @param door which
     * @param subject the resource
     * @param path the property
     * @param value its value
     */
    private record Open(ExposureProperty door, Subject subject, PropertyPath path, String value) {

        /** The same door of the same resource; the place in a list does not count. */
        List<Object> key() {
            return List.of(door, subject.label(), path.withoutIndexes(), value);
        }
    }

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Map<List<Object>, Open> before = open(comparison.base());
        List<ReviewFinding> findings = new ArrayList<>();
        open(comparison.head()).forEach((key, open) -> {
            if (!before.containsKey(key)) {
                findings.add(open.door()
                        .rule()
                        .about(open.subject())
                        .as(open.door().severity())
                        .at(open.path())
                        .values("", open.value().replaceAll("[<>]", ""))
                        .saying(open.door().words()));
            }
        });
        return findings;
    }

    private static Map<List<Object>, Open> open(Side side) {
        Map<List<Object>, Open> open = new LinkedHashMap<>();
        side.forEach((template, subject, resource) -> {
            JsonNode properties = resource.path("Properties");
            List<ExposureProperty> doors =
                    DOORS.stream().filter(door -> door.concerns(subject.type())).toList();
            search(template, subject, doors, PropertyPath.ROOT, properties, open);
            doors.stream()
                    .filter(door -> door.absent() && !properties.has(door.property()))
                    .forEach(door -> add(open, door, subject, PropertyPath.of(door.property()), ""));
        });
        return open;
    }

    private static void search(
            SymbolicResolver template,
            Subject subject,
            List<ExposureProperty> doors,
            PropertyPath path,
            JsonNode value,
            Map<List<Object>, Open> open) {
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            search(template, subject, doors, path.index(i), value.get(i), open);
        }
        value.properties().forEach(entry -> {
            PropertyPath inner = path.key(entry.getKey());
            doors.stream()
                    .filter(door -> door.property().equals(entry.getKey()))
                    .forEach(door -> template.texts(entry.getValue()).stream()
                            .filter(door::isOpenedBy)
                            .forEach(text -> add(open, door, subject, inner, text)));
            search(template, subject, doors, inner, entry.getValue(), open);
        });
    }

    private static void add(
            Map<List<Object>, Open> open, ExposureProperty door, Subject subject, PropertyPath path, String value) {
        var found = new Open(door, subject, path, value);
        open.putIfAbsent(found.key(), found);
    }
}
