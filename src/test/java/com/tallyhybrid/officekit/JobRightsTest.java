package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job and the policy fit each other: each call is made up from the job's own destination the way the source of
 * Duplicati 2.3.0.4 makes it, and decided by the policies of the deployed templates.
 */
@ExtendWith(Synthesized.class)
class JobRightsTest {

    private static final String NIGHTLY = "servers/pune/duplicati-job.json";
    private static final String YEAR_END = "servers/pune/duplicati-year-end-job.json";

    /** What Duplicati does with a destination, and the calls of S3 that each needs. */
    private enum Operation {
        TEST_CONNECTION("s3:ListBucket", "s3:PutObject", "s3:GetObject", "s3:DeleteObject"),
        BACKUP("s3:ListBucket", "s3:PutObject", "s3:GetObject"),
        RETENTION("s3:ListBucket", "s3:DeleteObject"),
        COMPACT("s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
        RESTORE("s3:ListBucket", "s3:GetObject");

        private final List<String> calls;

        Operation(String... calls) {
            this.calls = List.of(calls);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNightlyJobMayDoAllThatItDoes(Operation operation, Templates templates) throws IOException {
        var job = new Destination(DuplicatiJobTest.job(NIGHTLY));

        assertThat(operation.calls).allMatch(call -> job.may(call, templates));
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKUP", "RESTORE"})
    void theYearEndJobMayAddAndRead(Operation operation, Templates templates) throws IOException {
        var job = new Destination(DuplicatiJobTest.job(YEAR_END));

        assertThat(operation.calls).allMatch(call -> job.may(call, templates));
    }

    @Test
    void theYearEndJobMayNotTakeAwayWhatIsArchived(Templates templates) throws IOException {
        assertThat(new Destination(DuplicatiJobTest.job(YEAR_END)).may("s3:DeleteObject", templates))
                .isFalse();
    }

    /** What options that the job leaves out, and a thief with its key, would call. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:DeleteObjectVersion",
                "s3:PutObjectRetention",
                "s3:GetObjectRetention",
                "s3:CreateBucket",
                "s3:BypassGovernanceRetention",
                "s3:ListBucketVersions",
                "s3:PutLifecycleConfiguration"
            })
    void noJobMayDoWhatItNeverDoes(String call, Templates templates) throws IOException {
        for (String file : List.of(NIGHTLY, YEAR_END)) {
            assertThat(new Destination(DuplicatiJobTest.job(file)).may(call, templates))
                    .isFalse();
        }
    }

    /** The destination is exact: with one thing of it changed, the policies refuse. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sharma-traders-pune?|sharma-traders-nashik?",
                "sharma-traders-pune?|?",
                "sharma-traders-pune?|sharma-traders-pune2?",
                "use-ssl=true|use-ssl=false",
                "INTELLIGENT_TIERING|GLACIER_IR",
                "-backup-|-access-logs-"
            })
    void anotherDestinationIsRefused(String change, Templates templates) throws IOException {
        String[] sides = change.split("\\|");
        JsonNode job = DuplicatiJobTest.job(NIGHTLY);
        String url = job.at("/Backup/TargetURL").asText();
        assertThat(url).contains(sides[0]);
        assertThat(new Destination(url.replace(sides[0], sides[1])).may("s3:PutObject", templates))
                .isFalse();
    }

    /** The bucket, the folder and the manners of a job, as its destination has them. */
    private record Destination(String url) {

        private static final String AGENT = "arn:aws:iam::111122223333:user/sharma-traders-pune";

        Destination(JsonNode job) {
            this(job.at("/Backup/TargetURL").asText());
        }

        boolean may(String call, Templates templates) {
            return Evaluator.of(templates.assembly()).evaluate(request(call)).outcome() == Outcome.ALLOWED;
        }

        private Request request(String call) {
            boolean onBucket = call.matches("s3:(List|Create|PutLifecycle).*");
            Request request = new Request(new Principal.User(AGENT), call, onBucket ? bucket() : bucket() + "/" + key())
                    .with("aws:SecureTransport", query("use-ssl"))
                    .with("s3:TlsVersion", "1.2")
                    .with("aws:ViaAWSService", "false")
                    .with("aws:SourceIp", "198.51.100.10");
            return switch (call) {
                // Always the first version of the call, with one slash after the folder.
                case "s3:ListBucket" ->
                    request.with("s3:prefix", folder() + "/").with("s3:delimiter", "/");
                case "s3:PutObject" -> request.with("s3:x-amz-storage-class", query("s3-storage-class"));
                default -> request;
            };
        }

        private String bucket() {
            return "arn:aws:s3:::" + url.substring("s3://".length()).split("/", 2)[0];
        }

        private String folder() {
            String path = url.substring("s3://".length()).split("/", 2)[1];
            return path.substring(0, path.indexOf('?'));
        }

        private String key() {
            return folder() + "/duplicati-b0123456789abcdef0123456789abcdef.dblock.zip.aes";
        }

        private String query(String option) {
            return url.replaceFirst(".*[?&]" + option + "=([^&]*).*", "$1");
        }
    }
}
