package com.tallyhybrid.officekit.office;

import com.tallyhybrid.testkit.powershell.World;
import com.tallyhybrid.testkit.powershell.World.Ended;
import com.tallyhybrid.testkit.powershell.World.Process;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Duplicati's server and ServerUtil as version 2.3.0.4 behaves, read in its source (tag v2.3.0.4_stable_2026-07-09):
 * signing in and the prompt for a password (CommandLine/ServerUtil/Connection.cs), the key of the database
 * (Server/Program.cs), what the commands print (ServerUtil/Commands), and an endless {@code run --wait} (RunBackup.cs).
 */
final class DuplicatiServer {

    static final String KEY_NAME = "duplicati-server-encryption-key";
    static final String KEY = "mZ2hB0c+Yd/q9w==";

    private final World world;
    private final Map<String, String> credentials;
    final List<String> jobs = new ArrayList<>();
    final List<Process> asked = new ArrayList<>();
    boolean running;
    Duration startsIn = Duration.ofSeconds(40);
    Duration runsFor = Duration.ofMinutes(12);
    boolean stores = true;
    private Instant healthy = Instant.MAX;
    private Instant ends = Instant.MIN;
    private Instant arrived;

    DuplicatiServer(World world, Map<String, String> credentials) {
        this.world = world;
        this.credentials = credentials;
    }

    /** Windows calls the service running at once; the server listens later, and has made its key by then. */
    void start() {
        running = true;
        healthy = startsIn == null ? Instant.MAX : world.now().plus(startsIn);
        credentials.put(KEY_NAME, KEY);
    }

    boolean healthy() {
        return running && !world.now().isBefore(healthy);
    }

    /** When the last finished backup arrived; null before that. */
    Instant arrived() {
        if (stores && ends.isAfter(Instant.MIN) && !world.now().isBefore(ends)) {
            arrived = ends;
        }
        return arrived;
    }

    Ended serverUtil(Process process) {
        asked.add(process);
        if (!healthy()) {
            return process.asks(2, "No database found in C:\\ProgramData\\Duplicati\nEnter server password: ");
        }
        if (!KEY.equals(process.environment().get("SETTINGS_ENCRYPTION_KEY"))) {
            return process.asks(
                    2, "Failed to obtain a signin token: settings encryption key missing\nEnter server password: ");
        }
        String given = process.arguments().size() < 2 ? "" : process.arguments().get(1);
        return switch (process.arguments().get(0)) {
            case "list-backups" -> Ended.with(0, listed());
            case "import" -> imported(given);
            case "run" -> started(given, process.arguments().contains("--wait"));
            case "status" -> Ended.with(0, status());
            default -> Ended.with(1, "Unrecognized command");
        };
    }

    private String listed() {
        var lines = new StringBuilder();
        for (int i = 0; i < jobs.size(); i++) {
            lines.append("%d: %s%n  Made by the office kit%n%n".formatted(i + 1, jobs.get(i)));
        }
        return jobs.isEmpty() ? "No backups found" : lines.toString();
    }

    private Ended imported(String file) {
        String job = world.files().get(file);
        jobs.add(job.replaceAll("(?s).*\"Name\" : \"(Tally [^\"]*)\".*", "$1"));
        world.file("imported", job);
        return Ended.with(0, "Imported");
    }

    private Ended started(String name, boolean waits) {
        if (!jobs.contains(name)) {
            return Ended.with(2, "No backup found with supplied ID or name");
        }
        ends = world.now().plus(runsFor);
        return new Ended(0, "", waits);
    }

    private String status() {
        return world.now().isBefore(ends)
                ? "Server state: Running\nActive task: [Task 3]: BackupId = 1\nScheduler tasks: Empty"
                : "Server state: Running\nActive task: None\nScheduler tasks: Empty";
    }
}
