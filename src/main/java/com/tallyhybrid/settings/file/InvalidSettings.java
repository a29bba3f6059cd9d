package com.tallyhybrid.settings.file;

import java.util.List;

/** A deployment file that was refused, with everything that is wrong with it at once. */
public final class InvalidSettings extends RuntimeException {

    /** More would scroll away the first, which are what to mend first. */
    private static final int MOST_SHOWN = 100;

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
        problems.stream().limit(MOST_SHOWN).forEach(problem -> {
            text.append("\n  ").append(problem);
            problem.excerpt().forEach(line -> text.append("\n  ").append(line));
        });
        if (problems.size() > MOST_SHOWN) {
            text.append("\n  ... and %s more; mend these first".formatted(problems.size() - MOST_SHOWN));
        }
        return text.toString();
    }
}
