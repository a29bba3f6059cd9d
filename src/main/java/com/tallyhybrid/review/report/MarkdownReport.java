package com.tallyhybrid.review.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import com.tallyhybrid.review.origin.Origins;
import com.tallyhybrid.review.waiver.WaivedReview;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** The report for people: for the summary of a CI run, a comment, or a terminal. */
public final class MarkdownReport {

    /** GitHub shows a summary of at most 1 MiB a step, and nothing at all of a longer one. */
    static final int LARGEST_BYTES = 1024 * 1024;

    /** From everything to nothing but the counts; the rest is the first to be left out. */
    private static final List<Page.Size> SIZES = List.of(
            new Page.Size(Integer.MAX_VALUE, Integer.MAX_VALUE),
            new Page.Size(Integer.MAX_VALUE, 100),
            new Page.Size(Integer.MAX_VALUE, 0),
            new Page.Size(300, 0),
            new Page.Size(50, 0),
            new Page.Size(10, 0));

    private static final Page.Size COUNTS_ONLY = new Page.Size(0, 0);

    private static final Template TEMPLATE = Mustache.compiler()
            .withEscaper(new MarkdownEscaper())
            .zeroIsFalse(true)
            .emptyStringIsFalse(true)
            .compile(template());

    private MarkdownReport() {}

    /**
     * The report, as long as GitHub shows it; it says what it leaves out.
     *
     * @param cost what is said of the bill, a sentence each
     */
    public static String of(WaivedReview judgement, Origins origins, LocalDate today, List<String> cost) {
        Snippets snippets = Snippets.of(judgement, today);
        return SIZES.stream()
                .map(size -> TEMPLATE.execute(Page.of(judgement, origins, snippets, size, cost)))
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= LARGEST_BYTES)
                .findFirst()
                .orElseGet(() -> TEMPLATE.execute(Page.of(judgement, origins, snippets, COUNTS_ONLY, cost)));
    }

    private static String template() {
        try (InputStream text = MarkdownReport.class.getResourceAsStream("report.mustache")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
