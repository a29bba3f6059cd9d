package com.tallyhybrid.officekit.quoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A template cannot put a value into a command as it is. */
class CommandPlacesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/com/tallyhybrid/officekit");
    private static final Pattern VALUE = Pattern.compile("\\{\\{([A-Za-z.][^}]*)\\}\\}");
    private static final Pattern BLOCK = Pattern.compile("<pre[^>]*>(.*?)</pre>", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<pre>aws --id {{id}}</pre>|<pre>aws --id {{id.plain}}</pre>",
                "<pre>{{#list}}ping {{.}}{{/list}}</pre>|<pre>{{#list}}ping {{this.plain}}{{/list}}</pre>",
                "<pre>a{{-index}} {{ host }}</pre>|<pre>a{{-index}} {{host.plain}}</pre>",
                "<pre>Get-Item {{folder.powershell}}</pre>|<pre>Get-Item {{folder.powershell}}</pre>",
                "<code>aws --region {{region}}</code>|<code>aws --region {{region.plain}}</code>",
                "<p>{{group}} <code>{{group}}</code></p>|<p>{{group}} <code>{{group}}</code></p>",
                "{{$title}}First day: {{name}}{{/title}}|{{$title}}First day: {{name.plain}}{{/title}}",
            })
    void writesEveryValueOfACommandByALanguage(String page, String quoted) {
        assertThat(CommandPlaces.ofPage(page)).isEqualTo(quoted);
    }

    @Test
    void inARoutersFileEveryValueIs() {
        assertThat(CommandPlaces.ofFile("# {{meaning.remark}}\nadd name={{name}} secret={{key.routerOs}}\n"))
                .isEqualTo("# {{meaning.remark}}\nadd name={{name.plain}} secret={{key.routerOs}}\n");
    }

    @ParameterizedTest
    @CsvSource({"<p>{{{name}}}</p>", "<p>{{&name}}</p>", "<pre>{{{name}}}</pre>"})
    void aValueAsItIsIsRefused(String template) {
        assertThatThrownBy(() -> CommandPlaces.ofPage(template)).hasMessageContaining("as it is");
        assertThatThrownBy(() -> CommandPlaces.ofFile(template)).hasMessageContaining("as it is");
    }

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(ps1|yaml|css|js)"))
                    .toList()
                    .stream();
        }
    }

    /** In the templates as they are: none escapes the rule, and each language stands where it is spoken. */
    @ParameterizedTest
    @MethodSource("templates")
    void everyValueOfEveryCommandHasALanguage(Path file) throws IOException {
        String text = Files.readString(file).replace("\r\n", "\n");
        boolean page = file.toString().endsWith(".html");
        List<String> commands = page
                ? BLOCK.matcher(CommandPlaces.ofPage(text))
                        .results()
                        .map(block -> block.group(1))
                        .toList()
                : List.of(CommandPlaces.ofFile(text));
        for (String line : commands.stream().flatMap(String::lines).toList()) {
            Matcher value = VALUE.matcher(line);
            while (value.find()) {
                String language = value.group(1).replaceFirst(".*\\.", "");
                assertThat(Spelling.named(language)).as(line).isPresent();
                assertThat(allowed(line.replaceAll("^(\\{\\{[^}]*\\}\\})+", ""), page))
                        .as(line)
                        .contains(language);
            }
        }
    }

    private static List<String> allowed(String line, boolean page) {
        if (!page) {
            return line.matches("[#!].*") ? List.of("plain", "remark") : List.of("plain", "words", "routerOs");
        }
        return line.startsWith("aws ")
                ? List.of("plain", "shell")
                : List.of("plain", "words", "powershell", "native", "shell");
    }
}
