package com.tallyhybrid.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pack of the example, as auditors read it.
 *
 * <p>To accept a change: {@code mvn test -Dtest=EvidencePackTest -Dgolden.update=true}
 */
class EvidencePackTest {

    private static final Path GOLDEN = Path.of("docs/audit");
    private static final EvidencePack PACK = EvidencePack.of(ExampleEvidence.files());

    private static Map<String, String> texts(EvidencePack pack) {
        return Stream.concat(pack.files().stream(), Stream.of(PackFolder.listOf(pack.files())))
                .collect(Collectors.toMap(PackFile::path, PackFile::text, (one, two) -> one, TreeMap::new));
    }

    private static Document page(String name) {
        return Jsoup.parse(texts(PACK).get(name));
    }

    @Test
    void thePackOfTheExampleIsTheReviewedOne() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            for (Map.Entry<String, String> file : texts(PACK).entrySet()) {
                Path place = GOLDEN.resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.writeString(place, file.getValue());
            }
        }
        var reviewed = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = GOLDEN.relativize(file).toString().replace('\\', '/');
                // The templates of older releases and the folder's own page are no part of the pack.
                if (!name.startsWith("releases/") && !name.equals("README.md")) {
                    reviewed.put(name, Files.readString(file));
                }
            }
        }
        assertThat(texts(PACK).keySet()).isEqualTo(reviewed.keySet());
        assertThat(texts(PACK)).isEqualTo(reviewed);
    }

    @Test
    void isTheSameTwice() {
        assertThat(EvidencePack.of(ExampleEvidence.files())).isEqualTo(PACK);
    }

    static Stream<Synthesized> deployments() {
        return Stream.of(
                Synthesized.backupOnly(), Synthesized.selfManaged(), Synthesized.ready(), Synthesized.twoOffices());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyDeploymentHasAPackInWhichNothingFails(Synthesized deployment) {
        EvidencePack pack = EvidencePack.of(new EvidenceFiles(
                deployment.folder(),
                deployment.settings(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ExampleEvidence.TODAY));

        assertThat(pack.assessment().with(ControlResult.Status.FAIL)).isEmpty();
        assertThat(texts(pack).get("index.html")).contains("No record of arriving backups was handed in");
        assertThat(texts(pack).get("register.csv"))
                .isEqualTo("server,day,status,first,last,backups,verificationBytes,explanation\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkOfAPageLeadsSomewhere(String name) {
        Map<String, String> files = texts(PACK);
        assertThat(page(name).select("a[href]")).isNotEmpty().allSatisfy(link -> {
            String[] target = link.attr("href").split("#", 2);
            String file = target[0].isEmpty() ? name : target[0];
            assertThat(files).containsKey(file);
            if (target.length == 2) {
                assertThat(page(file).getElementById(target[1]))
                        .as(link.attr("href"))
                        .isNotNull();
            }
        });
    }

    static List<String> pages() {
        return List.of("index.html", "access-matrix.html");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPlaceOnAPageIsThereOnce(String name) {
        assertThat(page(name).select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    /** From the question to its controls, and from there to the file: three clicks. */
    @Test
    void everyQuestionLeadsToTheRowsThatAnswerIt() {
        Document page = page("index.html");
        assertThat(page.select("ol.ask a")).hasSize(AuditQuestion.all().size());
        for (Control control : Control.all()) {
            assertThat(page.select("tr#" + control.id())).as(control.id()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageShowsWhatOnlyProgrammersRead(String name) {
        assertThat(page(name).text())
                .doesNotContain("Optional", "Observation[", "null")
                .doesNotContainPattern("\\{[A-Za-z]+}");
    }

    @Test
    void theRegisterStandsFirstAndNamesEveryGap() {
        Document page = page("index.html");
        assertThat(page.select("h2").get(0).text()).contains("Register of daily backups");
        assertThat(page.text()).contains("No electricity in Nashik", "Diwali", "A. Kulkarni, accountant");
        assertThat(texts(PACK).get("register.csv"))
                .contains("sharma-traders-nashik,2026-10-22,LATE,\"2026-10-23 03:48\"")
                .contains("sharma-traders-pune,2026-10-31,BACKED_UP,")
                .doesNotContain("NOT_EXPLAINED");
    }

    @Test
    void theDrillIsShownWithItsHashesAndWhoApprovedIt() throws IOException {
        assertThat(page("index.html").text())
                .contains("1874 files, 3221459210 bytes", "owner (IAM user), on 12 October 2026")
                .contains(PackFile.sha256(Files.readAllBytes(ExampleEvidence.RESOURCES.resolve("drill.json"))));
    }

    @Test
    void aNameThatIsMarkupStaysText() {
        assertThat(PACK.files())
                .filteredOn(file -> file.path().endsWith(".html"))
                .allSatisfy(file ->
                        assertThat(Jsoup.parse(file.text()).select("script")).isEmpty());
    }
}
