package com.tallyhybrid.fleet;

import java.util.List;

/**
 * What a command says of one client.
 *
 * @param client the client
 * @param file its settings file, or the folder that was read in its place
 * @param result in a word or two, such as {@code written}
 * @param problems what stops it, each a text of one or more lines; empty where all is well
 * @param notices what deserves a look and stops nothing
 */
record ClientResult(String client, String file, String result, List<String> problems, List<String> notices) {

    ClientResult {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
    }

    boolean fails() {
        return !problems.isEmpty();
    }
}
