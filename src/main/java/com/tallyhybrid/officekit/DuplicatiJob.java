package com.tallyhybrid.officekit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.app.foundation.Region;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job in the form that the {@linkplain DuplicatiRelease#TESTED tested release} of Duplicati imports.
 *
 * <p>The access key and the passphrase are names only: Duplicati asks the Windows Credential Manager for them at every
 * run.
 *
 * @param name unique on its server
 * @param bucket the bucket it writes to
 * @param folder the folder in that bucket; the agent may write nowhere else
 * @param sources folders of the server, without a backslash at the end
 * @param firstRun when it first runs, daily from then on; absent for a job that people start
 * @param options by Duplicati's names, beside those that every job has
 */
record DuplicatiJob(
        String name,
        String bucket,
        String folder,
        List<String> sources,
        Optional<Instant> firstRun,
        Map<String, String> options) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of Duplicati's options that its page for a job shows by itself; all others go by their name on the CLI. */
    private static final List<String> FIELDS =
            List.of("encryption-module", "compression-module", "dblock-size", "passphrase", "retention-policy");

    /** The file to import. */
    String json() {
        ObjectNode file = JSON.createObjectNode();
        file.put("CreatedByVersion", DuplicatiRelease.TESTED.version());
        firstRun.ifPresentOrElse(time -> schedule(file.putObject("Schedule"), time), () -> file.putNull("Schedule"));
        backup(file.putObject("Backup"));
        ObjectNode shown = file.putObject("DisplayNames");
        sources.forEach(source -> shown.put(asFolder(source), source.substring(source.lastIndexOf('\\') + 1)));
        var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return JSON.writer(printer).writeValueAsString(file) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void schedule(ObjectNode schedule, Instant time) {
        schedule.put("ID", 1);
        schedule.putArray("Tags");
        schedule.put("Time", time.toString());
        schedule.put("Repeat", "1D");
        schedule.put("LastRun", "0001-01-01T00:00:00Z");
        schedule.put("Rule", "AllowedWeekDays=Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday");
        var days = schedule.putArray("AllowedDays");
        List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun").forEach(days::add);
    }

    private void backup(ObjectNode backup) {
        backup.putNull("ID");
        backup.put("Name", name);
        backup.put(
                "Description",
                "Made by the office kit of Tally Hybrid for Duplicati %s. Change the deployment file, not the job."
                        .formatted(DuplicatiRelease.TESTED.version()));
        backup.putArray("Tags");
        backup.putNull("DBPath");
        backup.put("TargetURL", target());
        var folders = backup.putArray("Sources");
        sources.forEach(source -> folders.add(asFolder(source)));
        var settings = backup.putArray("Settings");
        allOptions().forEach((option, value) -> {
            ObjectNode setting = settings.addObject();
            setting.put("Filter", "");
            setting.put("Name", FIELDS.contains(option) ? option : "--" + option);
            setting.put("Value", value);
            setting.putNull("Argument");
        });
        backup.putArray("Filters");
        backup.putObject("Metadata");
    }

    /** Host and Region both: without the host the user interface does not know Amazon, without the Region S3 refuses. */
    private String target() {
        var query = new LinkedHashMap<String, String>();
        query.put("s3-server-name", "s3.%s.amazonaws.com".formatted(Region.MUMBAI.code()));
        query.put("s3-location-constraint", Region.MUMBAI.code());
        query.put("s3-storage-class", "INTELLIGENT_TIERING");
        query.put("s3-client", "aws");
        // Off unless it is asked for.
        query.put("use-ssl", "true");
        // The password last: Duplicati puts in one secret after the other and decodes the whole query each time, so a
        // plus
        // sign in a secret that is already there becomes a space (Library/Main/SecretProviderHelper.cs).
        query.put("auth-username", reference(Credentials.KEY_ID));
        query.put("auth-password", reference(Credentials.KEY_SECRET));
        List<String> parts = query.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .toList();
        return "s3://%s/%s?%s".formatted(bucket, folder, String.join("&", parts));
    }

    private Map<String, String> allOptions() {
        var all = new LinkedHashMap<String, String>();
        all.put("encryption-module", "aes");
        all.put("compression-module", "zip");
        // Large enough that Intelligent-Tiering, which leaves small objects alone, works on nearly all of it.
        all.put("dblock-size", "50mb");
        all.put("passphrase", reference(Credentials.PASSPHRASE));
        all.put("secret-provider", "wincred://");
        // Anything less goes on without a snapshot and says nothing.
        all.put("snapshot-policy", "required");
        all.put("upload-unchanged-backups", "true");
        all.put("upload-verification-file", "true");
        all.put("prevent-empty-source", "true");
        all.put("disable-autocreate-folder", "true");
        all.putAll(options);
        return all;
    }

    /** Duplicati asks its secret provider for what follows the dollar sign. */
    private static String reference(String credential) {
        return "$" + credential;
    }

    /** Without the backslash Duplicati would look for a file. */
    private static String asFolder(String source) {
        return source + "\\";
    }
}
