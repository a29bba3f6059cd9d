package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.node.TextNode;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import java.util.List;
import java.util.stream.Stream;

/**
 * The secrets that either side writes out as text, which no row of a report may show: it is published with the pull request.
 *
 * @param texts the longest first, as they are and as JSON writes them
 */
public record WrittenSecrets(List<String> texts) {

    private static final String INSTEAD = "(a secret)";

    /** Shorter ones would be found inside of anything. */
    private static final int SHORTEST = 4;

    /** Where a value is cut, a part of a secret may stand. */
    private static final String CUT = " …";

    public static WrittenSecrets of(Comparison comparison) {
        SecretReader.Places places = SecretReader.of(comparison);
        return new WrittenSecrets(Stream.of(places.before(), places.after())
                .flatMap(side -> side.values().stream())
                .map(SecretReader.Secret::text)
                .flatMap(text -> Stream.of(text, quoted(text)))
                .filter(text -> text.length() >= SHORTEST)
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .toList());
    }

    /** The same finding without them. */
    public ReviewFinding hiddenIn(ReviewFinding finding) {
        return texts.isEmpty()
                ? finding
                : finding.values(hidden(finding.before()), hidden(finding.after()))
                        .saying(hidden(finding.meaning()));
    }

    private String hidden(String value) {
        String shown = value;
        for (String text : texts) {
            shown = shown.replace(text, INSTEAD);
            for (int length = text.length() - 1; length >= SHORTEST && shown.endsWith(CUT); length--) {
                shown = shown.replace(text.substring(0, length) + CUT, INSTEAD + CUT);
            }
        }
        return shown;
    }

    private static String quoted(String text) {
        String json = TextNode.valueOf(text).toString();
        return json.substring(1, json.length() - 1);
    }
}
