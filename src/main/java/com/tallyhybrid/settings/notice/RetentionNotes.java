package com.tallyhybrid.settings.notice;

import com.tallyhybrid.settings.DuplicatiRetention;
import com.tallyhybrid.settings.DuplicatiRetention.Frame;
import com.tallyhybrid.settings.DuplicatiRetention.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a retention does that its owner may not expect. It is allowed, so none of this is a refusal. */
final class RetentionNotes {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int MORE_THAN_A_WEEK = 8;
    private static final int A_YEAR = 365;
    /** From here on the leap days that Duplicati leaves out add up to one at least. */
    private static final int LEAP_MONTHS = 48;

    private final DuplicatiRetention retention;
    private final List<String> sentences = new ArrayList<>();

    private RetentionNotes(DuplicatiRetention retention) {
        this.retention = retention;
    }

    static List<String> of(DuplicatiRetention retention) {
        var notes = new RetentionNotes(retention);
        retention.frames().forEach(notes::exactInterval);
        retention.frames().forEach(frame -> {
            notes.calendar(frame.timeframe());
            notes.calendar(frame.interval());
        });
        retention.longestDays().ifPresent(notes::shortMemory);
        return List.copyOf(notes.sentences);
    }

    /** Duplicati compares to the second, and no scheduler starts a job to the second. */
    private void exactInterval(Frame frame) {
        if (frame.interval().length().equals(A_DAY)) {
            sentences.add(
                    "retention %s drops a backup that starts seconds less than a day after the one before; write %s:U"
                            .formatted(frame, frame.timeframe().text()));
        }
    }

    private void calendar(Span span) {
        long months = span.count("M") + 12 * span.count("Y");
        if (span.count("M") >= 12 || months >= LEAP_MONTHS) {
            sentences.add(
                    "retention %s is %s days to Duplicati, which counts 30 for a month and 365 for a year; write %s"
                            .formatted(span.text(), span.length().toDays(), onTheCalendar(span, months)));
        }
    }

    private static String onTheCalendar(Span span, long months) {
        Duration rest = span.length().minusDays(30 * span.count("M") + 365 * span.count("Y"));
        if (rest.isZero() && months % 12 == 0 && months < LEAP_MONTHS) {
            return months / 12 + "Y";
        }
        // Four years are 1461 days. Rounded up: too long rather than too short.
        return (months * 1461 + 47) / 48 + rest.plusDays(1).minusNanos(1).toDays() + "D";
    }

    private void shortMemory(int days) {
        if (days < MORE_THAN_A_WEEK) {
            sentences.add(
                    "retention %s deletes backups after %s days, so a mistake found later has none from before it;"
                                    .formatted(retention, days)
                            + " add 4W:1W");
        }
        if (days < A_YEAR) {
            sentences.add(
                    "retention %s keeps no backup for a year, but books are asked for by the year; add 1Y:1M, or archive"
                                    .formatted(retention)
                            + " each year-end apart");
        }
    }
}
