package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.file.DeploymentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The firm's own pages for bad days. */
@Execution(ExecutionMode.CONCURRENT)
class RunbookPartTest {

    private static final Pattern EXAMPLE = Pattern.compile(
            "(?i)sharma|pune|nashik|1111222233(?=44)|fs-0123456789abcdef0|vpn-0123456789abcdef0|put in your"
                    + "|198\\.51\\.100\\.|203\\.0\\.113\\.|10\\.20\\.0\\.0|192\\.168\\.[12]0\\.|it@example");

    private static Map<String, Document> pages(Handover handover) {
        return new RunbookPart()
                .files(handover)
                .collect(Collectors.toMap(
                        file -> file.path().replaceFirst("runbooks/(.*)\\.html", "$1"),
                        file -> Jsoup.parse(file.text())));
    }

    /** Nobody pastes another firm's bucket at night. */
    @ParameterizedTest
    @MethodSource("others")
    void noNameOfTheExampleIsLeft(Handover handover) {
        pages(handover)
                .forEach((page, document) -> assertThat(
                                EXAMPLE.matcher(document.wholeText()).results().map(found -> found.group()))
                        .as(page)
                        .isEmpty());
    }

    static Stream<Handover> others() {
        return Stream.of(Samples.backupOnly(), Samples.selfManaged(), Samples.selfManagedWithoutFileServer());
    }

    @Test
    void theCommandsAreTheFirms() {
        Handover firm = Samples.selfManaged();
        Map<String, Document> pages = pages(firm);

        assertThat(commands(pages.get("backup-missing")))
                .contains(
                        "aws iam list-access-keys --user-name mehta-exports-surat --query"
                                + " \"AccessKeyMetadata[].[AccessKeyId,Status,CreateDate]\" --output table",
                        "aws events describe-rule --name mehta-exports-arrival-surat --query State --region ap-south-1");
        assertThat(commands(pages.get("tunnel-redundancy-lost")))
                .anyMatch(command ->
                        command.contains("--vpn-connection-id " + firm.output("Network", "SuratVpnConnectionId")));
        assertThat(commands(pages.get("file-server-space")))
                .anyMatch(
                        command -> command.contains("--file-system-ids " + firm.output("FileServer", "FileSystemId")));
        assertThat(pages.get("move-aliases").wholeText())
                .contains("amznfsxnew00001.corp.mehta.example", "ALIAS-OF-YOURS");
    }

    private static List<String> commands(Document page) {
        return page.select("pre .command").stream().map(Element::wholeText).toList();
    }

    @Test
    void aFirmWithSeveralServersIsToldOfEach() {
        assertThat(pages(Samples.example())
                        .get("backup-missing")
                        .select("header")
                        .text())
                .contains(
                        "The commands are for the server pune; for another one put its name in the place of it: nashik.");
    }

    /** A page is there for every mail that can come, and for nothing else. */
    @Test
    void aFirmWithBackupsAloneGetsNoPageAboutTunnelsOrFiles() {
        assertThat(pages(Samples.example()).keySet())
                .containsAll(Arrays.stream(Runbook.values()).map(Runbook::page).toList());
        assertThat(pages(Samples.backupOnly()).keySet())
                .contains("backup-missing", "test-alerts", "trail-changed", "index")
                .noneMatch(
                        page -> page.matches("tunnel.*|file-server.*|vault.*|vpn.*|.*recovery-server|restore-file.*"));
    }

    @ParameterizedTest
    @MethodSource("com.tallyhybrid.officekit.Samples#all")
    void theIndexHasEveryMail(Handover handover) {
        Map<String, Document> pages = pages(handover);
        Document index = pages.get("index");
        List<String> names = index.select("td code").eachText();

        for (String type : List.of("AWS::CloudWatch::Alarm:AlarmName", "AWS::SSM::Document:Name")) {
            String[] parts = type.split("(?<=[a-z]):(?=[A-Z][a-zA-Z]*$)");
            assertThat(names)
                    .containsAll(handover.templates().resources(parts[0]).stream()
                            .map(resource -> resource.property(parts[1]).asText())
                            .toList());
        }
        assertThat(index.select("tr a").eachAttr("href"))
                .allMatch(link -> pages.containsKey(link.replace(".html", "")));
        assertThat(index.text()).contains("The quarterly look at who gets these mails is due.");
    }

    /** One table says what the example's values are; the example itself is the other place. */
    @Test
    void theExampleValuesAreThoseOfTheExample() {
        Deployment example = DeploymentFile.read(Samples.EXAMPLE);

        assertThat(ExampleValues.KINDS)
                .containsEntry("deployment", example.name())
                .containsEntry("account", example.account())
                .containsEntry("server", example.backup().servers().get(0).name())
                .containsEntry(
                        "office",
                        example.network().orElseThrow().offices().get(0).name())
                .containsEntry(
                        "alias", example.fileServer().orElseThrow().aliases().get(0))
                .containsEntry(
                        "domain", example.fileServer().orElseThrow().directory().domain());
    }

    static Stream<Path> runbooks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs/runbooks"))) {
            return files.sorted().toList().stream();
        }
    }

    /** A value that a page uses and does not say stays the example's in every kit. */
    @ParameterizedTest
    @MethodSource("runbooks")
    void everyPageSaysWhichExampleValuesItHas(Path page) throws IOException {
        String text = Files.readString(page).replace("\r\n", "\n");
        String said = Arrays.stream(text.split("\n\n"))
                .filter(paragraph -> paragraph.startsWith("Example values: "))
                .findFirst()
                .orElseThrow()
                .replace('\n', ' ');

        ExampleValues.KINDS.forEach((kind, value) -> {
            boolean about = Pattern.compile("(?<![A-Za-z0-9])%s(?![A-Za-z0-9])".formatted(Pattern.quote(value)))
                    .matcher(text)
                    .find();
            boolean named = said.contains("%s `%s`".formatted(kind, value));
            if (!kind.matches("server|office")) {
                assertThat(named).as("%s in %s", kind, page).isEqualTo(about);
            } else if (about) {
                assertThat(said).as("server or office in %s", page).containsPattern("(server|office) `pune`");
            }
        });
        assertThat(said).endsWith(". Put in yours.");
    }
}
