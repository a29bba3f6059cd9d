package com.tallyhybrid.cost;

import java.util.List;

/** A usage file that was refused, with everything that is wrong with it at once. */
public final class InvalidUsage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidUsage(String file, List<String> problems) {
        super("%s is refused: %s problem%s.".formatted(file, problems.size(), problems.size() == 1 ? "" : "s")
                + String.join("", problems.stream().map("\n  "::concat).toList()));
    }
}
