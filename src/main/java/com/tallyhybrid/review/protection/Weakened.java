package com.tallyhybrid.review.protection;

import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.change.PropertyChange;
import java.util.Optional;

/**
 * What every finding of this package says besides its values.
 *
 * @param severity what has to be done
 * @param rule the kind of finding
 * @param meaning what would happen
 * @param advice what to do instead
 */
record Weakened(Severity severity, String rule, String meaning, String advice) {

    static Weakened danger(String rule, String meaning, String advice) {
        return new Weakened(Severity.DANGER, rule, meaning, advice);
    }

    static Weakened notice(String rule, String meaning, String advice) {
        return new Weakened(Severity.NOTICE, rule, meaning, advice);
    }

    /** For a value that is known only when CloudFormation deploys. */
    Weakened perhaps() {
        return notice(
                rule,
                "The template does not tell which of the two values protects more, because CloudFormation computes one"
                        + " when it deploys. If the new one is weaker: " + meaning,
                advice);
    }

    Finding at(Subject subject, PropertyChange change) {
        return at(subject, change.path().toString(), Values.shown(change.before()), Values.shown(change.after()));
    }

    Finding at(Subject subject, String path, String before, String after) {
        return new Finding(
                Section.PROTECTION_WEAKENED,
                severity,
                rule,
                subject,
                path,
                before,
                after,
                meaning,
                Optional.of(advice));
    }
}
