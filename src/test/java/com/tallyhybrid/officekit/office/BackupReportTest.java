package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import com.tallyhybrid.testkit.alarms.MatchingRules;
import com.tallyhybrid.testkit.powershell.Interpreter;
import com.tallyhybrid.testkit.powershell.Start;
import com.tallyhybrid.testkit.powershell.World;
import com.tallyhybrid.testkit.powershell.World.Sent;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report of a backup, made and sent by the script itself as Duplicati would start it. */
@ExtendWith(Synthesized.class)
class BackupReportTest {

    private static final String BUCKET = "sharma-traders-backup-111122223333-ap-south-1";
    private static final Instant NOW = Instant.parse("2026-11-23T16:41:09Z");
    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCY=AMPLEKEY";
    private static final String PASSPHRASE = "Sharma ki 42 gaayen, \"lal\" & 'peeli'!";

    private static final String RESULT = """
            {"Data": {"ParsedResult": "Warning", "BeginTime": "2026-11-23T16:30:00.1234567Z",
               "EndTime": "2026-11-23T16:41:07Z", "Duration": "00:11:06.8765433", "PartialBackup": false,
               "ExaminedFiles": 10240, "SizeOfExaminedFiles": 21474836480, "AddedFiles": 3, "ModifiedFiles": 117,
               "DeletedFiles": 0, "FilesWithError": 1, "WarningsActualLength": 1, "ErrorsActualLength": 0,
               "Warnings": ["D:\\\\Tally\\\\Gupta & Sons.900 is locked"],
               "BackendStatistics": {"BytesUploaded": 52428800, "KnownFileCount": 812, "KnownFileSize": 20401094656,
                  "BackupListCount": 14, "RemoteUrl": "s3://b?auth-password=%1$s"}},
             "LogLines": ["passphrase=%2$s"], "Exception": null}
            """.formatted(SECRET, PASSPHRASE.replace("\"", "\\\""));

    private static final String CONFIGURATION = """
            {"agent": "sharma-traders-pune", "hostName": "%s.s3.ap-south-1.amazonaws.com", "region": "ap-south-1"}
            """.formatted(BUCKET);

    /** What Duplicati's RunScript module sets: every option of the job in clear, after the secrets were put in. */
    private static World duplicati(String operation, String result) {
        String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return new World(NOW)
                .environment("COMPUTERNAME", "PUNE-TALLY")
                .environment("DUPLICATI__EVENTNAME", "AFTER")
                .environment("DUPLICATI__OPERATIONNAME", operation)
                .environment("DUPLICATI__PARSED_RESULT", result)
                .environment("DUPLICATI__RESULTFILE", "C:\\Windows\\Temp\\dup-1")
                .environment("DUPLICATI__passphrase", PASSPHRASE)
                .environment("DUPLICATI__auth_username", ID)
                .environment("DUPLICATI__auth_password", SECRET)
                .environment("DUPLICATI__LOCALPATH", "D:\\Tally\\Gupta & Sons")
                .environment(
                        "DUPLICATI__REMOTEURL",
                        "s3://%s/sharma-traders-pune?s3-server-name=s3.ap-south-1.amazonaws.com&auth-username=%s&auth-password=%s&use-ssl=true"
                                .formatted(BUCKET, ID, encoded))
                .file("office\\tally-backup.json", CONFIGURATION)
                .file("C:\\Windows\\Temp\\dup-1", RESULT);
    }

    private static World run(World world) {
        int code = new Interpreter(OfficeScripts.trees(), world).run("Publish-BackupReport.ps1", Start.file());
        assertThat(code).as("a report never fails the backup").isZero();
        return world;
    }

    private static Sent sentAfter(String result) {
        World world = run(duplicati("Backup", result));
        assertThat(world.sent()).hasSize(1);
        return world.sent().get(0);
    }

