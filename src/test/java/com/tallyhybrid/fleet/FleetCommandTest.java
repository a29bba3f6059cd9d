package com.tallyhybrid.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.cost.CostEstimate;
import com.tallyhybrid.cost.Usage;
import com.tallyhybrid.cost.UsageCase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** What somebody types, and what comes of it; the assemblies are written by hand here, not by the CDK. */
class FleetCommandTest {

    private static final String TODAY = "2026-11-28";

    @TempDir
    Path folder;

    private Path files;
    private Path output;

    @BeforeEach
    void writeAFleet() throws IOException {
        files = Files.createDirectories(folder.resolve("clients"));
        output = folder.resolve("fleet.out");
        for (int i = 0; i < 3; i++) {
            write(SketchedFleet.client(files, i, GeneratedClients.account(i), GeneratedAddresses.of(i)), output);
        }
    }

    /** As {@code fleet synth} leaves it, as far as other commands read it. */
    private static void write(FleetClient client, Path output) throws IOException {
        Path assembly = Files.createDirectories(output.resolve(client.name()));
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        for (Template template : client.templates().templates().values()) {
            String file = template.stack() + ".template.json";
            Files.writeString(assembly.resolve(file), template.body().toString());
            ObjectNode artifact = manifest.withObject("/artifacts").putObject(template.stack());
            artifact.put("type", "aws:cloudformation:stack");
            artifact.put("environment", template.environment().text());
            artifact.putObject("properties").put("templateFile", file).put("terminationProtection", true);
        }
        Files.writeString(assembly.resolve("manifest.json"), manifest.toString());
        Files.writeString(assembly.resolve("cdk.out"), "{}");
        Files.writeString(
                output.resolve(client.name() + ".settings.sha256"),
                FleetFolder.digest(client.file().file()));
    }

    private record Run(int exitCode, String out, String err) {}

    private static Run fleet(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = FleetCommand.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Run(code, out.toString(), err.toString());
    }

