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
                        .values("", open.value())
                        .saying(open.door().words()));
            }
        });
        return findings;
    }

    private static Map<List<Object>, Open> open(Side side) {
        Map<List<Object>, Open> open = new LinkedHashMap<>();
        side.forEach((template, subject, resource) ->
                search(template, subject, PropertyPath.ROOT, resource.path("Properties"), open));
        return open;
    }

    private static void search(
            SymbolicResolver template,
            Subject subject,
            PropertyPath path,
            JsonNode value,
            Map<List<Object>, Open> open) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                search(template, subject, path.index(i), value.get(i), open);
            }
            return;
        }
        value.properties().forEach(entry -> {
            PropertyPath inner = path.key(entry.getKey());
            for (ExposureProperty door : DOORS) {
                for (String text :
                        door.property().equals(entry.getKey()) ? template.texts(entry.getValue()) : List.<String>of()) {
                    if (door.isOpenedBy(subject.type(), entry.getKey(), text)) {
                        var found = new Open(door, subject, inner, text);
                        open.putIfAbsent(found.key(), found);
                    }
                }
            }
            search(template, subject, inner, entry.getValue(), open);
        });
    }
}
