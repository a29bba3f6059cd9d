package com.tallyhybrid.review;

import com.fasterxml.jackson.databind.JsonNode;

/** Template values as findings show them. */
public final class Values {

    private static final int LONGEST = 300;

    private Values() {}

    /** A text as it stands, anything else as JSON; empty where nothing stands; cut where nobody would read on. */
    public static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "" : value.isTextual() ? value.asText() : value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }
}
