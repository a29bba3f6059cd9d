package com.tallyhybrid.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder on a disk of a Tally server, as Windows writes it: what a backup job can read through a snapshot. */
public final class WindowsFolder {

    private static final Pattern ON_A_DRIVE = Pattern.compile("[A-Za-z]:\\\\.*", Pattern.DOTALL);
    // Duplicati takes what stands between two % for a variable, PowerShell what follows $ or a backtick.
    private static final Pattern FORBIDDEN = Pattern.compile("[<>:\"|?*%$`\\p{C}\\p{Zl}\\p{Zp}[\\p{Zs}&&[^ ]]]");
    /**
     * Windows takes superscript digits for digits here, and a space before the dot for none.
     *
     * @see <a href="https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file">Windows: naming files</a>
     */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(CON|PRN|AUX|NUL|(COM|LPT)[0-9\u00B9\u00B2\u00B3])( *\\..*)?");

    private WindowsFolder() {}

    /** Why the text is no such folder, worded to follow it. */
    public static Optional<String> refusal(String text) {
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
    public static boolean overlap(String one, String other) {
        String first = comparable(one);
        String second = comparable(other);
        return first.startsWith(second) || second.startsWith(first);
    }

    private static String comparable(String folder) {
        return withoutLastBackslash(folder).toLowerCase(Locale.ROOT) + "\\";
    }

    /** The folder as all the other places know it: people write one backslash more. */
    static String withoutLastBackslash(String folder) {
        return folder.endsWith("\\") ? folder.substring(0, folder.length() - 1) : folder;
    }

    /** The names below the drive; a backslash at the end makes none. */
    private static List<String> names(String text) {
        String path = withoutLastBackslash(text.substring(3));
        return path.isEmpty() ? List.of() : Arrays.asList(path.split("\\\\", -1));
    }
}
