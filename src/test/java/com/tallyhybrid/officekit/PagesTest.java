package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.tallyhybrid.officekit.files.FileServerPart;
import com.tallyhybrid.officekit.quoting.Unspellable;
import com.tallyhybrid.settings.Directory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The pages that people print and sign. */
class PagesTest {

    private static final String HOSTILE_GROUP = "$(calc) O\u2019Brien & 'Admins' %PATH%";
    private static final String HOSTILE_UNIT = "OU=$(calc) 'a',DC=b";

    static Stream<KitFile> pages() {
        return Samples.all()
                .flatMap(handover -> Samples.kit(handover).stream()
                        .filter(file -> file.path().endsWith(".html")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isWellFormedAndComplete(KitFile page) throws Exception {
        Document document = parse(page.text());

        assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
        if (!isRunbook(page)) {
            assertThat(page.text()).doesNotContain("{{", "}}", "null");
        }
    }

    /** A computer in the office may have no way to the internet, and a page must not tell anybody that it was opened. */
    @ParameterizedTest
    @MethodSource("pages")
    void loadsNothingAndRunsNothingButTheButtonsThatCopy(KitFile page) throws Exception {
        Document document = parse(page.text());

        for (String tag : List.of("img", "link", "iframe", "object", "form", "base", "embed")) {
            assertThat(document.getElementsByTagName(tag).getLength()).as(tag).isZero();
        }
        assertThat(document.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("script")
                        .item(0)
                        .getTextContent()
                        .strip())
                .as("the one script, which is the same on every page")
                .isEqualTo(TextTemplate.read("copy.js").strip())
                .doesNotContain("http", "fetch", "XMLHttp", "import", "eval", "innerHTML", "location");
        assertThat(page.text()).doesNotContain("@import", "url(");
        assertThat(attributes(document, "href")).noneMatch(link -> link.contains(":"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyStepSaysWhoDoesItAndHowLongItTakes(KitFile page) throws Exception {
        Document document = parse(page.text());
        NodeList items = document.getElementsByTagName("li");
        for (int place = 0; place < items.getLength(); place++) {
            Element step = (Element) items.item(place);
            if (step.getElementsByTagName("h3").getLength() > 0) {
                assertThat(step.getTextContent())
                        .as(step.getElementsByTagName("h3").item(0).getTextContent())
                        .containsPattern("minutes|hours");
                assertThat(step.getElementsByTagName("b").getLength()).isPositive();
            }
        }
    }

    /** What AWS answers, or who edits the outputs, must not become part of a page. */
    @Test
    void valuesAreTextAndNeverMarkup() {
        String group = "<img src=x onerror=alert(1)>&'`\r\n" + HOSTILE_GROUP;
        List<KitFile> pages = hostileFileServer(group, HOSTILE_UNIT);

        assertThat(pages).extracting(KitFile::text).noneMatch(text -> text.contains("<img"));
        assertThat(pages)
                .filteredOn(page -> page.path().endsWith("directory-and-dns.html"))
                .singleElement()
                .satisfies(
                        page -> assertThat(Jsoup.parse(page.text()).select("em").eachText())
                                .as("the group as it is shown, with blanks as a browser shows them")
                                .contains(group.replaceAll("\\s+", " ")));
    }

    /** Outputs are looked at before; if one got through, no page would carry it into a command. */
    @Test
    void noOutputBecomesPartOfACommand() {
        Handover hostile = Samples.example(value -> "x\"'`$(calc);&|<script>\n%PATH%");

        assertThatThrownBy(() -> Samples.kit(hostile))
                .isInstanceOf(Unspellable.class)
                .hasMessageContaining("is no plain word");
    }

    /** A group and a unit may have any name; PowerShell takes them for what they are. */
    @Test
    void namesOfTheDirectoryReachPowerShellAsTheyAre() {
        String smbHost = Samples.selfManaged().output("FileServer", "SmbHost");
        List<String> commands = hostileFileServer(HOSTILE_GROUP, HOSTILE_UNIT).stream()
                .flatMap(page -> Jsoup.parse(page.text()).select("pre .command").stream())
                .map(org.jsoup.nodes.Element::wholeText)
                .toList();

        assertThat(commands)
                .contains(
                        "Get-ADGroup -Identity '$(calc) O\u2019\u2019Brien & ''Admins'' %PATH%'",
                        "Get-ADOrganizationalUnit -Identity 'OU=$(calc) ''a'',DC=b'",
                        "dsacls 'OU=$(calc) ''a'',DC=b' /G \"corp.mehta.example\\JOIN-ACCOUNT:CCDC;computer\"",
                        "Add-ADGroupMember -Identity '$(calc) O\u2019\u2019Brien & ''Admins'' %PATH%' -Members ADMINISTRATOR",
                        "icacls \"\\\\" + smbHost + "\\D$\\Accounts\" /inheritance:r /grant \"SYSTEM:(OI)(CI)F\""
                                + " '$(calc) O\u2019\u2019Brien & ''Admins'' %PATH%:(OI)(CI)F' \"Accounts-Change:(OI)(CI)M\"");
        assertThat(commands).noneMatch(command -> command.contains("\"$(calc)"));
    }

    /** The file server's pages of the own domain, with these names in it. */
    private static List<KitFile> hostileFileServer(String group, String unit) {
        Handover made = Samples.selfManaged();
        var own = (Directory.SelfManaged)
                made.deployment().fileServer().orElseThrow().directory();
        var hostile = new Directory.SelfManaged(
                own.domain(), own.dnsIps(), unit, own.serviceAccountSecretArn(), Optional.of(group));
        return new FileServerPart().files(Samples.withDirectory(made, hostile)).toList();
    }

    @Test
    void commandsCanBeCopiedAsTheyStand() throws Exception {
        Document page = parse(text("servers/pune/first-day.html"));
        List<String> commands = new ArrayList<>();
        NodeList blocks = page.getElementsByTagName("pre");
        for (int place = 0; place < blocks.getLength(); place++) {
            commands.addAll(blocks.item(place).getTextContent().lines().toList());
        }
        assertThat(commands)
                .contains(
                        "Get-ChildItem -LiteralPath 'D:\\TallyPrime\\Data' | Sort-Object LastWriteTime | Select-Object -Last 5",
                        "aws secretsmanager get-secret-value --secret-id sharma-traders/agents/pune/key-1 --query SecretString"
                                + " --output text --region ap-south-1")
                .allMatch(command -> !command.isBlank());
    }

    /** A quote in a folder's name, typographic ones too, would end the command's text. */
    @Test
    void foldersAreQuotedAsPowerShellQuotes() {
        var server = new ServerFacts("a", "b", List.of("D:\\O'Brien", "D:\\O\u2019Brien $(calc)"), "", List.of());
        String page = TextTemplate.html("first-day-server.html")
                .with(Map.of("facts", new PageFacts(Samples.example()), "server", server));

        assertThat(Jsoup.parse(page).select("pre").first().wholeText())
                .contains(
                        "Get-ChildItem -LiteralPath 'D:\\O''Brien' |",
                        "Get-ChildItem -LiteralPath 'D:\\O\u2019\u2019Brien $(calc)' |");
    }

    /** Windows PowerShell has no &&, and cmd no single quotes outside double ones. */
    @ParameterizedTest
    @MethodSource("pages")
    void commandsOfAwsWorkInBashAndPowerShell(KitFile page) throws Exception {
        assumeFalse(isRunbook(page), "a page of the repository says itself where a command is for one shell only");
        NodeList blocks = parse(page.text()).getElementsByTagName("pre");
        for (int place = 0; place < blocks.getLength(); place++) {
            assertThat(blocks.item(place).getTextContent().lines().filter(line -> line.startsWith("aws ")))
                    .allSatisfy(line -> assertThat(line).doesNotContain("`", "$", "&&", "\\"));
        }
    }

    /** The sheet tells the days that the templates fix, not those that somebody remembers. */
    @Test
    void theDisclosureNamesEveryBucketWithItsLock() {
        assertThat(text("disclosure.html"))
                .contains(
                        "sharma-traders-backup-111122223333-ap-south-1</code></td><td>Mumbai</td><td>daily backups of"
                                + " Tally</td><td>35 days (governance lock)",
                        "sharma-traders-archive-replica-111122223333-ap-south-2</code></td><td>Hyderabad",
                        "3288 days (governance lock)",
                        "fs-0dce7cce055566bed")
                .doesNotContain("complies", "compliant");
    }

    /** A recovery server stands in a network; without one nobody can start it, and the auditor must not read of it. */
    @Test
    void aFirmWithBackupsAloneReadsOfNoRecoveryServerAndNoOffice() {
        for (String page :
                List.of("README.html", "disclosure.html", "first-day.html", "servers/tally/first-day.html")) {
            assertThat(text(Samples.backupOnly(), page))
                    .as(page)
                    .doesNotContain("recovery server", "restore-drill", "At each office", "Offices:");
        }
        assertThat(text("disclosure.html")).contains("while a recovery server stands");
        assertThat(text("README.html")).contains("At each office");
    }

    @Test
    void everyFileIsExplainedOnTheFirstPage() {
        String first = text("README.html");

        assertThat(Samples.kit(Samples.example()))
                .extracting(KitFile::path)
                .filteredOn(path -> !path.equals("README.html"))
                .allMatch(path -> first.contains("href=\"%s\"".formatted(path))
                        || text("runbooks/index.html")
                                .contains("href=\"%s\"".formatted(path.replace("runbooks/", ""))));
        assertThatThrownBy(() -> FileDescriptions.of("servers/pune/new.txt")).hasMessageContaining("servers/*/new.txt");
    }

    private static boolean isRunbook(KitFile page) {
        return page.path().startsWith("runbooks/");
    }

    private static String text(String path) {
        return text(Samples.example(), path);
    }

    private static String text(Handover handover, String path) {
        return Samples.kit(handover).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Document parse(String page) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<String> attributes(Document document, String name) {
        List<String> values = new ArrayList<>();
        NodeList all = document.getElementsByTagName("*");
        for (int place = 0; place < all.getLength(); place++) {
            if (((Element) all.item(place)).hasAttribute(name)) {
                values.add(((Element) all.item(place)).getAttribute(name));
            }
        }
        return values;
    }
}
