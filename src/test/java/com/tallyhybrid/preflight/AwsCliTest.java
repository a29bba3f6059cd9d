package com.tallyhybrid.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.preflight.AwsReply.Answered;
import com.tallyhybrid.preflight.AwsReply.NoAnswer;
import com.tallyhybrid.preflight.AwsReply.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The one place that starts a process: what it is given, and how every way in which it can end is taken. */
@Execution(ExecutionMode.CONCURRENT)
class AwsCliTest {

    private static final AwsCall CALL =
            AwsCall.of(AwsRead.LOG_GROUPS, Region.HYDERABAD).with("logGroupNamePattern", "rao-textiles");
    private static final int PATIENCE = 60;

    @TempDir
    private Path folder;

    @Test
    void itIsGivenWordsAnExplicitRegionTheProfileAndNoPagerPromptOrCodePage() throws IOException {
        Answered reply = (Answered) ask(
                "const { AWS_PAGER, AWS_CLI_AUTO_PROMPT, AWS_CLI_OUTPUT_ENCODING, AWS_CLI_ERROR_FORMAT } = process.env;"
                        + " console.log(JSON.stringify({ words: process.argv.slice(2), AWS_PAGER, AWS_CLI_AUTO_PROMPT,"
                        + " AWS_CLI_OUTPUT_ENCODING, AWS_CLI_ERROR_FORMAT }));",
                PATIENCE,
                Optional.of("client-rao"));

        JsonNode given = reply.answer();
        assertThat(given.path("words").valueStream().map(JsonNode::asText))
                .containsExactly(
                        "logs",
                        "describe-log-groups",
                        "--region",
                        "ap-south-2",
                        "--log-group-name-pattern",
                        "rao-textiles",
                        "--output",
                        "json",
                        "--cli-connect-timeout",
                        "10",
                        "--cli-read-timeout",
                        "30",
                        "--profile",
                        "client-rao");
        assertThat(given.path("AWS_PAGER").asText("unset")).isEmpty();
        assertThat(given.path("AWS_CLI_AUTO_PROMPT").asText()).isEqualTo("off");
        assertThat(given.path("AWS_CLI_ERROR_FORMAT").asText()).isEqualTo("legacy");
        assertThat(given.path("AWS_CLI_OUTPUT_ENCODING").asText()).isEqualTo("UTF-8");
    }

    @Test
    void anErrorAndItsExitCodeAreTaken() throws IOException {
        AwsReply reply = ask("console.error('\\nAn error occurred (AccessDenied) when calling the X operation: no');"
                + " process.exitCode = 254;");

        assertThat(reply)
                .isEqualTo(new Refused(
                        "AccessDenied", "An error occurred (AccessDenied) when calling the X operation: no"));
    }

    /** It must not wait for a person who types nothing. */
    @Test
    void nothingCanBeTypedIntoIt() throws IOException {
        AwsReply reply = ask("process.stdin.on('data', () => {}).on('end', () => console.log('{\"ended\": true}'));");

        assertThat(reply).isInstanceOf(Answered.class);
    }

    @Test
    void oneThatDoesNotEndIsEndedWithEverythingThatItStarted() throws Exception {
        Path numbers = folder.resolve("numbers.txt");
        AwsReply reply = ask("""
                import { spawn } from 'node:child_process';
                import { writeFileSync } from 'node:fs';
                const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
                writeFileSync('NUMBERS', `${process.pid} ${child.pid}`);
                setInterval(() => {}, 1000);
                """.replace("NUMBERS", numbers.toString().replace('\\', '/')), 5, Optional.empty());

        assertThat(reply).isEqualTo(new NoAnswer("no answer within 5 seconds; is there a way to the internet?"));
        for (String number : Files.readString(numbers).split(" ")) {
            Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(number));
            if (left.isPresent()) {
                left.get().onExit().get(10, TimeUnit.SECONDS);
            }
            assertThat(left.map(ProcessHandle::isAlive).orElse(false)).isFalse();
        }
    }

    @Test
    void oneThatSaysTooMuchIsEnded() throws IOException {
        AwsReply reply =
                ask("const piece = 'x'.repeat(1 << 20); const more = () => { while (process.stdout.write(piece)); };"
                        + " process.stdout.on('drain', more); more();");

        assertThat(reply).isEqualTo(new NoAnswer("the answer is larger than 32 MiB"));
    }

    @Test
    void bytesThatAreNoTextAreNoAnswer() throws IOException {
        assertThat(ask("process.stdout.write(Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]));"))
                .isInstanceOf(NoAnswer.class);
    }

    @Test
    void whereThereIsNoneASentenceSaysSo() {
        AwsReply reply = new AwsCli(folder.resolve("no such/aws").toString(), Optional.empty(), PATIENCE).ask(CALL);

        assertThat(((NoAnswer) reply).reason())
                .startsWith("the AWS CLI (")
                .endsWith("cannot be started; is version 2 installed?");
    }

    private AwsReply ask(String javascript) throws IOException {
        return ask(javascript, PATIENCE, Optional.empty());
    }

    private AwsReply ask(String javascript, int patience, Optional<String> profile) throws IOException {
        // A folder as Windows has them.
        Path executable = StandInCli.in(folder.resolve("Program Files"), javascript);
        return new AwsCli(executable.toString(), profile, patience).ask(CALL);
    }
}
