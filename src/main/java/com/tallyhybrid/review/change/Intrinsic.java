package com.tallyhybrid.review.change;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells the functions of a template, which CloudFormation answers when it deploys, from the values. */
public final class Intrinsic {

    private Intrinsic() {}

    /** Whether CloudFormation replaces the value: an object with the name of a function as its only key. */
    public static boolean isFunction(JsonNode value) {
        if (!value.isObject() || value.size() != 1) {
            return false;
        }
        String key = value.fieldNames().next();
        return key.equals("Ref") || key.startsWith("Fn::");
    }
}
