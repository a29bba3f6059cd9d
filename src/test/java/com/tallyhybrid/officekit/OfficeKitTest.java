package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit of the example, as readers of the repository see it.
 *
 * <p>To accept a change: {@code mvn test -Dtest=OfficeKitTest -Dgolden.update=true}
 */
class OfficeKitTest {

    private static final Path GOLDEN = Path.of("docs/office-kit-example");

    /** One page of the runbooks shows what the kit makes of the others, which stand in docs/runbooks. */
    private static final List<String> SHOWN = List.of("runbooks/index.html", "runbooks/backup-missing.html");

    @Test
    void theKitOfTheExampleIsTheReviewedOne() throws IOException {
        List<KitFile> kit = Samples.kit(Samples.example()).stream()
                .filter(file -> !file.path().startsWith("runbooks/") || SHOWN.contains(file.path()))
                .toList();
        if (Boolean.getBoolean("golden.update")) {
            KitWriter.write(GOLDEN, kit);
        }
        var made = new TreeMap<String, String>();
        kit.forEach(file -> made.put(file.path(), file.text()));

        assertThat(made)
                .as("the kit; a wanted change is accepted with -Dgolden.update=true")
                .isEqualTo(reviewed());
    }

    @Test
    void theSameDeploymentMakesTheSameBytes() {
        assertThat(Samples.kit(Samples.example())).isEqualTo(Samples.kit(Samples.example()));
    }

    @Test
    void theExampleIsAKitThatMayBeReplaced() {
        assertThat(KitFolder.problems(GOLDEN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.tallyhybrid.officekit.Samples#all")
    void everyServerAndEveryOfficeHasItsFolder(Handover handover) {
        List<String> paths = Samples.kit(handover).stream().map(KitFile::path).toList();

        assertThat(paths).doesNotHaveDuplicates().contains("README.html", "first-day.html", "disclosure.html");
        handover.deployment()
                .backup()
                .servers()
                .forEach(server -> assertThat(paths)
                        .contains(
                                "servers/%s/first-day.html".formatted(server.name()),
                                "servers/%s/duplicati-job.json".formatted(server.name()),
                                "servers/%s/duplicati-year-end-job.json".formatted(server.name())));
        handover.deployment().network().stream()
                .flatMap(network -> network.offices().stream())
                .forEach(office -> assertThat(paths).contains("offices/%s/first-day.html".formatted(office.name())));
    }

    @Test
    void backupsOnlyNeedNoOffice() {
        List<KitFile> kit = Samples.kit(Samples.backupOnly());

        assertThat(kit).extracting(KitFile::path).noneMatch(path -> path.startsWith("offices/"));
        assertThat(kit)
                .filteredOn(
                        file -> file.path().endsWith(".html") && !file.path().startsWith("runbooks/"))
                .extracting(KitFile::text)
                .noneMatch(text -> text.contains("tunnel") || text.contains("FSx"));
    }

    /** The tunnel comes before the file server, and its files are in the kit. */
    @Test
    void aFileServerInAnOwnDomainMayComeLater() {
        assertThat(Samples.kit(Samples.selfManagedWithoutFileServer()))
                .extracting(KitFile::path)
                .contains(
                        "offices/surat/router/router.html",
                        "offices/surat/before-the-file-server.html",
                        "servers/surat/duplicati-job.json",
                        "disclosure.html")
                .doesNotContain("offices/surat/directory-and-dns.html", "offices/surat/nas-migration.html");
    }

    /** What is made from a deployment, names of credentials excepted; the scripts are the same for all, and OfficeScriptsTest reads those; of the runbooks the prose speaks of passwords. */
    @ParameterizedTest
    @MethodSource("com.tallyhybrid.officekit.Samples#all")
    void noSecretIsInIt(Handover handover) {
        assertThat(Samples.kit(handover))
                .filteredOn(
                        file -> !file.path().endsWith(".ps1") && !file.path().startsWith("runbooks/"))
                .extracting(KitFile::text)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContainPattern("AKIA[A-Z0-9]{12}")
                        .doesNotContainPattern(
                                "(?i)(password|passphrase|secretaccesskey)\"?\\s*[:=]\\s*\"?(?!tally-)[^$\\s\"]")
                        .doesNotContainPattern("(passphrase|password)\",\\s*\"Value\" : \"[^$]")
                        .doesNotContainPattern("auth-(username|password)=[^$]"));
    }

    /** Windows PowerShell, browsers and Git all take it. */
    @Test
    void everyFileEndsItsLinesAlike() {
        assertThat(Samples.kit(Samples.example()))
                .extracting(KitFile::text)
                .allMatch(text -> text.endsWith("\n") && !text.contains("\r"));
    }

    private static Map<String, String> reviewed() throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> found = Files.walk(GOLDEN)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(GOLDEN.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        files.remove(KitFolder.LIST);
        return files;
    }
}
