package com.tallyhybrid.settings.file;

import com.tallyhybrid.settings.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an editor can know of the formats that the reader checks with a program: patterns, each with the reader's own
 * reason, asked with a text that makes this mistake.
 */
final class FormatPatterns {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final String ADDRESS = "^" + OCTET + "(?:\\." + OCTET + "){3}$";
    private static final String NETWORK = "^" + OCTET + "(?:\\." + OCTET + "){3}/(?:[0-9]|[12][0-9]|3[0-2])$";

    private static final List<Cidr> PRIVATE =
            List.of(Cidr.of("10.0.0.0/8"), Cidr.of("172.16.0.0/12"), Cidr.of("192.168.0.0/16"));

    private FormatPatterns() {}

    /**
     * A pattern and the mistake that it shows.
     *
     * @param must whether a text must fit the pattern, rather than must not
     * @param reason why the reader refuses such a text, worded to follow it; empty where it depends on the text
     */
    record Known(String pattern, boolean must, Optional<String> reason) {}

    /** In the order of the reader. */
    static List<Known> of(String format) {
        return switch (format) {
            case "public-ip" -> publicAddress();
            case "private-ip" ->
                List.of(
                        must(ADDRESS, format, "192.168.10.300"),
                        must(
                                PRIVATE.stream()
                                        .map(range -> "^" + start(range))
                                        .collect(Collectors.joining("|")),
                                format,
                                "8.8.8.8"));
            case "private-cidr" -> privateNetwork(format);
            case "vpc-cidr" ->
                join(
                        privateNetwork(format),
                        List.of(
                                mustNot("/(?:[0-9]|1[0-5])$", format, "10.0.0.0/8"),
                                mustNot("/(?:2[5-9]|3[0-2])$", format, "10.0.0.0/28")));
            case "public-cidr" -> publicNetwork();
            case "tunnel-cidr" ->
                join(
                        network(format),
                        List.of(
                                must("/30$", format, "169.254.10.0/29"),
                                must("^169\\.254\\.", format, "10.0.0.0/30"),
                                mustNot("^169\\.254\\.(?:[0-5]\\.0|169\\.252)/30$", format, "169.254.0.0/30")));
            case "windows-folder" -> folder();
            case "mumbai-secret-arn" -> secret();
            case "daily-time" -> times(TimeText.daily());
            case "weekly-time" -> times(TimeText.weekly());
            // The reader parses these; an editor has their pattern.
            case "directory-name", "organizational-unit", "duplicati-retention" -> List.of();
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static Stream<Cidr> notPublic() {
        return FieldFormats.NOT_PUBLIC.stream().map(FieldFormats.Special::range);
    }

    private static List<Known> publicAddress() {
        return join(
                List.of(must(ADDRESS, "public-ip", "198.51.100.300")),
                notPublic()
                        .map(range -> mustNot("^" + start(range), "public-ip", first(range)))
                        .toList());
    }

    private static List<Known> publicNetwork() {
        return join(
                network("public-cidr"),
                join(
                        List.of(mustNot("/[0-7]$", "public-cidr", "128.0.0.0/1")),
                        notPublic().map(FormatPatterns::inside).toList()));
    }

    /** Of a network that holds several such ranges the reader names one; what lies in this one is told by its own reason. */
    private static Known inside(Cidr range) {
        String pattern = within(range);
        boolean holdsAnother = notPublic().anyMatch(other -> other != range && range.contains(other));
        return holdsAnother
                ? new Known(pattern, false, Optional.empty())
                : mustNot(pattern, "public-cidr", first(range) + "/" + Math.max(8, range.prefixLength()));
    }

    private static List<Known> privateNetwork(String format) {
        return join(
                network(format),
                List.of(must(
                        PRIVATE.stream().map(FormatPatterns::within).collect(Collectors.joining("|")),
                        format,
                        "8.8.8.0/24")));
    }

    private static List<Known> network(String format) {
        return List.of(
                new Known("/", true, Optional.empty()),
                must(NETWORK, format, "192.168.10.300/24"),
                new Known(blocks(), true, Optional.empty()));
    }

    private static List<Known> folder() {
        String format = "windows-folder";
        return List.of(
                mustNot("/", format, "D:/Tally"),
                mustNot("^\\\\\\\\", format, "\\\\server\\Tally"),
                must("^[A-Za-z]:\\\\", format, "Tally"),
                mustNot("^[A-Za-z]:\\\\+$", format, "D:\\"),
                new Known("^..[^<>:\"|?*%$`]*$", true, Optional.empty()),
                mustNot("\\\\\\\\", format, "D:\\\\Tally"));
    }

    private static List<Known> secret() {
        String format = "mumbai-secret-arn";
        String known = "^arn:aws[a-z-]*:secretsmanager:";
        return List.of(
                must("^arn:", format, "sharma-traders/fsx-join"),
                must(known + "[a-z0-9-]+:[0-9]{12}:secret:.", format, "arn:aws:iam::111122223333:user/owner"),
                mustNot(
                        known + "ap-south-2:",
                        format,
                        "arn:aws:secretsmanager:ap-south-2:111122223333:secret:a-AbC123"),
                new Known(known + "ap-south-1:", true, Optional.empty()),
                must(
                        ":secret:[A-Za-z0-9/_+=.@-]+$",
                        format,
                        "arn:aws:secretsmanager:ap-south-1:111122223333:secret:sharma traders-AbC123"),
                must(
                        "-[A-Za-z0-9]{6}$",
                        format, "arn:aws:secretsmanager:ap-south-1:111122223333:secret:sharma-traders/fsx_join"),
                must("^.{64}", format, "arn:aws:secretsmanager:ap-south-1:111122223333:secret:a-AbC123"));
    }

    private static List<Known> times(List<TimeText.Mistake> mistakes) {
        return mistakes.stream()
                .map(mistake -> new Known(mistake.pattern().pattern(), false, Optional.of(mistake.reason())))
                .toList();
    }

    private static Known must(String pattern, String format, String mistaken) {
        return new Known(pattern, true, Optional.of(reason(format, mistaken)));
    }

    private static Known mustNot(String pattern, String format, String mistaken) {
        return new Known(pattern, false, Optional.of(reason(format, mistaken)));
    }

    private static String reason(String format, String mistaken) {
        return FieldFormats.refusal(format, mistaken)
                .orElseThrow(() -> new AssertionError(format + " takes " + mistaken));
    }

    private static List<Known> join(List<Known> one, List<Known> other) {
        var joined = new ArrayList<>(one);
        joined.addAll(other);
        return joined;
    }

    /** Every network that is the range or a part of it. */
    private static String within(Cidr range) {
        String prefixes = IntStream.rangeClosed(range.prefixLength(), 32)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("|"));
        return "^" + start(range) + ".*/(?:" + prefixes + ")$";
    }

    /** How the text of every address and network in a range begins. */
    private static String start(Cidr range) {
        int[] octets = octets(range);
        int whole = range.prefixLength() / 8;
        int rest = range.prefixLength() % 8;
        String start =
                IntStream.range(0, whole).mapToObj(at -> octets[at] + "\\.").collect(Collectors.joining());
        if (rest == 0) {
            return whole == 4 ? start.substring(0, start.length() - 2) + "(?:(?=/)|$)" : start;
        }
        String alternatives = IntStream.range(octets[whole], octets[whole] + (1 << 8 - rest))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("|"));
        return start + "(?:" + alternatives + ")\\.";
    }

    private static String first(Cidr range) {
        return range.toString().replaceFirst("/.*", "");
    }

    private static int[] octets(Cidr range) {
        return Stream.of(first(range).split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    /** Networks of which nothing is left behind the prefix length. */
    private static String blocks() {
        var alternatives = new ArrayList<String>();
        for (int whole = 0; whole < 4; whole++) {
            String start = (OCTET + "\\.").repeat(whole);
            String end = "\\.0".repeat(3 - whole);
            for (int rest = 0; rest < 8; rest++) {
                alternatives.add(start + multiples(1 << 8 - rest) + end + "/" + (8 * whole + rest));
            }
        }
        alternatives.add(".*/32");
        return "^(?:" + String.join("|", alternatives) + ")$";
    }

    private static String multiples(int step) {
        return IntStream.range(0, 256 / step)
                .mapToObj(count -> Integer.toString(count * step))
                .collect(Collectors.joining("|", "(?:", ")"));
    }
}
