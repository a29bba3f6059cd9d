package com.tallyhybrid.settings;

import java.util.List;

/** A deployment file that was refused, with everything that is wrong with it at once. */
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidSettings(String file, List<Problem> problems) {
        super(message(file, problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String file, List<Problem> problems) {
        var text = new StringBuilder();
        text.append("%s is refused: %s problem%s. Nothing was synthesized."
                .formatted(file, problems.size(), problems.size() == 1 ? "" : "s"));
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }
}
