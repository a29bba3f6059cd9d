package com.tallyhybrid.iam.simulator;

import java.util.Optional;

/** A text that is like a pattern and begins as wanted: the proof that a pattern reaches somewhere. */
final class Witness {

    private final String pattern;
    private final String beginning;
    private final boolean[][] seen;

    private Witness(String pattern, String beginning) {
        this.pattern = pattern;
        this.beginning = beginning;
        seen = new boolean[pattern.length() + 1][beginning.length() + 1];
    }

    /** A text that begins so and is like the pattern; empty where there is none. */
    static Optional<String> of(String pattern, String beginning) {
        int rest = new Witness(pattern, beginning).after(0, 0);
        return rest < 0 ? Optional.empty() : Optional.of(beginning + plain(pattern.substring(rest), "x"));
    }

    /** One text that is like the pattern. */
    static String plain(String pattern, String any) {
        return pattern.replace("*", any).replace('?', 'x');
    }

    /** Where the pattern goes on when the beginning is used up; negative where it does not fit. */
    private int after(int at, int used) {
        if (used == beginning.length()) {
            return at;
        }
        if (at == pattern.length() || seen[at][used]) {
            return -1;
        }
        seen[at][used] = true;
        char symbol = pattern.charAt(at);
        if (symbol == '*') {
            int longer = after(at, used + 1);
            return longer >= 0 ? longer : after(at + 1, used);
        }
        return symbol == '?' || symbol == beginning.charAt(used) ? after(at + 1, used + 1) : -1;
    }
}
