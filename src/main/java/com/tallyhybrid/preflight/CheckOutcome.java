package com.tallyhybrid.preflight;

import java.util.List;

/** How one check came out. The text is one sentence or two, for the administrator. */
sealed interface CheckOutcome {

    String text();

    /** Nothing to do. */
    record Fine(String text) implements CheckOutcome {}

    /**
     * A deploy would fail, or stay silent.
     *
     * @param steps commands for bash and PowerShell alike, or a sentence where no command can do it; in their order
     */
    record Mend(String text, List<String> steps) implements CheckOutcome {

        public Mend {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("nothing mends this: " + text);
            }
        }
    }

    /** AWS did not say, or not to this person. */
    record CannotTell(String text) implements CheckOutcome {}
}
