package com.tallyhybrid.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder on a disk of a Tally server, as Windows writes it: what a backup job can read through a snapshot. */
final class WindowsFolder {

    private static final int LONGEST = 240;
    private static final Pattern ON_A_DRIVE = Pattern.compile("[A-Za-z]:\\\\.*");
    // Duplicati takes what stands between two % for a variable.
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*%\\p{Cntrl}\\p{Cf}]");
    private static final Pattern DEVICE = Pattern.compile("(?i)(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\\..*)?");

    private WindowsFolder() {}

    /** Why the text is no such folder, worded to follow it. */
    static Optional<String> refusal(String text) {
        if (text.contains("/")) {
            return Optional.of("has a slash where Windows has a backslash");
        }
        if (text.startsWith("\\\\")) {
            return Optional.of(
                    "is on another computer, of which this server can take no snapshot; back it up from there");
        }
        if (!ON_A_DRIVE.matcher(text).matches()) {
            return Optional.of("does not begin with the letter of a drive, such as D:\\");
        }
        if (text.length() > LONGEST) {
            return Optional.of("is longer than %d characters, more than Windows takes everywhere".formatted(LONGEST));
        }
        List<String> names = names(text);
        return names.isEmpty()
                ? Optional.of("is a whole disk; name the folder in it that holds Tally's companies")
                : names.stream()
                        .map(WindowsFolder::nameRefusal)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<String> nameRefusal(String name) {
        Matcher forbidden = FORBIDDEN.matcher(name);
        if (forbidden.find()) {
            return Optional.of("holds '%s', which stands in no folder of a backup job"
                    .formatted(Printable.text(forbidden.group())));
        }
        if (name.isEmpty()) {
            return Optional.of("has two backslashes side by side; one is enough inside single quotes");
        }
        if (name.endsWith(".") || name.endsWith(" ") || name.startsWith(" ")) {
            return Optional.of(
                    "has the part '%s' with a dot or a space at its edge, which Windows drops".formatted(name));
        }
        return DEVICE.matcher(name).matches()
                ? Optional.of("has the part '%s', which is a device to Windows".formatted(name))
                : Optional.empty();
    }

    /** Whether one of the two is, or is in, the other; Windows does not tell capitals from small letters. */
    static boolean overlap(String one, String other) {
        String first = comparable(one);
        String second = comparable(other);
        return first.startsWith(second) || second.startsWith(first);
    }

    private static String comparable(String folder) {
        return withBackslash(folder).toLowerCase(Locale.ROOT);
    }

    private static String withBackslash(String folder) {
        return folder.endsWith("\\") ? folder : folder + "\\";
    }

    /** The names below the drive; a backslash at the end makes none. */
    private static List<String> names(String text) {
        String path = text.substring(3);
        String trimmed = path.endsWith("\\") ? path.substring(0, path.length() - 1) : path;
        return trimmed.isEmpty() ? List.of() : Arrays.asList(trimmed.split("\\\\", -1));
    }
}
