package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jobs as Duplicati 2.3.0.4 reads them. */
class DuplicatiJobTest {

    private static final String NIGHTLY = "servers/pune/duplicati-job.json";
    private static final String YEAR_END = "servers/pune/duplicati-year-end-job.json";

    /** An option that it does not know makes every night a warning. */
    @ParameterizedTest
    @ValueSource(strings = {NIGHTLY, YEAR_END})
    void namesOnlyOptionsThatThisVersionKnows(String file) throws IOException {
        JsonNode job = job(file);
        Set<String> known = new TreeSet<>(Files.readAllLines(Path.of("src/test/resources/duplicati-options.txt")));

        assertThat(known).contains("snapshot-policy").doesNotContain("abort-if-source-missing");
        assertThat(known).containsAll(options(job).keySet());
        assertThat(known).containsAll(target(job).keySet());
    }

    @Test
    void sendsEncryptedVolumesToMumbaiOverTls() throws IOException {
        JsonNode job = job(NIGHTLY);

        assertThat(job.at("/Backup/TargetURL").asText())
                .startsWith("s3://sharma-traders-backup-111122223333-ap-south-1/sharma-traders-pune?");
        assertThat(target(job))
                .contains(
                        entry("s3-server-name", "s3.ap-south-1.amazonaws.com"),
                        entry("s3-location-constraint", "ap-south-1"),
                        entry("s3-storage-class", "INTELLIGENT_TIERING"),
                        entry("s3-client", "aws"),
                        entry("use-ssl", "true"));
        assertThat(options(job)).contains(entry("encryption-module", "aes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {NIGHTLY, YEAR_END})
    void makesEveryNightASnapshotAndARestorePoint(String file) throws IOException {
        assertThat(options(job(file)))
                .contains(
                        entry("snapshot-policy", "required"),
                        entry("upload-unchanged-backups", "true"),
                        entry("upload-verification-file", "true"),
                        entry("prevent-empty-source", "true"),
                        entry("disable-autocreate-folder", "true"))
                .doesNotContainKeys("no-encryption", "remote-file-lock-duration", "s3-recursive-list");
    }

    /** Whoever reads the kit reads no secret; the names are those under which the server's script stores them. */
    @ParameterizedTest
    @ValueSource(strings = {NIGHTLY, YEAR_END})
    void asksTheCredentialManagerForEverySecret(String file) throws IOException {
        JsonNode job = job(file);

        assertThat(target(job))
                .contains(entry("auth-username", "$tally-s3-id"), entry("auth-password", "$tally-s3-secret"));
        assertThat(options(job))
                .contains(entry("passphrase", "$tally-backup-passphrase"), entry("secret-provider", "wincred://"));
    }

    @Test
    void keepsWhatTheSettingsSayAndReportsEachRun() throws IOException {
        assertThat(options(job(NIGHTLY)))
                .contains(
                        entry("retention-policy", "7D:U,4W:1W,1Y:1M"),
                        entry("run-script-with-arguments", "true"),
                        entry(
                                "run-script-after",
                                "powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File"
                                        + " \"C:\\ProgramData\\TallyHybrid\\Publish-BackupReport.ps1\""));
    }

    @Test
    void backsUpTheFoldersOfTheSettingsAndNothingElse() throws IOException {
        JsonNode job = job(NIGHTLY);

        assertThat(job.at("/Backup/Sources"))
                .extracting(JsonNode::asText)
                .containsExactly("D:\\TallyPrime\\Data\\", "D:\\TallyPrime\\Backups\\");
        assertThat(job.at("/Backup/Filters")).isEmpty();
    }

    /** A time in the past would start at the import, and Duplicati reads UTC. */
    @ParameterizedTest
    @CsvSource({"pune, 2026-12-01T16:30:00Z", "nashik, 2026-12-01T17:00:00Z"})
    void runsEveryDayFromTheDayOfTheKitOnAtItsOwnTime(String server, String time) throws IOException {
        JsonNode schedule =
                job("servers/%s/duplicati-job.json".formatted(server)).path("Schedule");

        assertThat(schedule.path("Time").asText()).isEqualTo(time);
        assertThat(schedule.path("Repeat").asText()).isEqualTo("1D");
        assertThat(schedule.path("AllowedDays")).hasSize(7);
    }

    /** The agent may not delete in the archive, so the job must not try to. */
    @Test
    void fillsTheArchiveOnceAndDeletesNothingThere() throws IOException {
        JsonNode job = job(YEAR_END);

        assertThat(job.path("Schedule").isNull()).isTrue();
        assertThat(job.at("/Backup/Name").asText()).isEqualTo("Tally year-end 2025-26 sharma-traders-pune");
        assertThat(job.at("/Backup/TargetURL").asText())
                .startsWith("s3://sharma-traders-archive-111122223333-ap-south-1/sharma-traders-pune/2025-26?");
        assertThat(options(job))
                .contains(entry("no-auto-compact", "true"))
                .doesNotContainKeys("retention-policy", "keep-versions", "keep-time", "run-script-after");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, 2024-25",
        "2026-04-01, 2025-26",
        "2026-12-31, 2025-26",
        "2027-01-01, 2025-26",
        "2100-04-01, 2099-00"
    })
    void archivesTheFinancialYearThatIsOver(LocalDate day, String year) {
        assertThat(FinancialYear.endedBefore(day)).hasToString(year);
    }

    /**
     * Duplicati puts one secret after the other into the address, and each time decodes all of it and encodes its own value
     * only (Library/Main/SecretProviderHelper.cs, Library/Utility/Uri.cs): a plus in a secret that is there already is a
     * space afterwards. Names of users have none, so the password must be last.
     */
    @ParameterizedTest
    @ValueSource(strings = {NIGHTLY, YEAR_END})
    void putsTheSecretKeyInLast(String file) throws IOException {
        List<String> placeholders = Pattern.compile("[?&]([a-z-]+)=\\$")
                .matcher(job(file).at("/Backup/TargetURL").asText())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(placeholders).containsExactly("auth-username", "auth-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {NIGHTLY, YEAR_END})
    void saysForWhichDuplicatiItIs(String file) throws IOException {
        JsonNode job = job(file);

        assertThat(job.path("CreatedByVersion").asText()).isEqualTo(DuplicatiRelease.TESTED.version());
        assertThat(job.at("/Backup/Description").asText())
                .contains("for Duplicati " + DuplicatiRelease.TESTED.version() + ".");
    }

    /** Duplicati refuses a second job of a name. */
    @Test
    void givesEveryJobANameOfItsOwn() throws IOException {
        List<String> names = new ArrayList<>();
        for (KitFile file : Samples.kit(Samples.example())) {
            if (file.path().endsWith("job.json")) {
                names.add(job(file.path()).at("/Backup/Name").asText());
            }
        }
        assertThat(names).hasSize(4).doesNotHaveDuplicates();
    }

    static JsonNode job(String path) throws IOException {
        String text = Samples.kit(Samples.example()).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
        return new ObjectMapper().readTree(text);
    }

    static Map<String, String> options(JsonNode job) {
        var options = new TreeMap<String, String>();
        job.at("/Backup/Settings")
                .forEach(setting -> options.put(
                        setting.path("Name").asText().replaceFirst("^--", ""),
                        setting.path("Value").asText()));
        return options;
    }

    /** What stands behind the question mark of the destination. */
    static Map<String, String> target(JsonNode job) {
        var query = new TreeMap<String, String>();
        String url = job.at("/Backup/TargetURL").asText();
        for (String part : url.substring(url.indexOf('?') + 1).split("&")) {
            String[] sides = part.split("=", 2);
            query.put(sides[0], sides[1]);
        }
        return query;
    }
}
