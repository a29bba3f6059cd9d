package com.tallyhybrid.review.report;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaivedReview;
import com.tallyhybrid.review.waiver.Waiver;
import com.tallyhybrid.review.waiver.WaiverProblem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Findings made up for tests of the reports. */
final class Findings {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private Findings() {}

    static ReviewFinding finding(Section section, Severity severity, String logicalId, String path) {
        return rule("some-rule", section, severity)
                .about(Subject.resource("Shop", logicalId, "AWS::S3::Bucket"))
                .at(path.isEmpty() ? PropertyPath.ROOT : new PropertyPath(List.of(path)))
                .values("before", "after");
    }

    /** A report in which the word stands at every place that a template or a file can fill. */
    static WaivedReview everywhere(String word) {
        var subject = Subject.resource(word, word, word);
        var waiver = new Waiver(
                3, new Waiver.Target("some-rule", "a/b", Optional.empty(), Optional.empty()), word, word, TODAY);
        return new WaivedReview(
                List.of(
                        new JudgedFinding(danger(Section.REBUILT_OR_DELETED, subject, word), Optional.empty()),
                        new JudgedFinding(danger(Section.ACCESS_WIDENED, subject, word), Optional.of(waiver)),
                        new JudgedFinding(
                                finding("changed", Section.THE_REST, Severity.NOTICE, subject, word)
                                        .advising(Optional.empty()),
                                Optional.empty())),
                List.of(new WaiverProblem(word, 7, word)));
    }

    private static ReviewFinding danger(Section section, Subject subject, String word) {
        return finding("some-rule", section, Severity.DANGER, subject, word);
    }

    private static ReviewFinding finding(
            String rule, Section section, Severity severity, Subject subject, String word) {
        return rule(rule, section, severity)
                .about(subject)
                .at(new PropertyPath(List.of(word)))
                .values(word, word)
                .saying(word)
                .advising(Optional.of(word));
    }

    private static Rule rule(String id, Section section, Severity severity) {
        return new Rule(id, section, severity, "Something would happen.", Optional.of("Do something else."));
    }

    static WaivedReview judgement(ReviewFinding... findings) {
        return new WaivedReview(
                List.of(findings).stream()
                        .map(finding -> new JudgedFinding(finding, Optional.empty()))
                        .toList(),
                List.of());
    }
}