    private static String keyOf(Sent sent) {
        return URI.create(sent.uri()).getPath().substring(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Success, Success, ",
        "Warning, Warning, backup-failed-pune",
        "Error, Error, backup-failed-pune",
        "Fatal, Fatal, backup-failed-pune",
        "Unknown, Error, backup-failed-pune",
        "'', Error, backup-failed-pune",
        "../../../nashik/reports/x-Success, Error, backup-failed-pune",
    })
    void isMailedUnlessItIsASuccess(String result, String named, String rule) throws Exception {
        String key = keyOf(sentAfter(result));

        assertThat(key).isEqualTo("sharma-traders-pune/reports/20261123T164109Z-" + named + ".json");
        assertThat(MatchingRules.of("""
                {"source": "aws.s3", "detail-type": "Object Created", "region": "ap-south-1", "account": "111122223333",
                 "detail": {"bucket": {"name": "%s"}, "object": {"key": "%s"}, "reason": "PutObject"}}
                """.formatted(BUCKET, key))).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    /** What travels is what was signed: AWS's signer, given what Windows was given, comes to the same authorization. */
    @Test
    void travelsAsItWasSigned() {
        Sent sent = sentAfter("Warning");
        var headers = new TreeMap<String, String>();
        sent.headers().forEach((name, value) -> headers.put(name, (String) value));
        String authorization = headers.remove("Authorization");
        headers.put("content-type", sent.contentType());

        assertThat(sent.uri()).startsWith("https://" + BUCKET + ".s3.ap-south-1.amazonaws.com/");
        assertThat(authorization)
                .isEqualTo(new AwsSigner(ID, SECRET, "ap-south-1", NOW)
                        .sign(sent.method(), sent.uri(), headers, sent.body())
                        .get("Authorization"));
    }

    /** The agent's policy and the bucket's, as they are deployed. */
    @Test
    void isAllowedByThePolicies(Templates templates) {
        Sent sent = sentAfter("Error");

        assertThat(outcome(sent, templates)).isEqualTo(Outcome.ALLOWED);
        assertThat(sent.method()).isEqualTo("PUT");
        assertThat(sent.headers()).containsKey("x-amz-checksum-sha256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x-amz-storage-class'] = 'DEEP_ARCHIVE'",
                "'x-amz-server-side-encryption'] = 'aws:kms'",
                "'x-amz-server-side-encryption-customer-algorithm'] = 'AES256'",
            })
    void noticesAHeaderThatTheBucketRefuses(String header, Templates templates) {
        var scripts = OfficeScripts.tampered(
                "S3Request.ps1",
                text -> text.replace(
                        "        $signed['content-type']", "        $signed[" + header + "\n$signed['content-type']"));
        World world = duplicati("Backup", "Error");
        new Interpreter(scripts, world).run("Publish-BackupReport.ps1", Start.file());

        assertThat(outcome(world.sent().get(0), templates)).isNotEqualTo(Outcome.ALLOWED);
    }

    private static Outcome outcome(Sent sent, Templates templates) {
        Evaluator policies = Evaluator.of(templates.assembly());
        Request upload = new Request(
                        new Principal.User("arn:aws:iam::111122223333:user/sharma-traders-pune"),
                        "s3:PutObject",
                        "arn:aws:s3:::" + BUCKET + "/" + keyOf(sent))
                .with("aws:SecureTransport", "true")
                .with("s3:TlsVersion", "1.2")
                .with("aws:ViaAWSService", "false")
                .with("aws:SourceIp", "198.51.100.10");
        for (Map.Entry<String, Object> header : sent.headers().entrySet()) {
            if (header.getKey().startsWith("x-amz-s") || header.getKey().startsWith("x-amz-acl")) {
                upload = upload.with("s3:" + header.getKey(), (String) header.getValue());
            }
        }
        return policies.evaluate(upload).outcome();
    }

    @Test
    void saysHowItWentInFigures() throws Exception {
        JsonNode report = new ObjectMapper().readTree(sentAfter("Warning").body());

        assertThat(report.path("Result").asText()).isEqualTo("Warning");
        assertThat(report.path("Agent").asText()).isEqualTo("sharma-traders-pune");
        assertThat(report.path("Computer").asText()).isEqualTo("PUNE-TALLY");
        assertThat(report.path("Reported").asText()).isEqualTo("2026-11-23T16:41:09Z");
        assertThat(report.path("Duration").asText()).isEqualTo("00:11:06.8765433");
        assertThat(report.path("SizeOfExaminedFiles").asLong()).isEqualTo(21_474_836_480L);
        assertThat(report.path("FilesWithError").asInt()).isEqualTo(1);
        assertThat(report.path("PartialBackup").isBoolean()).isTrue();
        assertThat(report.path("BackupListCount").asInt()).isEqualTo(14);
    }

    /** Neither the report nor the log of Duplicati learns a secret or the name of a file, whatever happens. */
    @ParameterizedTest
    @ValueSource(ints = {200, 403, 0})
    void holdsNoSecretAndNoName(int answer) {
        World world = run(duplicati("Backup", "Error").answering(answer, answer, answer, answer));

        assertThat(world.sent()).isNotEmpty().allSatisfy(sent -> {
            assertThat(new String(sent.body(), StandardCharsets.UTF_8)).doesNotContain(SECRET, PASSPHRASE, ID, "Gupta");
            assertThat(sent.uri() + sent.headers()).doesNotContain(SECRET, PASSPHRASE, "Gupta");
        });
        assertThat(String.join("\n", world.output())).doesNotContain(SECRET, PASSPHRASE, ID, "Gupta");
    }

    @Test
    void noticesASecretInTheReport() {
        var leaking = OfficeScripts.tampered(
                "Publish-BackupReport.ps1", text -> text.replace("$env:COMPUTERNAME", "$env:DUPLICATI__auth_password"));
        World world = duplicati("Backup", "Error");
        new Interpreter(leaking, world).run("Publish-BackupReport.ps1", Start.file());

        assertThat(new String(world.sent().get(0).body(), StandardCharsets.UTF_8))
                .contains(SECRET);
    }

    /** A secret in the place of a figure, should Duplicati ever put one there. */
    @Test
    void leavesTextOutWhereAFigureBelongs() {
        World world = duplicati("Backup", "Error")
                .file(
                        "C:\\Windows\\Temp\\dup-1",
                        RESULT.replace("10240", '"' + SECRET + '"')
                                .replace("\"2026-11-23T16:41:07Z\"", '"' + ID + '"'));

        String report = new String(run(world).sent().get(0).body(), StandardCharsets.UTF_8);
        assertThat(report).doesNotContain(SECRET, ID).contains("\"ExaminedFiles\" : null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Restore", "Test", "Compact", "Repair", "List", ""})
    void isOfBackupsOnly(String operation) {
        World world = run(duplicati(operation, "Error"));

        assertThat(world.sent()).isEmpty();
        assertThat(world.output()).isEmpty();
    }

    @Test
    void comesAfterTheBackupOnly() {
        assertThat(run(duplicati("Backup", "Success").environment("DUPLICATI__EVENTNAME", "BEFORE"))
                        .sent())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Exception: out of disk", "{\"Data\": null}", "{}", "[]", "null"})
    void isSentWithoutFiguresWhenThereAreNone(String summary) throws Exception {
        World world = run(duplicati("Backup", "Fatal").file("C:\\Windows\\Temp\\dup-1", summary));

        assertThat(keyOf(world.sent().get(0))).endsWith("-Fatal.json");
        assertThat(new ObjectMapper()
                        .readTree(world.sent().get(0).body())
                        .path("ExaminedFiles")
                        .isNull())
                .isTrue();
    }

    @Test
    void isTriedAgainWhenTheLineIsDown() {
        World world = run(duplicati("Backup", "Error").answering(0, 503, 200));

        assertThat(world.sent()).hasSize(3);
        assertThat(world.pauses()).containsExactly(5, 15);
        assertThat(world.output()).containsExactly("LOG:INFO Report stored: Error");
    }

    @Test
    void isAWarningInTheLogWhenItCannotBeStored() {
        World down = run(duplicati("Backup", "Success").answering(0, 0, 0, 0));
        assertThat(down.sent()).hasSize(4);
        assertThat(down.output()).containsExactly("LOG:WARN The report was not stored: WebException, HTTP status 0");

        World refused = run(duplicati("Backup", "Success").answering(403));
        assertThat(refused.sent()).as("a refusal is final").hasSize(1);
        assertThat(refused.output())
                .containsExactly("LOG:WARN The report was not stored: WebException, HTTP status 403");
    }

    @Test
    void saysSoWhenTheDestinationHasNoKey() {
        World world = run(duplicati("Backup", "Success").environment("DUPLICATI__REMOTEURL", "s3://b/a?use-ssl=true"));

        assertThat(world.sent()).isEmpty();
        assertThat(world.output())
                .containsExactly("LOG:WARN The report was not stored: RuntimeException, HTTP status 0");
    }

    /** Duplicati gives up on a script after the five minutes of the job's {@code run-script-timeout}. */
    @Test
    void endsWithinTheTimeThatTheJobGivesIt() {
        World world = run(duplicati("Backup", "Success").answering(0, 0, 0, 0));

        int pauses = world.pauses().stream().mapToInt(seconds -> (int) seconds).sum();
        int waits = world.sent().stream().mapToInt(Sent::timeoutSeconds).sum();
        assertThat(waits).isPositive();
        // The limit of .NET Framework's requests leaves out the name look-up, which gives up after some 15 seconds.
        int lookUps = 15 * world.sent().size();
        assertThat(pauses + waits + lookUps).isLessThan(5 * 60);
    }
}