    private Run onTheFleet(String command, String... words) {
        List<String> all =
                new ArrayList<>(List.of(command, files.toString(), "--output", output.toString(), "--no-synth"));
        all.addAll(List.of(words));
        return fleet(all.toArray(String[]::new));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(fleet()).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("Say what to do", "synth", "check", "review", "report");
        });
        assertThat(fleet("synth").exitCode()).isEqualTo(2);
        assertThat(fleet("review", files.toString(), "--today", TODAY).err()).contains("--base");
    }

    @Test
    void namesEveryFileThatIsNotThereAtOnce() {
        Run run = fleet(
                "synth",
                "no.yaml",
                "nowhere/*.yaml",
                folder.resolve("fleet.out").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith("fleet: ").contains("there is no such settings file"));
    }

    @Test
    void refusesTwoFilesThatWouldBeOneClient() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.copy(files.resolve("client-001.yaml"), other.resolve("Client-001.yml"));

        Run run = fleet("synth", files.toString(), other.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("would be one client; give one of them another name");
    }

    /** PowerShell leaves a pattern to the program. */
    @Test
    void aPatternAFolderAndAFileNameTheSameClientsInOneOrder() {
        List<ClientFile> byFolder = ClientFiles.of(List.of(files.toString()));
        assertThat(byFolder).extracting(ClientFile::client).containsExactly("client-000", "client-001", "client-002");
        assertThat(ClientFiles.of(List.of(files.resolve("c*-00?.yaml").toString())))
                .isEqualTo(byFolder);
        assertThat(ClientFiles.of(List.of(
                        files.resolve("client-002.yaml").toString(),
                        files.resolve("client-000.yaml").toString(),
                        files.toString())))
                .isEqualTo(byFolder);
    }

    @Test
    void checkIsGoodWhereEachClientIsAlone() {
        Run run = onTheFleet("check");

        assertThat(run)
                .isEqualTo(new Run(0, "3 clients in 3 accounts, every two of them compared: 0 with problems.\n", ""));
    }

    @Test
    void anAssemblyOfOtherSettingsIsNotJudged() throws IOException {
        Path file = files.resolve("client-001.yaml");
        Files.writeString(file, Files.readString(file).replace("storageGib: 500", "storageGib: 600"));

        Run run = onTheFleet("check");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("client-001: not synthesized", "There is no assembly of this file in");
    }

    @Test
    void checkWritesWhatIsWrongForMachines() throws Exception {
        Path file = files.resolve("client-001.yaml");
        Files.writeString(file, Files.readString(file).replace("20.7.1.1", "20.7.2.1"));
        Files.writeString(output.resolve("client-001.settings.sha256"), FleetFolder.digest(file));
        Path json = folder.resolve("check.json");
        Path junit = folder.resolve("check.xml");

        Run run = onTheFleet("check", "--json", json.toString(), "--junit", junit.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.path("failed").asInt()).isEqualTo(2);
        assertThat(report.at("/clients/1/problems/0").asText()).contains("20.7.2.1 is an office of client client-002");
        assertThat(report.at("/clients/0/result").asText()).isEqualTo("good");
        Document suite =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        assertThat(suite.getDocumentElement().getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getDocumentElement().getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(2);
    }

    @Test
    void unprintableWordsAreNoReasonForBrokenXml() throws Exception {
        String xml = ResultFiles.junit(
                "synth",
                List.of(new ClientResult("a", "a<b>.yaml", "refused", List.of("\u0000 ]]> & \uFFFF"), List.of("é"))));
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void reviewLooksIntoWhatDiffersOnly() throws IOException {
        Path base = keptWith("client-001", "\"Status\":\"Suspended\"", "\"Status\":\"Enabled\"");
        Path details = folder.resolve("details");

        Run run = onTheFleet("review", "--base", base.toString(), "--today", TODAY, "--details", details.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("## Review of the fleet: Stop: dangers for 1 client\n")
                .contains("### 1: client-001", "<code>bucket-versioning-off</code> <code>Backup/BackupBucket</code>")
                .contains("2 clients are as they were, to the byte.")
                .doesNotContain("client-002");
        assertThat(details.toFile().list()).containsExactly("client-001.md");
        assertThat(details.resolve("client-001.md")).content().contains("client-001-Backup/BackupBucket");
    }

    /** One row for what a release does to all of them. */
    @Test
    void aDangerThatMeetsSeveralClientsIsSaidOnce() throws IOException {
        Path base = keptWith("client-00[01]", "\"Status\":\"Suspended\"", "\"Status\":\"Enabled\"");

        assertThat(onTheFleet("review", "--base", base.toString(), "--today", TODAY)
                        .out())
                .contains("### 2: client-000, client-001")
                .containsOnlyOnce("<code>Backup/BackupBucket</code>");
    }

    @Test
    void nothingDiffersWhereNothingDoes() throws IOException {
        Path base = keptWith("none", "", "");

        assertThat(onTheFleet("review", "--base", base.toString(), "--today", TODAY))
                .isEqualTo(new Run(
                        0,
                        "## Review of the fleet: Nothing differs\n\n3 clients are as they were, to the byte.\n",
                        ""));
    }

    @Test
    void aWaiverOfOneClientIsNotUnusedAtTheOthers() throws IOException {
        Path base = keptWith("client-00[01]", "\"Status\":\"Suspended\"", "\"Status\":\"Enabled\"");
        Path waivers = folder.resolve("waivers.yaml");
        String entry = """
                  - rule: bucket-versioning-off
                    resource: %s-Backup/%s
                    reason: The office has been told and keeps copies of its own.
                    owner: asha
                    expires: 2026-12-20
                """;
        var text = new StringBuilder("waivers:\n");
        for (String client : List.of("client-000", "client-001")) {
            for (String bucket : List.of("BackupBucket", "ArchiveBucket", "AccessLogBucket")) {
                text.append(entry.formatted(client, bucket));
            }
        }
        Files.writeString(waivers, text);

        Run run = onTheFleet("review", "--base", base.toString(), "--today", TODAY, "--waivers", waivers.toString());

        assertThat(run.out())
                .startsWith("## Review of the fleet: Nothing dangerous")
                .contains("| client-001 | changed | 0 | 3 |");
        assertThat(run.exitCode()).isZero();
        assertThat(onTheFleet("report", "--today", TODAY, "--waivers", waivers.toString())
                        .out())
                .containsPattern("\\| client-000 \\| 700000000000 \\| 2 \\| 2 \\| 500 GiB \\| .* \\| 3 \\|");
    }

    @Test
    void newAndMissingClientsAreNamed() throws IOException {
        Path base = keptWith("none", "", "");
        Files.move(base.resolve("client-000"), base.resolve("client-old"));

        assertThat(onTheFleet("review", "--base", base.toString(), "--today", TODAY)
                        .out())
                .contains("| client-000 | new |", "| client-old | not among the files |");
    }

    @Test
    void aBaseWithoutClientsIsNoComparison() {
        Run run = onTheFleet("review", "--base", files.toString(), "--today", TODAY);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no assembly of a client in it");
    }

    @Test
    void theReportHasARowForEachClient() throws IOException {
        Path json = folder.resolve("report.json");

        Run run = onTheFleet("report", "--today", TODAY, "--json", json.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("# The fleet on 2026-11-28\n\n3 clients.\n\n| Client | Account |")
                .containsPattern(
                        "\\| client-001 \\| 700000000001 \\| 2 \\| 2 \\| 500 GiB \\| [0-9][^|]* USD[^|]* \\| backups"
                                + " locked 35 days, kept 90 after a deletion; file server locked 90 \\| 0 \\|");
        JsonNode row = new ObjectMapper().readTree(json.toFile()).at("/clients/2");
        assertThat(row.path("Account").asText()).isEqualTo("700000000002");
        // The cost program's own answer for these templates.
        assertThat(row.path("Monthly cost").asText())
                .isEqualTo(CostEstimate.of(CloudAssembly.read(output.resolve("client-002")), Usage.ASSUMED)
                        .monthly(UsageCase.USUAL)
                        .toString());
    }

    /** What the fleet was, with the templates of some clients changed. */
    private Path keptWith(String clients, String before, String after) throws IOException {
        Path base = folder.resolve("kept");
        for (int i = 0; i < 3; i++) {
            write(SketchedFleet.client(files, i, GeneratedClients.account(i), GeneratedAddresses.of(i)), base);
            if (GeneratedClients.name(i).matches(clients)) {
                Path template = output.resolve("client-00%d/client-00%d-Backup.template.json".formatted(i, i));
                String text = Files.readString(template).replace(after, before);
                Files.writeString(template, text);
            }
        }
        return base;
    }
}
