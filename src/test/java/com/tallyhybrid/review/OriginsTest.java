package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where what a report speaks of was written: the construct, the setting and its line. */
class OriginsTest {

    private static final String SETTINGS = """
            name: shop
            account: "111122223333"
            network:
              offices:
                - name: pune
                  gatewayIp: 198.51.100.10
            backup:
              allowedSources: [198.51.100.10/32, 203.0.113.20/32]
            fileServer:
              backupDays: 30
            """;

    @TempDir
    private Path folder;

    private Path base;
    private Path head;

    @BeforeEach
    void twoCheckouts() throws IOException {
        base = checkout("base", 30, "198.51.100.10");
        head = checkout("head", 7, "198.51.100.99");
        settings("base", SETTINGS);
        settings("head", SETTINGS.replace("30", "7").replace("198.51.100.10\n", "198.51.100.99\n"));
    }

    @Test
    void aChangedSettingStandsAtTheTopAndBesideTheValueThatItSets() throws IOException {
        String report = review("--markdown");

        assertThat(report)
                .contains("### Settings that differ")
                .contains(
                        "<code>fileServer.backupDays</code><br>deployments/shop.yaml line 10 | <code>30</code> → <code>7</code>")
                .contains("<code>network.offices[pune].gatewayIp</code>")
                .contains("set by <code>fileServer.backupDays</code>, deployments/shop.yaml line 10")
                .contains("set by <code>network.offices[pune].gatewayIp</code>, deployments/shop.yaml line 6");
        assertThat(report.indexOf("### Settings that differ")).isLessThan(report.indexOf("### Rebuilt or deleted"));
    }

    @Test
    void theConstructStandsBesideTheLogicalId() throws IOException {
        assertThat(review("--markdown"))
                .contains("<code>shop-Files/FileSystem</code><br>construct <code>Server/FileSystem</code>")
                // What is called alike needs no second name.
                .doesNotContain("construct <code>Gateway</code>");
    }

    @Test
    void machinesGetBothToo() throws IOException {
        JsonNode report = new ObjectMapper().readTree(review("--json"));

        assertThat(report.path("settings").findValuesAsText("key"))
                .containsExactly("network.offices[pune].gatewayIp", "fileServer.backupDays");
        JsonNode finding = finding(report, "backups-kept-shorter");
        assertThat(finding.at("/setting/line").asInt()).isEqualTo(10);
        assertThat(finding.at("/subject/construct").asText()).isEqualTo("Server/FileSystem");
    }

    @Test
    void codeScanningPointsAtTheLineOfTheSettingOrAtTheDeploymentFile() throws IOException {
        JsonNode results = new ObjectMapper().readTree(review("--sarif")).at("/runs/0/results");

        assertThat(results)
                .filteredOn(result -> result.path("ruleId").asText().equals("backups-kept-shorter"))
                .allSatisfy(result -> {
                    JsonNode place = result.at("/locations/0/physicalLocation");
                    assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("deployments/shop.yaml");
                    assertThat(place.at("/region/startLine").asInt()).isEqualTo(10);
                })
                .isNotEmpty();
        assertThat(results.findValuesAsText("uri")).containsOnly("deployments/shop.yaml");
    }

    @Test
    void thePullRequestIsMarkedAtTheLineOfTheSetting() throws IOException {
        assertThat(review("--annotations").lines())
                .contains(
                        "::error file=deployments/shop.yaml,line=10,title=backups-kept-shorter::shop-Files/FileSystem:"
                                + " Automatic backups older than that would be deleted for good with the deployment; with 0"
                                + " none would be made.")
                .allMatch(line -> line.matches("::error (file=[^,]+,line=\\d+,)?title=[a-z-]+::.+"));
    }

    @Test
    void aDefaultThatIsWrittenDownIsNoChangeAndOneThatIsLeftIsOne() throws IOException {
        settings("base", SETTINGS.replace("  backupDays: 30\n", "  storageGib: 500\n"));
        JsonNode report = new ObjectMapper().readTree(review("--json"));
        assertThat(report.at("/settings")).anySatisfy(change -> {
            assertThat(change.path("key").asText()).isEqualTo("fileServer.backupDays");
            assertThat(change.path("before").asText()).isEqualTo("30");
        });

        settings("head", SETTINGS.replace("  backupDays: 30\n", "  storageGib: 500\n  backupDays: 30\n"));
        assertThat(new ObjectMapper().readTree(review("--json")).at("/settings"))
                .isEmpty();
    }

