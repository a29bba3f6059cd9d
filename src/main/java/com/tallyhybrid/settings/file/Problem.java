package com.tallyhybrid.settings.file;

import java.util.List;

/**
 * One thing that is wrong with a deployment file.
 *
 * @param line line of the file, counted from 1; 0 where the file as a whole is meant
 * @param path the key, such as {@code network.offices[0].gatewayIp}; empty where the file as a whole is meant
 * @param text what stands there, what is allowed and how to mend it
 * @param excerpt lines of the file that show it; empty where words are enough
 */
public record Problem(int line, String path, String text, List<String> excerpt) {

    public Problem {
        excerpt = List.copyOf(excerpt);
    }

    Problem(int line, String path, String text) {
        this(line, path, text, List.of());
    }

    @Override
    public String toString() {
        return (line == 0 ? "" : "line " + line + ": ") + (path.isEmpty() ? "" : path + ": ") + text;
    }
}
