package com.tallyhybrid.accessmatrix;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One entry of {@code questions.yaml}, before its placeholders are filled in.
 *
 * @param story what the actor tries, worded to follow the actor
 * @param actor who asks, in the words of {@link Principals}
 * @param actions what for, each a question of its own
 * @param on the resource, in the words of {@link KnownResources}
 * @param circumstances words of {@link RequestContexts} and condition keys, separated by spaces; null for none
 * @param expected the answer that the promises ask for, or one for each bucket
 * @param feature the feature of the deployment without which the question is not asked; null for none
 */
record Question(
        @JsonProperty("case") String story,
        String actor,
        List<String> actions,
        String on,
        String circumstances,
        JsonNode expected,
        @JsonProperty("if") String feature) {

    Question {
        circumstances = circumstances == null ? "" : circumstances;
    }

    boolean mentions(String placeholder) {
        return (on + " " + circumstances).contains("{" + placeholder + "}");
    }
}
