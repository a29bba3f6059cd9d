package com.tallyhybrid.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The pages that people print and sign. */
class PagesTest {

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
        assertThat(page.text()).doesNotContain("{{", "}}", "null");
    }

    /** A computer in the office may have no way to the internet, and a page must not tell anybody that it was opened. */
    @ParameterizedTest
    @MethodSource("pages")
    void loadsNothingAndRunsNothing(KitFile page) throws Exception {
        Document document = parse(page.text());

        for (String tag : List.of("script", "img", "link", "iframe", "object", "form")) {
            assertThat(document.getElementsByTagName(tag).getLength()).as(tag).isZero();
        }
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
        Handover hostile = Samples.example(value -> "<img src=x onerror=alert(1)>&\"'");

        assertThat(Samples.kit(hostile))
                .filteredOn(file -> file.path().endsWith(".html"))
                .extracting(KitFile::text)
                .noneMatch(text -> text.contains("<img"))
                .anyMatch(text -> text.contains("&lt;img src"));
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
        var server = new ServerFacts("a", "b", List.of("D:\\O'Brien", "D:\\O\u2019Brien"), "", List.of());

        assertThat(server.quotedFolders()).containsExactly("'D:\\O''Brien'", "'D:\\O\u2019\u2019Brien'");
    }

    /** Windows PowerShell has no &&, and cmd no single quotes outside double ones. */
    @ParameterizedTest
    @MethodSource("pages")
    void commandsOfAwsWorkInBashAndPowerShell(KitFile page) throws Exception {
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

    @Test
    void everyFileIsExplainedOnTheFirstPage() {
        String first = text("README.html");

        assertThat(Samples.kit(Samples.example()))
                .extracting(KitFile::path)
                .filteredOn(path -> !path.equals("README.html"))
                .allMatch(path -> first.contains("href=\"%s\"".formatted(path)));
        assertThatThrownBy(() -> Purposes.of("servers/pune/new.txt")).hasMessageContaining("servers/*/new.txt");
    }

    private static String text(String path) {
        return Samples.kit(Samples.example()).stream()
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
