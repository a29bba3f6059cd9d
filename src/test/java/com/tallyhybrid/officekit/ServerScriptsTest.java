package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.settings.file.DeploymentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the kit puts into the folder of a Tally server for PowerShell. */
class ServerScriptsTest {

    private static final Path OFFICE = Path.of("src/main/office");
    private static final Pattern ASKED = Pattern.compile("\\$[Cc]onfiguration\\.(\\w+)");

    private static final Map<String, KitFile> EXAMPLE =
            kit("deployments/example.yaml", Map.of("SmbHost", "amznfsxabcd1234.corp.sharma.example"));
    private static final Map<String, KitFile> BACKUP_ONLY = kit("deployments/backup-only.yaml", Map.of());
    private static final Map<String, KitFile> WITHOUT_ALIAS =
            kit("src/test/resources/deployments/self-managed.yaml", Map.of("SmbHost", "amznfsxabcd1234.corp.example"));

    private static Map<String, KitFile> kit(String file, Map<String, String> fileServer) {
        var deployment = DeploymentFile.read(Path.of(file));
        var outputs = Map.of(
                deployment.name() + "-Backup",
                Map.of("BackupBucketName", deployment.name() + "-backup-111122223333-ap-south-1"),
                deployment.name() + "-FileServer",
                fileServer);
        return new ServerScripts()
                .files(new Handover(deployment, new Outputs(outputs), Assembly.of(List.of())))
                .collect(Collectors.toMap(KitFile::path, part -> part, (one, other) -> one, LinkedHashMap::new));
    }

    private static JsonNode configuration(Map<String, KitFile> kit, String server) throws IOException {
        return new ObjectMapper()
                .readTree(kit.get("servers/" + server + "/tally-backup.json").text());
    }

    @Test
    void everyServerGetsEveryScriptUnchanged() throws IOException {
        try (Stream<Path> scripts = Files.list(OFFICE)) {
            List<Path> all = scripts.sorted().toList();
            assertThat(ServerScripts.NAMES)
                    .containsExactlyElementsOf(all.stream()
                            .map(script -> script.getFileName().toString())
                            .toList());
            for (Path script : all) {
                for (String server : List.of("pune", "nashik")) {
                    assertThat(EXAMPLE.get("servers/" + server + "/" + script.getFileName())
                                    .text())
                            .isEqualTo(Files.readString(script).replace("\r\n", "\n"));
                }
            }
        }
    }

    @Test
    void everyServerIsToldWhoItIsAndWhereItsBackupsGo() throws IOException {
        JsonNode nashik = configuration(EXAMPLE, "nashik");

        assertThat(nashik.path("agent").asText()).isEqualTo("sharma-traders-nashik");
        assertThat(nashik.path("bucket").asText()).isEqualTo("sharma-traders-backup-111122223333-ap-south-1");
        assertThat(nashik.path("hostName").asText())
                .isEqualTo("sharma-traders-backup-111122223333-ap-south-1.s3.ap-south-1.amazonaws.com");
        assertThat(configuration(EXAMPLE, "pune").path("agent").asText()).isEqualTo("sharma-traders-pune");
    }

    /** In strict mode a property that is not there ends the script. */
    @Test
    void everythingThatAScriptAsksForIsThere() throws IOException {
        var asked = new TreeSet<String>();
        for (String name : ServerScripts.NAMES) {
            ASKED.matcher(Files.readString(OFFICE.resolve(name)))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(asked::add);
        }
        assertThat(asked).contains("agent", "bucket", "secrets", "share");
        for (JsonNode configuration : List.of(
                configuration(EXAMPLE, "pune"),
                configuration(
                        BACKUP_ONLY, BACKUP_ONLY.keySet().iterator().next().split("/")[1]))) {
            assertThat(asked)
                    .allSatisfy(name -> assertThat(configuration.has(name)).isTrue());
        }
        assertThat(configuration(EXAMPLE, "pune").path("timeServers")).isNotEmpty();
    }

    @Test
    void theShareIsNamedByAnAliasWhereThereIsOne() throws IOException {
        assertThat(configuration(EXAMPLE, "pune").at("/share/hostName").asText())
                .isEqualTo("files.sharma.example");
        String server = WITHOUT_ALIAS.keySet().iterator().next().split("/")[1];
        assertThat(configuration(WITHOUT_ALIAS, server).at("/share/hostName").asText())
                .isEqualTo("amznfsxabcd1234.corp.example");
    }

    @Test
    void aDeploymentWithoutFileServerHasNoShare() throws IOException {
        String server = BACKUP_ONLY.keySet().iterator().next().split("/")[1];

        assertThat(configuration(BACKUP_ONLY, server).path("share").isNull()).isTrue();
    }
}
