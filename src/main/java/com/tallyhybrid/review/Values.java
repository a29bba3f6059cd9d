package com.tallyhybrid.review;

import com.fasterxml.jackson.databind.JsonNode;

/** Template values as findings show them. */
public final class Values {

    private static final int LONGEST = 300;

    private Values() {}

    /** A text as it stands, anything else as JSON; empty where nothing stands; cut where nobody would read on. */
    public static String shown(JsonNode value) {
        return cut(whole(value));
    }

    /** The same, however long. */
    public static String whole(JsonNode value) {
        return value.isMissingNode() ? "" : value.isTextual() ? value.asText() : value.toString();
    }

    /** A text that nobody would read to its end, without the end. */
    public static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }
}
