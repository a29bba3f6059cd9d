package com.tallyhybrid.evidence;

import java.util.List;

/** What a pack was to be made from was refused; no pack is written. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    Refused(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each says where it stands, what it is, and how to mend it. */
    List<String> problems() {
        return problems;
    }
}
