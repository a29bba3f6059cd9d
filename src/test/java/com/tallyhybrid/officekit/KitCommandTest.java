package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What people type to make a kit: what is written, and what is refused and why. */
class KitCommandTest {

    private static final String HOSTILE = "x\"'`$(calc);&|<script>alert(1)</script>{{secret}}\n\r%PATH% ${x}";
    private static final String FILE_SERVER = "sharma-traders-FileServer";
    private static final String NETWORK = "sharma-traders-Network";
    private static final String BACKUP = "sharma-traders-Backup";

    @TempDir
    Path folder;

    private Path outputs;
    private Path target;

    @BeforeEach
    void copyTheOutputs() throws IOException {
        outputs = folder.resolve("outputs.json");
        Files.copy(Samples.OUTPUTS, outputs);
        target = folder.resolve("office-kit");
    }

    @Test
    void writesTheWholeKit() throws IOException {
        Run run = run();

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(filesIn(target))
                .hasSize(Samples.kit(Samples.example()).size() + 1)
                .contains(KitFolder.LIST);
        assertThat(folder).as("nothing else is left").isDirectoryNotContaining("glob:**/.office-kit-*");
    }

    /** Tonight's backup waits for neither network nor file server, and nothing is left of the network's pages. */
    @Test
    void writesWhatTheTallyServersNeedWhileOnlyWhatBacksUpIsDeployed() throws IOException {
        without("sharma-traders-Network", "sharma-traders-FileServer");

        Run run = run();

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("The network is not deployed yet", "make the kit again");
        assertThat(filesIn(target))
                .contains("servers/pune/duplicati-job.json", "servers/pune/first-day.html", "first-day.html")
                .noneMatch(file -> file.startsWith("offices/"));
        assertThat(Files.readString(target.resolve("README.html"))).doesNotContain("offices/");
    }

    @Test
    void writesTheOfficesPagesOnceTheNetworkIsThere() throws IOException {
        without("sharma-traders-FileServer");

        Run run = run();

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("The file server is not deployed yet", "make the kit again");
        assertThat(filesIn(target)).contains("offices/pune/router/router.html");
    }

    private void without(String... stacks) throws IOException {
        var json = new ObjectMapper();
        ObjectNode all = (ObjectNode) json.readTree(outputs.toFile());
        all.remove(List.of(stacks));
        Files.writeString(outputs, json.writeValueAsString(all));
    }

    @Test
    void replacesAKitOfItsOwnAndLeavesNothingOfIt() throws IOException {
        run();
        Files.delete(target.resolve("disclosure.html"));
        Files.writeString(target.resolve("Thumbs.db"), "what Windows leaves behind");

        assertThat(run().exitCode()).isZero();
        assertThat(target.resolve("disclosure.html")).exists();
        assertThat(target.resolve("Thumbs.db")).doesNotExist();
    }

