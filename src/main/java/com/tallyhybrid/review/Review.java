package com.tallyhybrid.review;

import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.protection.ProtectionExaminer;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a pull request does, most dangerous first.
 *
 * @param findings in {@link Finding#ORDER}
 */
public record Review(List<Finding> findings) {

    private static final List<Examiner> EXAMINERS = List.of(new ProtectionExaminer());

    public Review {
        findings = List.copyOf(findings);
    }

    /** Asks every examiner, and adds what none of them has named. */
    public static Review of(Comparison comparison) {
        List<Finding> findings = new ArrayList<>();
        EXAMINERS.forEach(examiner -> findings.addAll(examiner.examine(comparison)));
        findings.addAll(Remainder.of(comparison, findings));
        return new Review(findings.stream().distinct().sorted(Finding.ORDER).toList());
    }
}
