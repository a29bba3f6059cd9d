package com.tallyhybrid.officekit.quoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tallyhybrid.officekit.router.RouterStrings;
import com.tallyhybrid.testkit.powershell.Grammar;
import com.tallyhybrid.testkit.powershell.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads what was written finds the value as it was, and nothing beside it. */
class SpellingTest {

    /** What means something to one program or another. */
    static final List<String> HOSTILE = List.of(
            "$(calc) Admins",
            "`calc`",
            "O'Brien",
            "say \"hello\"",
            "both ' and \"",
            "two\nlines",
            "two\r\nlines",
            "%PATH% ${x} $x",
            "\u2018single\u2019 \u201Adouble\u201B",
            "\u201Cdouble\u201D \u201Elow",
            "it\u2019s $(calc)",
            "a; b & c | d && e",
            "]]> <script>alert(1)</script>",
            "{{secret}} {x} [y] (z)",
            "#not a comment",
            "-Option",
            "--option=value",
            "@splat",
            "D:\\Tally Data\\",
            "back\\slash \\n \\\"",
            "हिन्दी नाम",
            "tab\there",
            " leading and trailing ",
            "!history!",
            "~ * ? .");

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void powerShellReadsTheValue(String value) {
        assertThat(PowerShellText.literals("Get-Item " + Spelling.POWERSHELL.of(value) + " ; Next"))
                .containsExactly(value);
    }

    /** The published grammar sees one literal among the words of the command, whatever the value says. */
    @Test
    void theGrammarOfPowerShellSeesOneWord() {
        var scripts = new LinkedHashMap<String, String>();
        HOSTILE.forEach(value ->
                scripts.put(scripts.size() + ".ps1", "Get-Item -LiteralPath " + Spelling.POWERSHELL.of(value) + "\n"));
        Map<String, Node> trees = Grammar.parse(scripts);

        for (int place = 0; place < HOSTILE.size(); place++) {
            Node tree = trees.get(place + ".ps1");
            assertThat(all(tree).filter(node -> node.is("ERROR") || node.is("sub_expression") || node.is("variable")))
                    .as(HOSTILE.get(place))
                    .isEmpty();
            assertThat(all(tree)
                            .filter(node -> node.is("verbatim_string_characters"))
                            .map(Node::text))
                    .containsExactly(Spelling.POWERSHELL.of(HOSTILE.get(place)));
        }
    }

    private static Stream<Node> all(Node node) {
        return Stream.concat(Stream.of(node), node.children().stream().flatMap(SpellingTest::all));
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void aProgramIsGivenTheValueOrNothing(String value) {
        if (value.contains("\"") || value.endsWith("\\")) {
            assertThatThrownBy(() -> Spelling.NATIVE.of(value)).isInstanceOf(Unspellable.class);
        } else {
            assertThat(PowerShellText.literals("icacls " + Spelling.NATIVE.of(value)))
                    .containsExactly(value);
        }
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void bothShellsReadTheSameWordOrNone(String value) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
        String word;
        try {
            word = Spelling.SHELL.of(value);
        } catch (Unspellable refused) {
            boolean single = value.chars().anyMatch(c -> "'\u2018\u2019\u201A\u201B".indexOf(c) >= 0);
            assertThat(value.contains("\"") || value.endsWith("\\") || single && value.matches("(?s).*[$`!\\\\].*"))
                    .as(value)
                    .isTrue();
            return;
        }
        assertThat(printedBy("sh", word)).isEqualTo("<" + value + ">");
        assertThat(PowerShellText.literals("aws --user-name " + word)).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pune", "arn:aws:iam::111122223333:user/a+b=c@d", "/aws/vendedlogs/x", "10.0.0.0/16"})
    void plainWordsAreWrittenAsTheyAre(String value) throws Exception {
        assertThat(Spelling.PLAIN.of(value)).isEqualTo(value);
        assertThat(Spelling.SHELL.of(value)).isEqualTo(value);
    }

    private static String printedBy(String shell, String word) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(shell, "-c", "printf '<%s>' " + word).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void routerOsReadsTheValue(String value) {
        assertThat(RouterStrings.given("/ip note add text=" + Spelling.ROUTER_OS.of(value) + " other=yes", "text"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void whatIsNoPlainWordIsNeverWrittenBare(String value) {
        assertThatThrownBy(() -> Spelling.PLAIN.of(value))
                .isInstanceOf(Unspellable.class)
                .hasMessageContaining("is no plain word");
        assertThatThrownBy(() -> Spelling.WORDS.of(value)).isInstanceOf(Unspellable.class);
    }

    @Test
    void aListIsOfPlainWords() {
        assertThat(Spelling.WORDS.of("10.0.0.2,10.0.0.3")).isEqualTo("10.0.0.2,10.0.0.3");
        assertThat(Spelling.WORDS.of("aes256-sha256, aes256-sha384")).isEqualTo("aes256-sha256, aes256-sha384");
        assertThatThrownBy(() -> Spelling.WORDS.of("a -Force")).isInstanceOf(Unspellable.class);
        assertThatThrownBy(() -> Spelling.WORDS.of("a=b c")).isInstanceOf(Unspellable.class);
    }

    /** No shell and no page can hold it. */
    @ParameterizedTest
    @ValueSource(strings = {"nul\u0000", "bell\u0007", "escape\u001B[2J", "c1\u0085"})
    void controlCharactersAreRefusedInEveryLanguage(String value) {
        for (Spelling spelling : Spelling.values()) {
            assertThatThrownBy(() -> spelling.of(value))
                    .as(spelling.name())
                    .isInstanceOf(Unspellable.class)
                    .hasMessageContaining("\\u00");
        }
    }

    @Test
    void aCommentStaysOnItsLine() {
        assertThat(Spelling.REMARK.of("outside address; of tunnel 1")).isEqualTo("outside address; of tunnel 1");
        assertThatThrownBy(() -> Spelling.REMARK.of("a\nadd user")).isInstanceOf(Unspellable.class);
    }
}
