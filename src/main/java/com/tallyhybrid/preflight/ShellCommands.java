package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commands that the preflight prints, each read alike by bash, PowerShell and Windows' old prompt.
 *
 * @param settings the deployment file, as the person named it
 * @param profile the profile that was asked with; the commands name it too
 */
record ShellCommands(Path settings, Optional<String> profile) {

    /** The version that the README deploys with; a test holds it against package.json. */
    static final String CDK_VERSION = "2.1148.1";

    /** A comma makes a list in PowerShell, and an {@code @} at the beginning spreads one. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=+-][A-Za-z0-9_./:=+@-]*");

    /** Printable ASCII without what some interpreter reads inside quotation marks; curly ones end a text in PowerShell. */
    private static final Pattern QUOTABLE = Pattern.compile("[ -~&&[^\"$`\\\\!%]]+");

    /** @param format the command after {@code aws}, with a {@code %s} for each word */
    String aws(Region region, String format, String... words) {
        return global(format, words) + " --region " + region.code();
    }

    /** A command for what belongs to no Region. */
    String global(String format, String... words) {
        Object[] quoted = new Object[words.length];
        for (int i = 0; i < words.length; i++) {
            quoted[i] = word(words[i]);
        }
        return "aws " + format.formatted(quoted)
                + profile.map(name -> " --profile " + word(name)).orElse("");
    }

    /** @param format the command and its arguments, with a {@code %s} for each word */
    String cdk(String format, String... words) {
        Object[] quoted = new Object[words.length];
        for (int i = 0; i < words.length; i++) {
            quoted[i] = word(words[i]);
        }
        return "npx --yes aws-cdk@%s %s%s"
                .formatted(
                        CDK_VERSION,
                        format.formatted(quoted),
                        profile.map(name -> " --profile " + word(name)).orElse(""));
    }

    /** The deployment file as an argument of a command. */
    String settingsWord() {
        return word(settingsName());
    }

    /** The deployment file in a sentence. */
    String settingsName() {
        return settings.toString().replace('\\', '/');
    }

    /** What no interpreter reads as anything else; a value that none of them could be given has to be typed. */
    static String word(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return QUOTABLE.matcher(value).matches() ? "\"" + value + "\"" : "TYPE-IT-YOURSELF";
    }
}
