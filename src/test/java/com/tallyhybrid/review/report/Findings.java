package com.tallyhybrid.review.report;

import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.waiver.Judged;
import com.tallyhybrid.review.waiver.Judgement;
import com.tallyhybrid.review.waiver.Waiver;
import com.tallyhybrid.review.waiver.WaiverProblem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Findings made up for tests of the reports. */
final class Findings {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private Findings() {}

    static Finding finding(Section section, Severity severity, String logicalId, String path) {
        return new Finding(
                section,
                severity,
                "some-rule",
                new Subject("Shop", logicalId, "AWS::S3::Bucket"),
                path,
                "before",
                "after",
                "Something would happen.",
                Optional.of("Do something else."));
    }

    /** A report in which the word stands at every place that a template or a file can fill. */
    static Judgement everywhere(String word) {
        var subject = new Subject(word, word, word);
        var waiver = new Waiver(
                3, new Waiver.Target("some-rule", "a/b", Optional.empty(), Optional.empty()), word, word, TODAY);
        return new Judgement(
                List.of(
                        new Judged(danger(Section.REBUILT_OR_DELETED, subject, word), Optional.empty()),
                        new Judged(danger(Section.ACCESS_WIDENED, subject, word), Optional.of(waiver)),
                        new Judged(
                                new Finding(
                                        Section.THE_REST,
                                        Severity.NOTICE,
                                        "changed",
                                        subject,
                                        word,
                                        word,
                                        word,
                                        word,
                                        Optional.empty()),
                                Optional.empty())),
                List.of(new WaiverProblem(word, 7, word)));
    }

    private static Finding danger(Section section, Subject subject, String word) {
        return new Finding(section, Severity.DANGER, "some-rule", subject, word, word, word, word, Optional.of(word));
    }

    static Judgement judgement(Finding... findings) {
        return new Judgement(
                List.of(findings).stream()
                        .map(finding -> new Judged(finding, Optional.empty()))
                        .toList(),
                List.of());
    }
}