    @Test
    void entriesOfAListAreKnownByTheirNamesAndNotByTheirOrder() throws IOException {
        String two = SETTINGS.replace("backup:\n", "    - name: nashik\n      gatewayIp: 203.0.113.20\nbackup:\n");
        settings("base", two);
        settings(
                "head",
                SETTINGS.replace(
                        "    - name: pune", "    - name: nashik\n      gatewayIp: 203.0.113.21\n    - name: pune"));

        assertThat(new ObjectMapper().readTree(review("--json")).at("/settings"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.path("key").asText()).isEqualTo("network.offices[nashik].gatewayIp");
                    assertThat(change.path("line").asInt()).isEqualTo(6);
                });
    }

    @Test
    void aSettingIsNotNamedWhereTwoCouldBeMeant() throws IOException {
        settings("base", SETTINGS + "  vaultDays: 30\n");
        settings("head", SETTINGS.replace("30", "7") + "  vaultDays: 7\n");

        JsonNode report = new ObjectMapper().readTree(review("--json"));

        assertThat(report.path("settings")).hasSize(2);
        assertThat(finding(report, "backups-kept-shorter").has("setting")).isFalse();
    }

    @Test
    void settingsOfOtherStacksAreNotTold() throws IOException {
        settings("base", SETTINGS.replace("name: shop", "name: other"));
        settings("head", SETTINGS.replace("name: shop", "name: other").replace("30", "7"));

        assertThat(review("--markdown")).doesNotContain("Settings that differ", "set by");
    }

    @Test
    void whatIsNoSettingsFileIsPassedOverInAFolderAndRefusedWhereItIsNamed() throws IOException {
        settings("head", "a: [");
        assertThat(review("--markdown")).doesNotContain("Settings that differ").contains("backups-kept-shorter");

        Path bad = folder.resolve("head/deployments/shop.yaml");
        StringWriter err = new StringWriter();
        int exitCode = run(err, "--base-settings", bad.toString(), "--head-settings", bad.toString());
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("shop.yaml is refused").doesNotContain("Exception", "\tat ");
    }

    @Test
    void filesThatAreNamedAreComparedWhateverTheyAreCalled() throws IOException {
        Path before = Files.writeString(folder.resolve("before.yaml"), SETTINGS);
        Path after = Files.writeString(folder.resolve("after.yaml"), SETTINGS.replace("30", "7"));
        Path report = folder.resolve("named");
        StringWriter err = new StringWriter();
        run(
                err,
                "--base-settings",
                before.toString(),
                "--head-settings",
                after.toString(),
                "--json",
                report.toString());

        assertThat(new ObjectMapper().readTree(report.toFile()).path("settings"))
                .as(err.toString())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.path("key").asText()).isEqualTo("fileServer.backupDays");
                    assertThat(change.path("file").asText())
                            .isEqualTo(after.toString().replace('\\', '/'));
                });
    }

    @Test
    void whatElseLiesInTheFolderIsNoSettingsFile() throws IOException {
        for (String side : new String[] {"base", "head"}) {
            Files.writeString(
                    folder.resolve(side).resolve("deployments/shop.txt"),
                    side.equals("base") ? SETTINGS : SETTINGS.replace("30", "60"));
        }

        assertThat(new ObjectMapper()
                        .readTree(review("--json"))
                        .path("settings")
                        .findValuesAsText("after"))
                .doesNotContain("60");
    }

    private static JsonNode finding(JsonNode report, String rule) {
        return report.path("findings")
                .valueStream()
                .filter(finding -> finding.path("rule").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private String review(String option) throws IOException {
        Path report = folder.resolve("report");
        StringWriter err = new StringWriter();
        assertThat(run(err, option, report.toString())).as(err.toString()).isEqualTo(1);
        return Files.readString(report);
    }

    private int run(StringWriter err, String... options) {
        String[] all = new String[options.length + 4];
        all[0] = base.toString();
        all[1] = head.toString();
        all[2] = "--today";
        all[3] = "2026-11-26";
        System.arraycopy(options, 0, all, 4, options.length);
        return ReviewCommand.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), all);
    }

    private void settings(String side, String text) throws IOException {
        Files.writeString(folder.resolve(side).resolve("deployments/shop.yaml"), text);
    }

    private Path checkout(String name, int days, String gateway) throws IOException {
        Path checkout = Files.createDirectory(folder.resolve(name));
        Files.createDirectory(checkout.resolve(".git"));
        Files.createDirectory(checkout.resolve("deployments"));
        Path assembly = Files.createDirectory(checkout.resolve(name + ".out"));
        Files.writeString(assembly.resolve("manifest.json"), """
                {"version": "54.0.0", "artifacts": {"shop-Files": {"type": "aws:cloudformation:stack",
                "environment": "aws://111122223333/ap-south-1", "displayName": "shop-Files",
                "properties": {"templateFile": "shop-Files.template.json"},
                "additionalMetadataFile": "shop-Files.metadata.json"}}}""");
        Files.writeString(assembly.resolve("shop-Files.metadata.json"), """
                {"/shop-Files/Server/FileSystem/Resource": [{"type": "aws:cdk:logicalId", "data": "FileSystem"}],
                "/shop-Files/Gateway": [{"type": "aws:cdk:logicalId", "data": "Gateway"}]}""");
        Files.writeString(assembly.resolve("shop-Files.template.json"), """
                {"Resources": {
                "FileSystem": {"Type": "AWS::FSx::FileSystem", "Properties": {"FileSystemType": "WINDOWS",
                "WindowsConfiguration": {"AutomaticBackupRetentionDays": %s}}},
                "Gateway": {"Type": "AWS::EC2::CustomerGateway", "Properties": {"IpAddress": "%s"}}}}""".formatted(days, gateway));
        return assembly;
    }
}
