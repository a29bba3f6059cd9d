package com.tallyhybrid.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.Synthesis;
import com.tallyhybrid.review.change.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Two small templates of an app that is not ours, written where they are tested. */
public final class Pair {

    private Pair() {}

    /** One stack {@code Shop} on both sides, given by its resources in YAML; an empty text is no resource. */
    public static Comparison of(String before, String after) {
        return new Comparison(
                Synthesis.of(List.of(stack("Shop", before))), Synthesis.of(List.of(stack("Shop", after))));
    }

    /** A stack with resources in YAML. */
    public static Template stack(String name, String resources) {
        try {
            JsonNode body = JsonNodeFactory.instance
                    .objectNode()
                    .set(
                            "Resources",
                            resources.isEmpty()
                                    ? JsonNodeFactory.instance.objectNode()
                                    : new YAMLMapper().readTree(resources));
            return new Template(name, Optional.empty(), Optional.empty(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
