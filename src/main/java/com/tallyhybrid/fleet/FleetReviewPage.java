package com.tallyhybrid.fleet;

import com.samskivert.mustache.Mustache;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.report.MarkdownEscaper;
import com.tallyhybrid.review.waiver.JudgedFinding;
import com.tallyhybrid.review.waiver.WaiverProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The summary of a fleet's review: the dangers first, each once with all clients that it meets, then a row for each
 * client that changes.
 *
 * @param verdict for the one who reads nothing else
 * @param problems what is wrong with the waivers
 * @param dangers those that nobody has waived
 * @param clients every client whose templates differ, or that is new or gone
 * @param unchanged how many are as they were
 */
record FleetReviewPage(
        String verdict, List<WaiverProblem> problems, List<Danger> dangers, List<Row> clients, int unchanged) {

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withEscaper(new MarkdownEscaper())
            .zeroIsFalse(true)
            .emptyStringIsFalse(true);

    /** A danger, and whom it meets. */
    record Danger(String rule, String place, String path, String meaning, String advice, int number, String clients) {}

    /** What one client has to expect. */
    record Row(String client, String fate, long dangers, long waived, long notices, long rest) {}

    /** What makes two dangers one: everything but the client's own name. */
    private record Kind(String rule, String place, String path, String meaning, String advice) {

        static Kind of(ReviewFinding finding, String deployment) {
            return new Kind(
                    finding.ruleId(),
                    without(finding.subject().label(), deployment),
                    without(finding.path(), deployment),
                    without(finding.meaning(), deployment),
                    without(finding.advice().orElse(""), deployment));
        }

        private static String without(String text, String deployment) {
            return text.replace(deployment + "-", "").replace(deployment, "CLIENT");
        }
    }

    /**
     * Makes the page.
     *
     * @param reviews of every client, sorted
     * @param judged the findings of each client and what was decided about them
     * @param deployments the name of each client's deployment
     */
    static FleetReviewPage of(
            List<ClientReview> reviews,
            Map<String, List<JudgedFinding>> judged,
            Map<String, String> deployments,
            List<WaiverProblem> problems) {
        Map<Kind, List<String>> dangers = new LinkedHashMap<>();
        reviews.forEach(review -> judged.get(review.client()).stream()
                .filter(JudgedFinding::fails)
                .map(found -> Kind.of(found.finding(), deployments.get(review.client())))
                .distinct()
                .forEach(kind ->
                        dangers.computeIfAbsent(kind, none -> new ArrayList<>()).add(review.client())));
        List<Row> rows = reviews.stream()
                .filter(review -> review.fate() != ClientReview.Fate.UNCHANGED)
                .map(review -> row(review, judged.get(review.client())))
                .toList();
        int endangered = (int) rows.stream().filter(row -> row.dangers() > 0).count();
        return new FleetReviewPage(
                verdict(endangered, problems.size(), rows.size()),
                problems,
                dangers.entrySet().stream()
                        .map(entry -> danger(entry.getKey(), entry.getValue()))
                        .toList(),
                rows,
                reviews.size() - rows.size());
    }

    private static String verdict(int endangered, int problems, int changed) {
        if (endangered > 0) {
            return "Stop: dangers for %s client%s".formatted(endangered, endangered == 1 ? "" : "s");
        }
        if (problems > 0) {
            return "Stop: %s problem%s with the waivers".formatted(problems, problems == 1 ? "" : "s");
        }
        return changed == 0 ? "Nothing differs" : "Nothing dangerous";
    }

    private static Danger danger(Kind kind, List<String> clients) {
        return new Danger(
                kind.rule(),
                kind.place(),
                kind.path(),
                kind.meaning(),
                kind.advice(),
                clients.size(),
                String.join(", ", clients));
    }

    private static Row row(ClientReview review, List<JudgedFinding> judged) {
        return new Row(
                review.client(),
                review.fate().word(),
                judged.stream().filter(JudgedFinding::fails).count(),
                judged.stream().filter(found -> found.waiver().isPresent()).count(),
                of(judged, Severity.NOTICE).count(),
                of(judged, Severity.HARMLESS).count());
    }

    private static Stream<JudgedFinding> of(List<JudgedFinding> judged, Severity severity) {
        return judged.stream().filter(found -> found.finding().severity() == severity);
    }

    /** The page in Markdown. */
    String markdown() {
        try (InputStream text = FleetReviewPage.class.getResourceAsStream("review.mustache")) {
            return COMPILER.compile(new String(text.readAllBytes(), StandardCharsets.UTF_8))
                    .execute(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
