package com.tallyhybrid.settings.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a text is no {@link com.tallyhybrid.settings.DailyTime} or {@link com.tallyhybrid.settings.WeeklyTime}, by the mistake that was made.
 *
 * <p>The patterns are understood by JavaScript too: the schema for editors carries them.
 */
final class TimeText {

    private static final String DAY = "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ";

    private TimeText() {}

    /** A mistake, where the text contains the pattern, worded to follow the text. */
    record Mistake(Pattern pattern, String reason) {

        private Mistake(String pattern, String reason) {
            this(Pattern.compile(pattern), reason);
        }
    }

    /** Of a time of day; of several the first is told. */
    static List<Mistake> daily() {
        return mistakes("^");
    }

    /** Of a time of the week; of several the first is told. */
    static List<Mistake> weekly() {
        var mistakes = new ArrayList<Mistake>();
        mistakes.add(new Mistake(
                "^(?!(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )",
                "does not begin with a day written Mon, Tue, Wed, Thu," + " Fri, Sat or Sun and a space"));
        mistakes.addAll(mistakes(DAY));
        return List.copyOf(mistakes);
    }

    private static List<Mistake> mistakes(String start) {
        return List.of(
                new Mistake("[0-9]\\s*[AaPp]\\.?[Mm]\\.?(\\s|$)", "is a time of the 12-hour clock"),
                new Mistake(
                        start + "([0-9]{1,2}[.hH][0-9]{2}|[0-9]{3,4})(\\s|$)",
                        "has no colon between hours and minutes"),
                new Mistake(
                        start + "(2[4-9]|[3-9][0-9]|[0-9]{3,}):|" + start
                                + "[0-9]+:([6-9][0-9]|[0-9](?![0-9])|[0-9]{3})",
                        "is no time: hours go from 00 to 23, minutes from 00 to 59"),
                new Mistake(start + "[0-9]:", "lacks the 0 before its hour"),
                new Mistake(start + "[0-9]{2}:[0-9]{2}:", "has seconds, which no time here has"),
                new Mistake(start + "[0-9]{2}:[0-9]{2}\\s*$", "names no zone"),
                new Mistake(
                        start + "[0-9]{2}:[0-9]{2} (?!(Asia/Kolkata|UTC)\\s*$)\\S",
                        "has a zone that is neither Asia/Kolkata, which is Indian time (IST), nor UTC"));
    }

    static Optional<String> refusal(List<Mistake> mistakes, String text) {
        return mistakes.stream()
                .filter(mistake -> mistake.pattern().matcher(text).find())
                .map(Mistake::reason)
                .findFirst();
    }
}
