package com.tallyhybrid.preflight;

import com.tallyhybrid.preflight.CheckOutcome.CannotTell;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import com.tallyhybrid.settings.Printable;
import java.io.PrintWriter;

/** What the person reads: a line per check, in the order of the checks, and what mends it below. */
final class PreflightReport {

    private static final String INDENT = "             ";

    private final PrintWriter out;
    private String explained = "";
    private int fine;
    private int mend;
    private int untold;

    PreflightReport(PrintWriter out) {
        this.out = out;
    }

    /** Text that AWS gave, safe to show: one line, and nothing that steers a terminal. */
    static String shown(String text) {
        return Printable.text(text, 200);
    }

    void add(PreflightCheck check, CheckOutcome outcome) {
        if (outcome instanceof Fine) {
            fine++;
            line("OK", check, outcome);
        } else if (outcome instanceof Mend broken) {
            mend++;
            line("MEND THIS", check, outcome);
            why(check);
            broken.steps().forEach(step -> out.println(INDENT + "  " + step));
        } else if (outcome instanceof CannotTell) {
            untold++;
            line("CANNOT TELL", check, outcome);
            why(check);
        }
        out.flush();
    }

    private void line(String verdict, PreflightCheck check, CheckOutcome outcome) {
        out.printf("%-11s  %s: %s%n", verdict, Printable.text(check.what()), outcome.text());
    }

    /** Once for checks of one kind that follow each other. */
    private void why(PreflightCheck check) {
        if (!check.why().equals(explained)) {
            out.println(INDENT + "Why: " + check.why());
            explained = check.why();
        }
    }

    void end() {
        out.printf("%n%d in order, %d to mend, %d not to be told.%n", fine, mend, untold);
        if (mend == 0 && untold == 0) {
            out.println("Nothing stands in the way of a deploy that can be seen from here.");
        }
        out.flush();
    }

    boolean hasToMend() {
        return mend > 0;
    }

    boolean hasUntold() {
        return untold > 0;
    }
}
