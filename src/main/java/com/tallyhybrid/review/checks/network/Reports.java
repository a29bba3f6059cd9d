package com.tallyhybrid.review.checks.network;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** Findings about the network. */
final class Reports {

    private static final int MOST = 6;

    private Reports() {}

    static ReviewFinding gained(Rule rule, boolean danger, TrafficRules.Difference difference, String meaning) {
        return about(rule, difference, meaning)
                .as(danger ? Severity.DANGER : Severity.NOTICE)
                .values(
                        shown(difference.nearest()),
                        shown(List.of(difference.rule().traffic())));
    }

    static ReviewFinding lost(Rule rule, TrafficRules.Difference difference, String meaning) {
        return about(rule, difference, meaning)
                .values(shown(List.of(difference.rule().traffic())), shown(difference.nearest()));
    }

    static ReviewFinding about(Rule rule, TrafficRules.Difference difference, String meaning) {
        TrafficRule source = difference.rule();
        return rule.about(source.source()).at(source.path()).saying(meaning);
    }

    /** What passes more or less: of a rule that passes most of it on the other side too, the rule and what is not meant. */
    static String shown(TrafficRules.Difference difference) {
        return difference.more().size() == 1
                ? shown(difference.more())
                : "%s (all but %s)".formatted(difference.rule().traffic(), shown(difference.nearest()));
    }

    static String shown(List<Traffic> blocks) {
        String first = blocks.stream().limit(MOST).map(Traffic::toString).collect(Collectors.joining(", "));
        return blocks.size() > MOST ? first + " and %d more".formatted(blocks.size() - MOST) : first;
    }

    static boolean isPublic(List<Traffic> blocks) {
        return blocks.stream().anyMatch(block -> block.peer().isPublic());
    }
}
