package com.tallyhybrid.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, what comes out and with which exit code; and answers that no account gives. */
class PreflightCommandTest {

    private static final Aws NOBODY = call -> {
        throw new AssertionError("nothing may be asked");
    };

    @TempDir
    private Path folder;

    @Test
    void withoutASignInItEndsWith2AndSaysHowToSignIn() {
        PreflightRun run = PreflightRun.of(call -> AwsReply.of(
                255,
                "",
                "\naws: [ERROR]: Error when retrieving token from sso: Token has expired and refresh failed\n"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("Nothing could be asked: Error when retrieving token from sso: Token has expired")
                .contains("Sign in first: aws login, aws sso login or aws configure");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void badSettingsEndWith2AndAllTheirProblemsAndNothingIsAsked() {
        PreflightRun run = PreflightRun.typed(NOBODY, "src/test/resources/refused/all-many-problems.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is refused: ").doesNotContain("\tat ", "Exception");
    }

    @Test
    void withoutTemplatesItEndsWith2AndSaysHowToMakeThem() {
        PreflightRun run =
                PreflightRun.typed(NOBODY, RecordedAccount.SETTINGS.toString(), "--templates", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("holds no templates. Make them first:")
                .contains(
                        "npx --yes aws-cdk@2.1148.1 synth --quiet -c deployment=src/test/resources/deployments/ready.yaml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            manifest.json | {"artifacts": {"x": {"type": "aws:cloudformation:stack", "environment": "aws://444455556666/ap-south-1", "properties": {"templateFile": "gone.json"}}}} | cannot be read
            manifest.json | {"artifacts":                                                                                                                                          | cannot be read
            manifest.json | {"artifacts": {"x": {"type": "aws:cloudformation:stack", "environment": "aws://999988887777/ap-south-1", "properties": {"templateFile": "manifest.json"}}}} | x goes to account 999988887777
            manifest.json | {"artifacts": {"x": {"type": "aws:cloudformation:stack", "environment": "aws://444455556666/us-east-1", "properties": {"templateFile": "manifest.json"}}}} | every stack stays in India
            """)
    void templatesOfSomethingElseEndWith2(String file, String text, String says) throws IOException {
        Files.writeString(folder.resolve(file), text);

        PreflightRun run =
                PreflightRun.typed(NOBODY, RecordedAccount.SETTINGS.toString(), "--templates", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(says, "Make them first:").doesNotContain("\tat ", "Exception");
    }

    /** Names and counts would be those of yesterday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - name: vapi\\n  allowedSources | - name: vadodara\\n  allowedSources | their servers are others
            name: rao-textiles              | name: rao-mills                    | rao-textiles-Alerting goes to
            """)
    void templatesOfOtherSettingsEndWith2(String old, String changed, String says) throws IOException {
        String settings = Files.readString(RecordedAccount.SETTINGS);
        Path file = folder.resolve("changed.yaml");
        String text = settings.replaceFirst(
                Pattern.quote(old.replace("\\n", "\n")),
                changed.replace("\\n", "\n").strip());
        assertThat(text).isNotEqualTo(settings);
        Files.writeString(file, text);

        PreflightRun run = PreflightRun.typed(
                NOBODY,
                file.toString(),
                "--templates",
                RecordedAccount.templatesFolder().toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("are not of these settings", says);
    }

    @Test
    void exampleValuesAndAnOfficeOutsideAllowedSourcesAreToMend() throws IOException {
        Path file = folder.resolve("my firm.yaml");
        Files.writeString(
                file,
                Files.readString(RecordedAccount.SETTINGS)
                        .replace("it@rao-textiles.test", "it@example.com")
                        .replace("gatewayIp: 20.20.20.21", "gatewayIp: 20.20.21.21"));

        PreflightRun run = PreflightRun.typed(
                RecordedAccount.ready(),
                file.toString(),
                "--templates",
                RecordedAccount.templatesFolder().toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .filteredOn(line -> line.verdict().equals("MEND THIS"))
                .extracting(PreflightRun.Line::text)
                .containsExactly(
                        "alertEmails it@example.com is an example; give an address that somebody reads",
                        "office vapi: its gatewayIp 20.20.21.21 lies in none of them");
        assertThat(run.out()).contains("add 20.20.21.21/32 to backup.allowedSources");
    }

    @Test
    void theProfileIsHandedOnAndStandsInTheCommandsToo() {
        RecordedAccount account = RecordedAccount.ready().answers("iam.list-users", "{\"Users\": []}");

        PreflightRun run = PreflightRun.of(account, "--profile", "client-rao");

        assertThat(run.out()).contains("aws iam create-user --user-name owner --path /admins/ --profile client-rao");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a&calc", "%PATH%", "-x", "a\"b", "$(x)"})
    void aProfileThatIsNoPlainWordEndsWith2(String profile) {
        PreflightRun run = PreflightRun.of(NOBODY, "--profile=" + profile);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--profile");
    }

    @Test
    void helpEndsWith0AndAWrongCommandWith2() {
        assertThat(PreflightRun.typed(NOBODY, "--help").exitCode()).isZero();
        assertThat(PreflightRun.typed(NOBODY, "--help").out()).contains("0   nothing to mend", "--look-into-secret");
        assertThat(PreflightRun.typed(NOBODY).exitCode()).isEqualTo(2);
        assertThat(PreflightRun.typed(NOBODY, "a.yaml", "--deploy").exitCode()).isEqualTo(2);
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        assertThat(PreflightRun.of(RecordedAccount.withLeftovers()).out())
                .isEqualTo(PreflightRun.of(RecordedAccount.withLeftovers()).out());
    }

    /** Each in the place of every answer but the first: every line still comes, and says so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"",
                "{}",
                "{\"Users\": 3, \"Stacks\": {}, \"Roles\": [3], \"Quota\": [], \"Parameter\": {\"Value\": 9}}",
                "{\"Stacks\": [{\"StackName\": \"rao-textiles-Backup\", \"StackStatus\": \"\\u001b[31mODD\\nSTATE\"}]}",
                "{\"Parameter\": {\"Value\": \"99999999999999999999\"}, \"RegionOptStatus\": \"\\u202eNO\"}"
            })
    void oddAnswersEndInSentences(String answer) {
        RecordedAccount account = RecordedAccount.ready();
        int good = PreflightRun.of(account).lines().size();

        PreflightRun run = PreflightRun.of(
                call -> call.read() == AwsRead.CALLER_IDENTITY ? account.ask(call) : AwsReply.of(0, answer, ""));

        assertThat(run.exitCode()).isIn(1, 2);
        assertThat(run.lines()).hasSize(good);
        assertThat(run.out()).contains("CANNOT TELL").doesNotContain("\tat ", "Exception", "\u001b", "\u202e");
        assertThat(run.err()).isEmpty();
    }

    /** Good answers with a piece torn out, doubled or turned into something else. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void mutatedAnswersEndInSentences(long seed) {
        RecordedAccount account = RecordedAccount.deployed();
        var random = new Random(seed);
        List<String> odd = List.of("null", "[]", "{}", "-1", "\"\"", "true", "\"arn:x\\u0000$(y)\"", "1e999");

        PreflightRun run = PreflightRun.of(call -> {
            AwsReply reply = account.ask(call);
            if (!(reply instanceof AwsReply.Answered answered) || call.read() == AwsRead.CALLER_IDENTITY) {
                return reply;
            }
            String text = answered.answer().toString();
            List<String> values = Pattern.compile("\"[^\"]*\"(?=[,}\\]])|true|false|\\d+(?=[,}])")
                    .matcher(text)
                    .results()
                    .map(match -> match.group())
                    .toList();
            synchronized (random) {
                for (int i = 0; i < 3 && !values.isEmpty(); i++) {
                    text = text.replace(values.get(random.nextInt(values.size())), odd.get(random.nextInt(odd.size())));
                }
            }
            return AwsReply.of(0, text, "");
        });

        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).hasSizeGreaterThan(40);
        assertThat(run.out()).doesNotContain("\tat ", "Exception");
        assertThat(run.out().lines().map(String::strip))
                .filteredOn(line -> line.startsWith("aws ") || line.startsWith("npx "))
                .noneMatch(line -> line.contains("$("));
    }

    /** The commands that are printed must be those that the README deploys with. */
    @Test
    void theCdkThatIsNamedIsTheOneOfTheProject() throws IOException {
        assertThat(ShellCommands.CDK_VERSION)
                .isEqualTo(new ObjectMapper()
                        .readTree(new File("package.json"))
                        .at("/devDependencies/aws-cdk")
                        .asText());
    }

    /** The manifest says which bootstrap a deploy needs. */
    @Test
    void theBootstrapThatIsAskedForIsTheOneThatTheTemplatesNeed() throws IOException {
        var manifest = new ObjectMapper()
                .readTree(RecordedAccount.templatesFolder()
                        .resolve("manifest.json")
                        .toFile());
        var needed = new TreeSet<Integer>();
        var parameters = new TreeSet<String>();
        manifest.path("artifacts").forEach(artifact -> {
            if (artifact.path("type").asText().equals("aws:cloudformation:stack")) {
                needed.add(
                        artifact.at("/properties/requiresBootstrapStackVersion").asInt());
                parameters.add(artifact.at("/properties/bootstrapStackVersionSsmParameter")
                        .asText());
            }
        });

        assertThat(needed).containsExactly(AccountChecks.LEAST_BOOTSTRAP);
        assertThat(parameters).containsExactly(AccountChecks.BOOTSTRAP_VERSION);
    }

    /** A mutation that a permission list forgets would be a right that the page promises nobody needs. */
    @Test
    void thePageNamesExactlyTheRightsThatAreUsed() throws IOException {
        String page = Files.readString(Path.of("docs/preflight.md"));
        var named = new TreeSet<String>();
        Pattern.compile("\"([a-z0-9]+:[A-Za-z]+)\"")
                .matcher(page)
                .results()
                .forEach(match -> named.add(match.group(1)));
        var used = new TreeSet<String>();
        for (AwsRead read : AwsRead.values()) {
            used.add(right(read));
        }
        // Everybody may ask who they are; the secret's value is told apart from the list, because it is optional.
        used.remove(right(AwsRead.CALLER_IDENTITY));
        used.remove(right(AwsRead.SECRET_VALUE));

        assertThat(named).isEqualTo(used);
        assertThat(page).contains("`secretsmanager:GetSecretValue`", "`kms:Decrypt`");
    }

    /** The service's own name in IAM, and its one operation that IAM calls otherwise: AWS's Service Authorization Reference. */
    private static String right(AwsRead read) {
        return read == AwsRead.BUCKET ? "s3:ListBucket" : read.service().replace("-", "") + ":" + read.operation();
    }
}
