package com.tallyhybrid.review;

import com.fasterxml.jackson.databind.JsonNode;

/** Template values as findings show them. */
public final class Values {

    private static final int LONGEST = 300;

    /** What leads up to a difference, so that it is found. */
    private static final int LEADING = 60;

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

    /** A text beside another, cut: one that is too long begins shortly before they differ. */
    public static String beside(String text, String other) {
        int alike = 0;
        while (alike < Math.min(text.length(), other.length()) && text.charAt(alike) == other.charAt(alike)) {
            alike++;
        }
        boolean whole = Math.max(text.length(), other.length()) <= LONGEST || alike <= LEADING;
        return whole ? cut(text) : "… " + cut(text.substring(alike - LEADING));
    }
}
