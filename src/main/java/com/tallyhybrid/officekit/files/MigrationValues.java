package com.tallyhybrid.officekit.files;

import com.tallyhybrid.officekit.Handover;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Office;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the plan of the move may say.
 *
 * @param office whose NAS it is
 * @param settings the file server
 * @param smbHost its name
 */
record MigrationValues(Office office, FileServer settings, String smbHost) {

    private static final List<Integer> LINES_MBPS = List.of(10, 20, 50, 100, 200, 500);
    private static final List<Integer> SIZES_GB = List.of(20, 50, 100, 250, 500, 1000, 2000);

    /** From eight in the evening to seven in the morning. */
    private static final int NIGHT_HOURS = 11;

    static MigrationValues of(Handover handover, FileServer settings, Office office) {
        return new MigrationValues(office, settings, handover.output("FileServer", "SmbHost"));
    }

    String domain() {
        return settings.directory().domain();
    }

    int storageGib() {
        return settings.storageGib();
    }

    /** What may be filled: a tenth is for shadow copies, and with less than 15 % free the alarm about space goes off. */
    int usableGib() {
        return settings.storageGib() * 3 / 4;
    }

    List<Alias> aliases() {
        return settings.aliases().stream().map(Alias::of).toList();
    }

    /** The file server's account in the directory. */
    String computer() {
        return smbHost.split("\\.", 2)[0];
    }

    boolean named() {
        return !settings.aliases().isEmpty();
    }

    List<Integer> lines() {
        return LINES_MBPS;
    }

    /** Hours for each amount on each line. */
    List<Row> hours() {
        return SIZES_GB.stream()
                .map(size -> new Row(
                        "%d GB".formatted(size),
                        LINES_MBPS.stream().map(line -> hours(size, line)).toList()))
                .toList();
    }

    /** What a night carries on each line. */
    List<String> nights() {
        return LINES_MBPS.stream()
                .map(line -> "%d GB".formatted((int) (NIGHT_HOURS / hoursOf(1, line))))
                .toList();
    }

    int nightHours() {
        return NIGHT_HOURS;
    }

    private static String hours(int gigabytes, int mbps) {
        double hours = hoursOf(gigabytes, mbps);
        return String.format(Locale.ROOT, hours < 10 ? "%.1f" : "%.0f", hours);
    }

    /** Four fifths of a line carry files; the rest is the tunnel's and the protocol's. */
    private static double hoursOf(int gigabytes, int mbps) {
        return gigabytes * 8_000.0 / (mbps * 0.8) / 3_600;
    }

    /** One line of a table. */
    record Row(String name, List<String> cells) {}

    /** A name that computers already know, such as the old NAS's. */
    record Alias(String full, String host, String zone) {

        static Alias of(String full) {
            String[] parts = full.split("\\.", 2);
            return new Alias(full, parts[0], parts[1]);
        }

        List<String> spns() {
            return List.of("HOST/" + host, "HOST/" + full);
        }
    }

    /** Numbers of the steps that may be ticked off. */
    List<Integer> steps() {
        return IntStream.rangeClosed(1, 8).boxed().toList();
    }
}
