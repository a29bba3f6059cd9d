package com.tallyhybrid.review.waiver;

import java.util.List;

/**
 * The review after the waivers.
 *
 * @param findings every finding, waived ones too, in the order of the review
 * @param problems what is wrong with the waivers themselves
 */
public record WaivedReview(List<JudgedFinding> findings, List<WaiverProblem> problems) {

    public WaivedReview {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /** Whether somebody has to decide before this may be deployed. */
    public boolean fails() {
        return !problems.isEmpty() || findings.stream().anyMatch(JudgedFinding::fails);
    }
}
