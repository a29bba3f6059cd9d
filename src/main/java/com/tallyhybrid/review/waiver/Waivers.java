package com.tallyhybrid.review.waiver;

import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The waivers of a repository, as far as they are good.
 *
 * @param file the file's name, for messages
 * @param good those that count today
 * @param problems what is wrong with the others
 */
public record Waivers(String file, List<Waiver> good, List<WaiverProblem> problems) {

    /** Of a repository that accepts nothing. */
    public static final Waivers NONE = new Waivers("", List.of(), List.of());

    public Waivers {
        good = List.copyOf(good);
        problems = List.copyOf(problems);
    }

    /** Marks every finding that is waived, and finds the waivers that waive nothing or too much. */
    public WaivedReview judge(Review review) {
        List<WaiverProblem> wrong = new ArrayList<>(problems);
        Map<ReviewFinding, Waiver> waived = new LinkedHashMap<>();
        for (Waiver waiver : good) {
            List<ReviewFinding> matches = review.findings().stream()
                    .filter(finding -> finding.severity() == Severity.DANGER)
                    .filter(waiver.target()::matches)
                    .toList();
            Optional<String> refusal = refusal(waiver, matches, review, waived);
            refusal.ifPresent(text -> wrong.add(new WaiverProblem(file, waiver.line(), text)));
            if (refusal.isEmpty()) {
                matches.forEach(finding -> waived.put(finding, waiver));
            }
        }
        return new WaivedReview(
                review.findings().stream()
                        .map(finding -> new JudgedFinding(finding, Optional.ofNullable(waived.get(finding))))
                        .toList(),
                wrong);
    }

    private static Optional<String> refusal(
            Waiver waiver, List<ReviewFinding> matches, Review review, Map<ReviewFinding, Waiver> waived) {
        if (matches.isEmpty()) {
            return Optional.of(unused(waiver, review));
        }
        if (matches.stream().map(Waivers::value).distinct().count() > 1) {
            return Optional.of("too broad: %s would waive %s findings. Name one, with path%s: %s"
                    .formatted(
                            waiver.target().rule(),
                            matches.size(),
                            needsAfter(matches) ? " and after" : "",
                            matches.stream().map(Waivers::value).distinct().collect(Collectors.joining("; "))));
        }
        return matches.stream()
                .filter(waived::containsKey)
                .findFirst()
                .map(finding -> "line %s waives this finding already; keep one of the two"
                        .formatted(waived.get(finding).line()));
    }

    private static boolean needsAfter(List<ReviewFinding> matches) {
        return matches.stream().map(ReviewFinding::path).distinct().count() < matches.size();
    }

    private static String value(ReviewFinding finding) {
        return finding.after().isEmpty() ? finding.path() : finding.path() + " (after: " + finding.after() + ")";
    }

    private static String unused(Waiver waiver, Review review) {
        String there = review.findings().stream()
                .filter(finding -> finding.severity() == Severity.DANGER)
                .filter(finding ->
                        finding.subject().label().equals(waiver.target().resource()))
                .map(finding -> finding.ruleId() + (finding.path().isEmpty() ? "" : " at " + finding.path()))
                .distinct()
                .collect(Collectors.joining(", "));
        return "unused: this change has no danger %s on %s%s. %s"
                .formatted(
                        waiver.target().rule(),
                        waiver.target().resource(),
                        waiver.target().path().map(path -> " at " + path).orElse(""),
                        there.isEmpty()
                                ? "Remove the waiver: what it was for is deployed or withdrawn"
                                : "Dangers there are: " + there);
    }
}
