package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.Values;
import com.tallyhybrid.review.diff.PropertyChange;
import java.util.List;
import java.util.Optional;

/**
 * One row of the table of protections.
 *
 * @param rule what it weakens
 * @param severity what weakening it is; the rule's if the row does not say
 * @param weaker when it protects less
 * @param created whether a new resource without it is worth a notice, because AWS's default is weak
 * @param places where it stands
 * @param meaning what would happen
 * @param advice what to do instead
 */
record ProtectionRule(
        Rule rule,
        Severity severity,
        WeakerWhen weaker,
        boolean created,
        List<GuardedPlace> places,
        String meaning,
        String advice) {

    ProtectionRule {
        severity = severity == null ? rule.severity() : severity;
        meaning = meaning == null ? rule.meaning() : meaning;
        advice = advice == null ? rule.advice().orElse("") : advice;
        places = List.copyOf(places);
    }

    /** What is found where it is weakened. */
    ReviewFinding about(Subject subject, PropertyChange value) {
        return rule.about(subject)
                .as(severity)
                .saying(meaning)
                .advising(Optional.of(advice))
                .at(value.path())
                .values(Values.shown(value.before()), Values.shown(value.after()));
    }
}
