package com.tallyhybrid.officekit;

import java.util.List;

/** What the kit was to be made from was refused, with everything that is wrong with it at once. */
final class RefusedHandover extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    RefusedHandover(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** Each says where it stands, what it is, what is expected and how to mend it. */
    List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return "The office kit is refused: %s. Nothing was written.\n  %s"
                .formatted(count, String.join("\n  ", problems));
    }
}
