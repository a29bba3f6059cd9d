package com.tallyhybrid.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which backups Duplicati keeps: its own {@code retention-policy}, such as {@code 7D:U,4W:1W,1Y:1M}.
 *
 * <p>That reads: of the last 7 days every backup, of the last 4 weeks one a week, of the last year one a month, nothing
 * older. The newest backup always stays. {@link #toString} is what the job takes.
 *
 * @param frames shortest first
 */
public record DuplicatiRetention(List<Frame> frames) {

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Pattern SPAN = Pattern.compile("([0-9]+[smhDWMY])+");
    private static final Pattern PART = Pattern.compile("([0-9]+)([smhDWMY])");
    private static final int MOST_DIGITS = 9;

    public DuplicatiRetention {
        frames = List.copyOf(frames);
    }

    /**
     * A stretch of the past, and how far apart the backups in it must be.
     *
     * @param timeframe counted from now; {@code U} is for ever
     * @param interval {@code U} keeps every backup
     */
    public record Frame(Span timeframe, Span interval) {

        public boolean isForEver() {
            return timeframe.length().equals(FOR_EVER);
        }

        @Override
        public String toString() {
            return timeframe.text() + ":" + interval.text();
        }
    }

    /** A length of time as it is written, and as Duplicati measures it. */
    public record Span(String text, Duration length) {

        /** The number before a unit; several parts of one unit add up. */
        public long count(String unit) {
            return PART.matcher(text)
                    .results()
                    .filter(part -> part.group(2).equals(unit))
                    .mapToLong(part -> Long.parseLong(part.group(1)))
                    .sum();
        }
    }

    /** Reads a policy that the settings reader has already accepted. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DuplicatiRetention of(String text) {
        return new DuplicatiRetention(entries(text).stream()
                .map(entry -> entry.split(":", -1))
                .map(sides -> new Frame(span(sides[0], FOR_EVER), span(sides[1], Duration.ZERO)))
                .toList());
    }

    /** The days after which Duplicati deletes every backup but the newest; empty where it never does. */
    public Optional<Integer> longestDays() {
        Frame last = frames.get(frames.size() - 1);
        return last.isForEver()
                ? Optional.empty()
                : Optional.of(Math.toIntExact(
                        last.timeframe().length().plusDays(1).minusNanos(1).toDays()));
    }

    /** Why the text is no policy, worded to follow it. */
    public static Optional<String> refusal(String text) {
        if (text.matches(".*\\s.*")) {
            return Optional.of("holds a space, which Duplicati does not take everywhere");
        }
        return entries(text).stream()
                .map(DuplicatiRetention::entryRefusal)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> framesRefusal(of(text).frames));
    }

    private static Optional<String> entryRefusal(String entry) {
        String[] sides = entry.split(":", -1);
        if (sides.length != 2) {
            return Optional.of("has '%s' where a timeframe, one colon and an interval should stand"
                    .formatted(Printable.text(entry)));
        }
        return spanRefusal(sides[0]).or(() -> spanRefusal(sides[1]));
    }

    private static Optional<String> spanRefusal(String text) {
        String shown = Printable.text(text);
        if (isUnlimited(text)) {
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.of("has nothing on one side of a colon");
        }
        if (text.matches("[0-9]+")) {
            return Optional.of("has '%s' without a unit, which Duplicati takes for seconds".formatted(shown));
        }
        if (!SPAN.matcher(text).matches()) {
            return Optional.of("has '%s', which is neither U nor numbers with the units s, m, h, D, W, M or Y, in these"
                            .formatted(shown)
                    + " capital and small letters");
        }
        boolean huge = PART.matcher(text)
                .results()
                .anyMatch(part ->
                        part.group(1).length() > MOST_DIGITS || length(part).compareTo(LONGEST) > 0);
        return huge ? Optional.of("has '%s', more than 100 years, so write U".formatted(shown)) : Optional.empty();
    }

    private static Optional<String> framesRefusal(List<Frame> frames) {
        return IntStream.range(0, frames.size())
                .mapToObj(index -> frameRefusal(frames.get(index), frames.subList(0, index)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> frameRefusal(Frame frame, List<Frame> shorter) {
        Span timeframe = frame.timeframe();
        Span interval = frame.interval();
        if (timeframe.length().isZero()) {
            return Optional.of("has the timeframe '%s', which holds nothing".formatted(timeframe.text()));
        }
        if (interval.length().compareTo(timeframe.length()) > 0) {
            return Optional.of("has the interval '%s', which is longer than its timeframe '%s'"
                    .formatted(interval.text(), timeframe.text()));
        }
        // Duplicati sorts them, and a second one of the same length would stay empty.
        return shorter.stream()
                .filter(before -> before.timeframe().length().compareTo(timeframe.length()) >= 0)
                .findFirst()
                .map(before -> "has the timeframe '%s', which is not longer than '%s' before it"
                        .formatted(timeframe.text(), before.timeframe().text()));
    }

    private static List<String> entries(String text) {
        return List.of(text.split(",", -1));
    }

    private static Span span(String text, Duration unlimited) {
        return new Span(
                text,
                isUnlimited(text)
                        ? unlimited
                        : PART.matcher(text)
                                .results()
                                .map(DuplicatiRetention::length)
                                .reduce(Duration.ZERO, Duration::plus));
    }

    private static boolean isUnlimited(String text) {
        return text.equalsIgnoreCase("U");
    }

    /** Months and years as this option of Duplicati counts them; its other options ask the calendar. */
    private static Duration length(MatchResult part) {
        long count = Long.parseLong(part.group(1));
        return switch (part.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "D" -> Duration.ofDays(count);
            case "W" -> Duration.ofDays(7 * count);
            case "M" -> Duration.ofDays(30 * count);
            default -> Duration.ofDays(365 * count);
        };
    }

    /** The policy as Duplicati takes it. */
    @Override
    public String toString() {
        return frames.stream().map(Frame::toString).collect(Collectors.joining(","));
    }
}
