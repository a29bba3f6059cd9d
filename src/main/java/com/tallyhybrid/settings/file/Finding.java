package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.tallyhybrid.settings.Printable;

/**
 * Something wrong at one place of the file, before its line is looked up.
 *
 * @param at the key or list entry that is wrong, or that is missing
 * @param text what stands there, what is allowed and how to mend it
 */
record Finding(JsonPointer at, String text) {

    /** The place as people write it: {@code network.offices[0].gatewayIp}. */
    static String path(JsonPointer at) {
        var path = new StringBuilder();
        for (JsonPointer rest = at; !rest.matches(); rest = rest.tail()) {
            if (rest.mayMatchElement()) {
                path.append('[').append(rest.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(rest.getMatchingProperty());
            }
        }
        return Printable.text(path.toString());
    }

    Problem onLine(int line) {
        return new Problem(line, path(at), text);
    }
}