    @Test
    void replacesNothingThatIsNoKit() throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("letters.txt"), "mine");

        assertThat(run().refusal())
                .containsExactly("%s: is no office kit, so it is not replaced; choose another folder with --to");
        assertThat(target.resolve("letters.txt")).hasContent("mine");
    }

    /** What a link leads to is somebody's, and so is the link. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void replacesNoLink(boolean broken) throws IOException {
        Path mine = broken ? folder.resolve("gone") : Files.createDirectory(folder.resolve("mine"));
        Files.createSymbolicLink(target, mine);

        assertThat(run().refusal())
                .containsExactly("%s: is no office kit, so it is not replaced; choose another folder with --to");
        assertThat(target).isSymbolicLink();
    }

    @Test
    void keepsLinksAndEmptyFolders() throws IOException {
        run();
        Files.createDirectory(target.resolve("servers/pune/photos"));
        Files.createSymbolicLink(target.resolve("link.txt"), folder.resolve("outputs.json"));
        Files.createSymbolicLink(target.resolve("offices/pune/books"), folder);

        assertThat(run().refusal())
                .containsExactly(
                        "%s/link.txt: is not of the kit; move it elsewhere, or choose another folder with --to",
                        "%s/offices/pune/books: is not of the kit; move it elsewhere, or choose another folder with --to",
                        "%s/servers/pune/photos: is not of the kit; move it elsewhere, or choose another folder with --to");
        assertThat(target.resolve("link.txt")).isSymbolicLink();
        assertThat(target.resolve("servers/pune/photos")).isDirectory();
    }

    @Test
    void aFolderThatHoldsNothingButAFolderIsNoKit() throws IOException {
        Files.createDirectories(target.resolve("photos"));

        assertThat(run().refusal()).singleElement().asString().contains("is no office kit");
        assertThat(target.resolve("photos")).isDirectory();
    }

    @Test
    void refusesATargetThatIsAFileOrHasNoFolderAboveIt() throws IOException {
        Files.writeString(target, "mine");

        assertThat(run().refusal()).containsExactly("%s: is a file; choose a folder with --to");
        assertThat(run(
                                Samples.EXAMPLE.toString(),
                                outputs.toString(),
                                "--to",
                                folder.resolve("none/kit").toString())
                        .refusal())
                .anyMatch(problem -> problem.contains(
                        "none/kit: the folder above it does not exist; make it, or choose another with --to"));
    }

    /** Only what the disk refuses ends with one: nothing was wrong with what was given. */
    @Test
    void endsWithOneWhereTheDiskRefuses() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/proc/self/comm")), "no folder here that takes no files");
        Run refused = run(Samples.EXAMPLE.toString(), outputs.toString(), "--to", "/proc/self/kit");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.text())
                .contains("/proc/self/kit cannot be written: ", "Close programs that use it, check the free space")
                .doesNotContain("\tat ", "Nothing was written");
    }

    @Test
    void countsItsProblems() {
        assertThat(new RefusedHandover(List.of("a")).getMessage())
                .isEqualTo("The office kit is refused: 1 problem. Nothing was written.\n  a");
        assertThat(new RefusedHandover(List.of("a", "b")).getMessage())
                .isEqualTo("The office kit is refused: 2 problems. Nothing was written.\n  a\n  b");
    }

    @Test
    void aNameWithACommaIsOneWordOfACommand() throws IOException {
        Path settings = folder.resolve("hostile.yaml");
        Files.writeString(
                settings,
                Files.readString(Samples.EXAMPLE)
                        .replace("arn:aws:iam::111122223333:user/owner", "'arn:aws:iam::111122223333:user/owner,x'"));

        assertThat(run(settings.toString(), outputs.toString()).exitCode()).isZero();
        assertThat(Jsoup.parse(Files.readString(target.resolve("first-day.html")))
                        .select("pre .command")
                        .eachText())
                .contains("aws iam list-mfa-devices --user-name 'owner,x' --query \"MFADevices[].EnableDate\"");
    }

    @Test
    void keepsWhatSomebodyAddedOrChanged() throws IOException {
        run();
        Files.writeString(target.resolve("servers/pune/notes.txt"), "mine");
        Files.writeString(target.resolve("first-day.html"), "ticked");

        assertThat(run().refusal())
                .containsExactly(
                        "%s/first-day.html: was changed by hand; move it elsewhere, or choose another folder with --to",
                        "%s/servers/pune/notes.txt: is not of the kit; move it elsewhere, or choose another folder with --to");
        assertThat(target.resolve("first-day.html")).hasContent("ticked");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, \uFEFF", "UTF-16LE, \uFEFF", "UTF-16BE, \uFEFF"})
    void readsTheOutputsAsWindowsSavesThem(String charset, String mark) throws IOException {
        String text = Files.readString(outputs).replace("\n", "\r\n");
        Files.write(outputs, (mark + text).getBytes(Charset.forName(charset)));

        assertThat(run().exitCode()).isZero();
    }

    /** A change to good outputs, and what the refusal must say. */
    private record Mistake(String name, Consumer<ObjectNode> change, String... says) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        "a stack is missing",
                        all -> all.remove("sharma-traders-Audit"),
                        "sharma-traders-Audit: missing, so this stack was not deployed with the others"),
                new Mistake(
                        "an output is missing",
                        all -> stack(all, BACKUP).remove("ArchiveBucketName"),
                        "sharma-traders-Backup.ArchiveBucketName: missing; the templates have it"),
                new Mistake(
                        "an output is too much",
                        all -> stack(all, BACKUP).put("AgentSuratKey1SecretName", "x"),
                        "sharma-traders-Backup.AgentSuratKey1SecretName: older or newer than the templates, which have no such output"),
                new Mistake(
                        "another bucket",
                        all -> stack(all, BACKUP)
                                .put("BackupBucketName", "sharma-traders-backup-999999999999-ap-south-1"),
                        "sharma-traders-Backup.BackupBucketName: 'sharma-traders-backup-999999999999-ap-south-1' is not"
                                + " 'sharma-traders-backup-111122223333-ap-south-1', which the templates fix"),
                new Mistake(
                        "another account",
                        all -> stack(all, "sharma-traders-Alerting")
                                .put("TopicArn", "arn:aws:sns:ap-south-1:999999999999:topic"),
                        "sharma-traders-Alerting.TopicArn: 'arn:aws:sns:ap-south-1:999999999999:topic' is not of account"
                                + " 111122223333 in ap-south-1"),
                new Mistake(
                        "another Region",
                        all -> stack(all, "sharma-traders-Alerting")
                                .put("TopicArn", "arn:aws:sns:us-east-1:111122223333:topic"),
                        "is not of account 111122223333 in ap-south-1"),
                new Mistake(
                        "no id of a VPN connection",
                        all -> stack(all, "sharma-traders-Network").put("PuneVpnConnectionId", "vgw-1"),
                        "sharma-traders-Network.PuneVpnConnectionId: 'vgw-1' is not the id that AWS gives (vpn-[0-9a-f]{8,17})"),
                new Mistake(
                        "no ARN of a topic",
                        all -> stack(all, "sharma-traders-Alerting")
                                .put("TopicArn", "arn:aws:sqs:ap-south-1:111122223333:q"),
                        "sharma-traders-Alerting.TopicArn: 'arn:aws:sqs:ap-south-1:111122223333:q' is not an ARN of"
                                + " AWS::SNS::Topic"),
                new Mistake(
                        "a secret that is a command",
                        all -> stack(all, FILE_SERVER).put("DirectoryAdminPasswordSecret", HOSTILE),
                        "DirectoryAdminPasswordSecret: 'x\"'`$(calc);",
                        "is not an ARN of AWS::SecretsManager::Secret"),
                new Mistake(
                        "a host that is a command",
                        all -> stack(all, FILE_SERVER).put("SmbHost", HOSTILE),
                        "SmbHost: 'x\"'`$(calc);",
                        "is not a host of the domain corp.sharma.example"),
                new Mistake(
                        "a host of another domain",
                        all -> stack(all, FILE_SERVER).put("SmbHost", "amznfsxk3u7qz2a.corp.gupta.example"),
                        "SmbHost: 'amznfsxk3u7qz2a.corp.gupta.example' is not a host of the domain corp.sharma.example"),
                new Mistake(
                        "addresses that are a command",
                        all -> stack(all, FILE_SERVER).put("DirectoryDnsIps", HOSTILE),
                        "DirectoryDnsIps: 'x\"'`$(calc);"),
                new Mistake(
                        "an address that is none",
                        all -> stack(all, FILE_SERVER).put("DirectoryDnsIps", "10.20.0.86, 10.20.1.256"),
                        "DirectoryDnsIps: '10.20.0.86, 10.20.1.256' is not a list of IPv4 addresses"),
                new Mistake(
                        "an address outside the VPC",
                        all -> stack(all, FILE_SERVER).put("DirectoryDnsIps", "10.20.0.86, 10.21.0.5"),
                        "is not a list of IPv4 addresses, each once, in the network 10.20.0.0/16"),
                new Mistake(
                        "an address twice",
                        all -> stack(all, FILE_SERVER).put("DirectoryDnsIps", "10.20.0.86, 10.20.0.86"),
                        "each once"),
                new Mistake(
                        "a command that another one follows",
                        all -> stack(all, FILE_SERVER)
                                .put("RemotePowerShell", text(all, FILE_SERVER, "RemotePowerShell") + "; calc"),
                        "RemotePowerShell: ",
                        "is not what the templates make of it"),
                new Mistake(
                        "one VPN connection for two offices",
                        all -> stack(all, NETWORK)
                                .put("NashikVpnConnectionId", text(all, NETWORK, "PuneVpnConnectionId")),
                        "NashikVpnConnectionId: 'vpn-022b1a68e900e25bc' contradicts sharma-traders-Network.PuneVpnConnectionId,"
                                + " which is 'vpn-022b1a68e900e25bc' and of another resource"),
                new Mistake(
                        "two ids of one file system",
                        all -> stack(all, FILE_SERVER).put("FileSystemId", "fs-0dce7cce055566bee"),
                        "FileSystemId: 'fs-0dce7cce055566bee' contradicts sharma-traders-FileServer.ExportsOutputRef",
                        "which is 'fs-0dce7cce055566bed' and of the same resource"),
                new Mistake(
                        "another deployment",
                        all -> {
                            all.removeAll();
                            all.putObject("gupta-steel-Backup").put("BackupBucketName", "x");
                        },
                        "gupta-steel-Backup: outputs of a stack that the templates do not know",
                        "sharma-traders-Backup: missing"),
                new Mistake(
                        "a number and a list",
                        all -> {
                            stack(all, BACKUP).put("BackupBucketName", 7);
                            all.putArray("sharma-traders-Audit");
                        },
                        "sharma-traders-Backup.BackupBucketName: 7 is no text",
                        "sharma-traders-Audit: is no list of outputs"));
    }

    /** It joins the firm's own domain through the tunnel, so the tunnel's files are wanted before it is there. */
    @Test
    void onlyAStackThatMayComeLaterMayBeMissing() {
        Handover early = Samples.selfManagedWithoutFileServer();
        String fileServer = early.names().of("FileServer");

        assertThat(OutputChecks.problems(outputs, early, List.of()))
                .anyMatch(problem -> problem.contains(fileServer + ": missing"));
        assertThat(OutputChecks.problems(outputs, early, List.of(fileServer)))
                .noneMatch(problem -> problem.contains(fileServer));
    }

    /** The same by the command line: the first kit of such a firm is made before its file server. */
    @Test
    void makesAKitBeforeTheFileServerOfAnOwnDomainIsThere() throws IOException {
        Handover early = Samples.selfManagedWithoutFileServer();
        Path settings = folder.resolve("early.yaml");
        Files.writeString(
                settings,
                Files.readString(Path.of("src/test/resources/deployments/self-managed.yaml"))
                        .replace(
                                "    - name: surat\n      keySerials",
                                "    - name: surat\n      dataFolders: ['D:\\T']\n      keySerials"));
        new ObjectMapper().writeValue(outputs.toFile(), early.outputs().stacks());
        String[] command = {
            settings.toString(),
            outputs.toString(),
            "--templates",
            Synthesized.selfManaged().folder().toString()
        };

        Run first = run(command);
        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(first.text())
                .contains("The file server is not deployed yet: with a domain of your own bring the tunnels up");

        new ObjectMapper()
                .writeValue(outputs.toFile(), Samples.selfManaged().outputs().stacks());
        Run whole = run(command);
        assertThat(whole.exitCode()).as(whole.text()).isZero();
        assertThat(whole.text()).doesNotContain("not deployed yet");
        assertThat(target.resolve("offices/surat/directory-and-dns.html")).exists();
    }

    @ParameterizedTest
    @MethodSource("com.tallyhybrid.officekit.Samples#all")
    void everyOutputOfEveryProfileHasAForm(Handover handover) {
        assertThat(OutputChecks.problems(outputs, handover, List.of())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesOutputsThatAreNotThoseOfTheTemplates(Mistake mistake) throws IOException {
        var json = new ObjectMapper();
        ObjectNode all = (ObjectNode) json.readTree(outputs.toFile());
        mistake.change().accept(all);
        Files.writeString(outputs, json.writeValueAsString(all));

        List<String> refusal = run().refusal();

        assertThat(refusal)
                .allMatch(
                        problem -> problem.contains("outputs.json: ") && problem.contains("run the last deploy again"));
        for (String words : mistake.says()) {
            assertThat(refusal).anyMatch(problem -> problem.contains(words));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{'|this is not JSON",
                "'[]'|holds no stacks",
                "''|holds no stacks",
                "'{\"a\":{},\"a\":{}}'|this is not JSON: Duplicate field 'a'",
                "'{\"a\":{}} {}'|this is not JSON: Trailing token",
                "'{\"a\":{}} calc'|this is not JSON",
            })
    void refusesWhatIsNoFileOfOutputs(String text, String says) throws IOException {
        Files.writeString(outputs, text);

        assertThat(run().refusal()).singleElement().asString().contains(says);
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Files.write(outputs, new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});

        assertThat(run().refusal()).singleElement().asString().contains("is not text");
    }

    /** Stand-ins of an emulator, or another app's templates: what their outputs look like nobody here knows. */
    @Test
    void saysWhereTheTemplatesAreNotThoseOfTheApp() throws IOException {
        Path templates = Files.createDirectory(folder.resolve("foreign"));
        try (Stream<Path> files = Files.list(Samples.templatesOfTheExample())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file)
                        .replace("AWS::SNS::Topic\"", "AWS::CloudFormation::WaitConditionHandle\"");
                Files.writeString(templates.resolve(file.getFileName()), text);
            }
        }

        assertThat(run(Samples.EXAMPLE.toString(), outputs.toString(), "--templates", templates.toString())
                        .refusal())
                .isNotEmpty()
                .allMatch(problem -> problem.contains("something that no template of this app has"));
    }

    @Test
    void namesAllThatIsWrongAtOnce() throws IOException {
        Files.writeString(outputs, "{");

        List<String> refusal = run(
                        "src/test/resources/refused/backup-source-twice.yaml",
                        outputs.toString(),
                        "--templates",
                        folder.resolve("none").toString())
                .refusal();

        assertThat(refusal).hasSize(3);
        assertThat(refusal.get(0)).contains("backup-source-twice.yaml: line 7: backup.allowedSources[1]");
        assertThat(refusal.get(1)).contains("this is not JSON");
        assertThat(refusal.get(2)).contains("holds no manifest.json; deploy, or synth, with these settings");
    }

    @Test
    void refusesTemplatesOfOtherSettings() throws IOException {
        Path backupOnly = Path.of("deployments/backup-only.yaml");

        assertThat(run(backupOnly.toString(), outputs.toString()).refusal())
                .anyMatch(problem -> problem.contains("dataFolders: missing for tally"))
                .anyMatch(problem ->
                        problem.contains("templates of sharma-traders, and the settings are of gupta-steel"));
    }

    @Test
    void refusesTemplatesThatAreOlderThanTheSettings() throws IOException {
        Path settings = folder.resolve("next.yaml");
        Files.writeString(
                settings,
                Files.readString(Samples.EXAMPLE)
                        .replace("    - name: nashik\n      dataFolders", "    - name: surat\n      dataFolders")
                        .replace("# lockDays: 35 ", "lockDays: 36 #"));

        assertThat(run(settings.toString(), outputs.toString()).refusal())
                .anyMatch(problem ->
                        problem.contains("older than the settings: output AgentSuratKey1SecretName is not in them"))
                .anyMatch(problem -> problem.contains("lockDays 36 is not in them"))
                .anyMatch(problem -> problem.contains("lockDays 35 is in them"))
                .anyMatch(
                        problem -> problem.contains("of other settings: output AgentNashikKey1SecretName is in them"));
    }

    @Test
    void refusesTemplatesOfAnotherAccount() throws IOException {
        Path settings = folder.resolve("next.yaml");
        Files.writeString(settings, Files.readString(Samples.EXAMPLE).replace("111122223333", "999988887777"));

        assertThat(run(settings.toString(), outputs.toString()).refusal())
                .anyMatch(problem -> problem.contains(
                        "sharma-traders-Backup goes to account 111122223333, and the settings name 999988887777"));
    }

    @Test
    void explainsWrongUse() {
        assertThat(run(new String[0]).exitCode()).isEqualTo(2);
        Run help = run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.text()).contains("--templates", "--to", "--today", "Exit codes");
    }

    private static String text(ObjectNode all, String stack, String output) {
        return stack(all, stack).get(output).asText();
    }

    private static ObjectNode stack(ObjectNode all, String name) {
        return (ObjectNode) all.get(name);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private Run run() {
        return run(Samples.EXAMPLE.toString(), outputs.toString());
    }

    /** With the folders of the test, unless the arguments name others. */
    private Run run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        if (all.size() > 1) {
            all.addAll(List.of("--today", Samples.TODAY.toString()));
        }
        if (all.size() > 2 && !all.contains("--to")) {
            all.addAll(List.of("--to", target.toString()));
        }
        if (all.size() > 1 && !all.contains("--templates")) {
            all.addAll(List.of("--templates", Samples.templatesOfTheExample().toString()));
        }
        var text = new StringWriter();
        int exitCode = new CommandLine(new KitCommand())
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true))
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, text.toString(), target);
    }

    private record Run(int exitCode, String text, Path target) {

        /** The problems, with the target written as %s; the run must have refused, and written nothing. */
        List<String> refusal() throws IOException {
            assertThat(exitCode).as(text).isEqualTo(2);
            assertThat(text).contains("Nothing was written.").doesNotContain("\tat ", "Exception");
            return text.lines()
                    .skip(1)
                    .map(String::strip)
                    .map(line -> line.replace(target.toString().replace('\\', '/'), "%s"))
                    .toList();
        }
    }
}
