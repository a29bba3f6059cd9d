package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.PropertyPath;

/**
 * What a changed property does to its resource.
 *
 * @param path the property, as findings write it
 * @param before its value as it is
 * @param after its value as proposed
 * @param effect what happens
 * @param because what AWS says about it; empty where its specification just marks the property
 */
record PropertyEffect(PropertyPath path, JsonNode before, JsonNode after, Effect effect, String because) {

    boolean rebuilds() {
        return effect == Effect.REPLACES || effect == Effect.MAY_REPLACE;
    }

    /** The same where it depends on what only the account knows. */
    PropertyEffect perhaps() {
        return effect == Effect.REPLACES ? new PropertyEffect(path, before, after, Effect.MAY_REPLACE, because) : this;
    }
}
