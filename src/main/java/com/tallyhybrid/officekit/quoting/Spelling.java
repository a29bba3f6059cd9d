package com.tallyhybrid.officekit.quoting;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ways to write a value into a text that a program reads. Whoever reads the result finds the value as it was, and
 * nothing beside it; a value for which a language has no such way is refused.
 *
 * <p>A template chooses one by its name behind the value, such as {@code {{folder.powershell}}}. Where it names none in
 * a command, {@link #PLAIN} holds.
 */
public enum Spelling {

    /**
     * As it is, also within a longer word or between quotes: only for what no program takes for anything else, as
     * names, addresses, ids and ARNs are.
     */
    PLAIN("plain") {
        @Override
        public String of(String value) {
            return checked(value, PLAIN_WORD, "is no plain word, as a name, an address or an id is");
        }
    },

    /** Several plain words with commas or spaces between, where the program takes a list. */
    WORDS("words") {
        @Override
        public String of(String value) {
            return checked(value, PLAIN_WORDS, "is no list of plain words");
        }
    },

    /**
     * A literal of PowerShell. The typographic quotes end one too, and two of them stand for one.
     *
     * @see <a href="https://github.com/PowerShell/PowerShell/blob/v7.4.6/src/System.Management.Automation/engine/parser/tokenizer.cs">
     *     PowerShell: ScanStringLiteral, IsSingleQuote</a>
     */
    POWERSHELL("powershell") {
        @Override
        public String of(String value) {
            return "'" + printable(value).replaceAll(SINGLE_QUOTE.pattern(), "$0$0") + "'";
        }
    },

    /**
     * A literal of Windows PowerShell 5.1 for a program that is no cmdlet. It hands arguments over between double
     * quotes as they are, so one with such a quote, or a backslash at its end, comes out as another.
     *
     * @see <a href="https://github.com/PowerShell/PowerShell/issues/1995">PowerShell: arguments for external
     *     executables aren't correctly escaped</a>
     */
    NATIVE("native") {
        @Override
        public String of(String value) {
            if (value.contains("\"") || value.endsWith("\\")) {
                throw new Unspellable(value, "does not reach a program whole from Windows PowerShell");
            }
            return POWERSHELL.of(value);
        }
    },

    /** A word that PowerShell and bash read alike; what they read differently has none. */
    SHELL("shell") {
        @Override
        public String of(String value) {
            if (PLAIN_WORD.matcher(printable(value)).matches()) {
                return value;
            }
            boolean single = SINGLE_QUOTE.matcher(value).find();
            // A double quote reaches no program of Windows whole; of the others each shell ends its text at some.
            if (value.isEmpty()
                    || value.contains("\"")
                    || value.endsWith("\\")
                    || single && EXPANDED.matcher(value).find()) {
                throw new Unspellable(value, "cannot be written so that PowerShell and bash read the same");
            }
            return single ? "\"" + value + "\"" : "'" + value + "'";
        }
    },

    /**
     * A string of RouterOS's scripting language. Bytes beyond ASCII are written by their numbers.
     *
     * @see <a href="https://help.mikrotik.com/docs/spaces/ROS/pages/47579229/Scripting">RouterOS: constant escape
     *     sequences</a>
     */
    ROUTER_OS("routerOs") {
        @Override
        public String of(String value) {
            var quoted = new StringBuilder("\"");
            for (byte one : printable(value).getBytes(StandardCharsets.UTF_8)) {
                boolean plain = one >= ' ' && one < 127 && "\"\\$?".indexOf(one) < 0;
                quoted.append(plain ? String.valueOf((char) one) : "\\%02X".formatted(one & 0xFF));
            }
            return quoted.append('"').toString();
        }
    },

    /** The rest of a comment's line. */
    REMARK("remark") {
        @Override
        public String of(String value) {
            return checked(value, ONE_LINE, "is not one line");
        }
    },

    /** A page's title, which the style sheet repeats between double quotes at the foot of every printed page. */
    TITLE("pageTitle") {
        @Override
        public String of(String value) {
            return checked(value, HEADING, "is no title");
        }
    };

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9/_][A-Za-z0-9._/:@+=-]*");
    private static final Pattern PLAIN_WORDS =
            Pattern.compile("%s((, |[, ])%1$s)*".formatted(PLAIN_WORD.pattern().replace("=", "")));
    private static final Pattern SINGLE_QUOTE = Pattern.compile("['\\u2018\\u2019\\u201A\\u201B]");
    private static final Pattern EXPANDED = Pattern.compile("[$`!\\\\\\u201C\\u201D\\u201E]");
    private static final Pattern HEADING = Pattern.compile("[^\\p{Cc}\"'&<>\\\\{}]+");
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cc}]+");

    private final String suffix;

    Spelling(String suffix) {
        this.suffix = suffix;
    }

    /** The value in this language. */
    public abstract String of(String value);

    /** The one that a template names so. */
    static Optional<Spelling> named(String suffix) {
        return Arrays.stream(values())
                .filter(spelling -> spelling.suffix.equals(suffix))
                .findFirst();
    }

    String suffix() {
        return suffix;
    }

    private static String checked(String value, Pattern form, String otherwise) {
        if (!form.matcher(value).matches()) {
            throw new Unspellable(value, otherwise);
        }
        return value;
    }

    /** A command cannot hold a control character; a line break and a tab it can. */
    private static String printable(String value) {
        if (value.chars().anyMatch(point -> Character.isISOControl(point) && "\t\n\r".indexOf(point) < 0)) {
            throw new Unspellable(value, "holds a control character");
        }
        return value;
    }
}
