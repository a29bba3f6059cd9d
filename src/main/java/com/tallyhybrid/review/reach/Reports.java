package com.tallyhybrid.review.reach;

import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Findings about the network. */
final class Reports {

    private static final int MOST = 6;

    private Reports() {}

    static Finding gained(
            Severity severity, String rule, Passages.Difference difference, String meaning, Optional<String> advice) {
        return finding(
                severity,
                rule,
                difference,
                shown(difference.nearest()),
                shown(List.of(difference.passage().traffic())),
                meaning,
                advice);
    }

    static Finding lost(Severity severity, String rule, Passages.Difference difference, String meaning) {
        return finding(
                severity,
                rule,
                difference,
                shown(List.of(difference.passage().traffic())),
                shown(difference.nearest()),
                meaning,
                Optional.empty());
    }

    static Finding of(
            Severity severity, String rule, Subject subject, String path, String before, String after, String meaning) {
        return new Finding(
                Section.ACCESS_WIDENED, severity, rule, subject, path, before, after, meaning, Optional.empty());
    }

    static String shown(List<Traffic> blocks) {
        String first = blocks.stream().limit(MOST).map(Traffic::toString).collect(Collectors.joining(", "));
        return blocks.size() > MOST ? first + " and %d more".formatted(blocks.size() - MOST) : first;
    }

    static boolean isPublic(List<Traffic> blocks) {
        return blocks.stream().anyMatch(block -> block.peer().isPublic());
    }

    private static Finding finding(
            Severity severity,
            String rule,
            Passages.Difference difference,
            String before,
            String after,
            String meaning,
            Optional<String> advice) {
        Passage passage = difference.passage();
        return new Finding(
                Section.ACCESS_WIDENED,
                severity,
                rule,
                passage.source(),
                passage.path(),
                before,
                after,
                meaning,
                advice);
    }
}
