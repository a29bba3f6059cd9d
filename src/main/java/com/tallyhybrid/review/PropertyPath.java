package com.tallyhybrid.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.DottedPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a property stands, such as {@code WindowsConfiguration.DeploymentType} or {@code Rules[0].Prefix}.
 *
 * @param segments keys, and indexes of list elements in brackets
 */
public record PropertyPath(List<String> segments) implements Aspect {

    public static final PropertyPath ROOT = new PropertyPath(List.of());

    public PropertyPath {
        segments = List.copyOf(segments);
    }

    /** The path written with dots and without indexes. */
    public static PropertyPath of(String dotted) {
        return dotted.isEmpty() ? ROOT : new PropertyPath(List.of(dotted.split("\\.")));
    }

    /** The property of that name below this. */
    public PropertyPath key(String key) {
        return plus(key);
    }

    /** The element of a list below this. */
    public PropertyPath index(int index) {
        return plus("[" + index + "]");
    }

    /** The same path without indexes: how the specification names a property. */
    public PropertyPath withoutIndexes() {
        return new PropertyPath(
                segments.stream().filter(segment -> !segment.startsWith("[")).toList());
    }

    /** What is left of the path after so many segments. */
    public PropertyPath from(int segment) {
        return new PropertyPath(segments.subList(segment, segments.size()));
    }

    /** Whether this is the property with that dotted name, or stands inside it; indexes do not count. */
    public boolean under(String dotted) {
        List<String> outer = of(dotted).segments;
        List<String> own = withoutIndexes().segments;
        return own.size() >= outer.size() && own.subList(0, outer.size()).equals(outer);
    }

    /** Whether this is that path, or stands inside it. */
    public boolean startsWith(PropertyPath outer) {
        return segments.size() >= outer.segments.size()
                && segments.subList(0, outer.segments.size()).equals(outer.segments);
    }

    /** This path, and then that one. */
    public PropertyPath then(PropertyPath inner) {
        List<String> longer = new ArrayList<>(segments);
        longer.addAll(inner.segments);
        return new PropertyPath(longer);
    }

    /** What stands here in a value; where the way leads through a list, a list of what stands in its elements. */
    public JsonNode in(JsonNode value) {
        JsonNode here = value;
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("[")) {
                here = here.path(Integer.parseInt(segment.substring(1, segment.length() - 1)));
            } else if (here.isArray()) {
                return new DottedPath(segments.subList(i, segments.size())).in(here);
            } else {
                here = here.path(segment);
            }
        }
        return here;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String segment : segments) {
            text.append(segment.startsWith("[") || text.isEmpty() ? "" : ".").append(segment);
        }
        return text.toString();
    }

    private PropertyPath plus(String segment) {
        List<String> longer = new ArrayList<>(segments);
        longer.add(segment);
        return new PropertyPath(longer);
    }
}
