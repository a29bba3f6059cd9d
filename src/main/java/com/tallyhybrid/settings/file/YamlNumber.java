package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as it is written in a file. Only plain decimal digits are taken for one.
 *
 * @see <a href="https://yaml.org/type/int.html">YAML 1.1: integer</a>
 */
final class YamlNumber {

    /**
     * Stands for every number that is no plain whole one. No key takes a fraction, so every key refuses it; the
     * validator would take 1.0 for 1, and fails on .inf.
     */
    static final JsonNode NOT_WHOLE = DoubleNode.valueOf(0.5);

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern OTHER_BASE =
            Pattern.compile("(?<sign>[-+]?)(?<base>0[bBxX]?)?(?<digits>[0-9A-Fa-f_]{1,60})");
    private static final int MOST_DIGITS = 40;

    private YamlNumber() {}

    /** The number, or one that every key refuses. */
    static JsonNode whole(String raw) {
        if (!DECIMAL.matcher(raw).matches()) {
            return NOT_WHOLE;
        }
        // More digits than these are too many for every key, and take long to read.
        return BigIntegerNode.valueOf(new BigInteger(raw.substring(0, Math.min(raw.length(), MOST_DIGITS))));
    }

    /** What YAML 1.1 makes of a number that does not stand there in plain digits, worded to follow it. */
    static Optional<String> otherThanWritten(String raw) {
        Matcher written = OTHER_BASE.matcher(raw);
        if (!written.matches()) {
            return Optional.empty();
        }
        Base base = Base.of(written.group("base"));
        String digits =
                written.group("sign").replace("+", "") + written.group("digits").replace("_", "");
        try {
            return Optional.of("means %s to YAML, because %s"
                    .formatted(
                            new BigInteger(digits, base.radix()),
                            base == Base.TEN && raw.startsWith("+") ? "the sign means nothing" : base.because()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** How YAML 1.1 tells what digits count in. */
    private record Base(int radix, String because) {

        private static final Base TEN = new Base(10, "it skips underscores");

        static Base of(String prefix) {
            if (prefix == null) {
                return TEN;
            }
            int radix = prefix.equalsIgnoreCase("0b") ? 2 : prefix.equalsIgnoreCase("0x") ? 16 : 8;
            return new Base(radix, "%s stands in front".formatted(prefix));
        }
    }
}
