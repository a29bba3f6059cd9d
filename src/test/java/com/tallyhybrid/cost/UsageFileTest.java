package com.tallyhybrid.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A usage file is refused like settings are: everything at once, each with its line and how to mend it. */
class UsageFileTest {

    private static final Path TO_COPY = Path.of("docs/cost-usage.yaml");

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("usage.yaml"), text);
    }

    private String refusal(String text) throws IOException {
        Path file = file(text);
        try {
            UsageFile.read(file);
        } catch (InvalidUsage refused) {
            assertThat(refused.getMessage()).startsWith(file.toString().replace('\\', '/') + " is refused: ");
            return refused.getMessage();
        }
        throw new AssertionError("accepted: " + text);
    }

    @Test
    void oneNumberCountsForEveryUseAndThreeForOneEach() throws IOException {
        Usage usage = UsageFile.read(file("servers: 3\nbackupGbPerServer: {low: 1, usual: 2.5, high: 10}\n"));

        assertThat(usage.given())
                .containsOnlyKeys("servers", "backupGbPerServer")
                .containsEntry(
                        "servers",
                        Map.of(
                                UsageCase.LOW, new BigDecimal("3"),
                                UsageCase.USUAL, new BigDecimal("3"),
                                UsageCase.HIGH, new BigDecimal("3")));
        assertThat(usage.of("backupGbPerServer", UsageCase.USUAL)).isEqualByComparingTo("2.5");
    }

    @Test
    void theFileToCopySaysWhatIsAssumedAnyway() {
        Usage written = UsageFile.read(TO_COPY);

        assertThat(written.given()).hasSizeGreaterThan(10);
        written.given()
                .forEach((key, cases) -> cases.forEach((use, number) -> assertThat(number)
                        .as(key)
                        .isEqualByComparingTo(UsageKeys.ALL
                                .get(key)
                                .path("default")
                                .get(use.ordinal())
                                .decimalValue())));
    }

    @Test
    void theFileToCopyNamesEveryKey() throws IOException {
        String text = Files.readString(TO_COPY);

        assertThat(UsageKeys.ALL.keySet())
                .allSatisfy(key -> assertThat(text).containsPattern("(?m)^(# )?" + key + ": "));
    }

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        assertThat(refusal("""
                servres: 2
                backupGbPerServer: -5
                changedPercentPerDay: 101
                keyRotations: {low: 2, usual: 1, high: 0}
                dataEvents: {low: 1, usual: 2}
                recordsGb: many
                """).lines()).hasSize(7).first().asString().endsWith("6 problems.");
        assertThat(refusal("servres: 2\nbackupGbPerServer: -5\n"))
                .contains("line 1: servres: unknown key; did you mean 'servers'?")
                .contains("line 2: backupGbPerServer: '-5' is not allowed; give a number from 0 to 100000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            servers: 1001                                     | line 1: servers: '1001' is not allowed; give a number from 0 to 1000
            servers: '2'                                      | without quotes
            servers: 0x10                                     | '0x10' is not allowed
            servers: 010                                      | '010' is not allowed
            servers: 1e3                                      | '1e3' is not allowed
            servers: .inf                                     | '.inf' is not allowed
            servers: ~                                        | '~' is not allowed
            servers:                                          | '' is not allowed
            servers: [1, 2]                                   | 'a list or a mapping' is not allowed
            servers: {low: 1, usual: 2, high: {a: 1}}         | servers.high: 'a list or a mapping' is not allowed
            servers: {low: 1, usual: 2, hihg: 3}              | servers.hihg: unknown key; give low, usual and high
            servers: {low: 1, low: 1, usual: 2, high: 3}      | stands here already
            servers: {usual: 2}                               | one of low, usual and high is missing
            servers: {low: 3, usual: 2, high: 4}              | low 3, usual 2, high 4; give them so that low is not above
            wishes: 1                                         | unknown key; known are servers, backupGbPerServer
            [servers, 2]                                      | keys with numbers must stand here
            servers: {low: 1                                  | this is not YAML
            {? {a: 1} : 2}                                    | unknown key
            """)
    void whatIsNotAllowedIsRefusedWithWhatIs(String text, String words) throws IOException {
        assertThat(refusal(text)).contains(words).contains("line ");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() throws IOException {
        assertThat(refusal("servers: 1\nservers: 2\n"))
                .contains("line 2: servers: this key stands in the file already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x 1\nservers: *x", "--- {servers: 1}\n--- {servers: 2}"})
    void nothingIsSaidByReference(String text) throws IOException {
        assertThat(refusal(text)).containsPattern("an alias is not followed|a second document begins");
    }

    @Test
    void whatCannotBeReadIsSaidInASentence() throws IOException {
        assertThatExceptionOfType(InvalidUsage.class)
                .isThrownBy(() -> UsageFile.read(folder.resolve("none.yaml")))
                .withMessageContaining("there is no such file");
        assertThatExceptionOfType(InvalidUsage.class)
                .isThrownBy(() -> UsageFile.read(folder))
                .withMessageContaining("there is no such file");
        Path foreign = Files.write(folder.resolve("f.yaml"), "servers: 2 # für".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(InvalidUsage.class)
                .isThrownBy(() -> UsageFile.read(foreign))
                .withMessageContaining("not UTF-8");
        assertThatExceptionOfType(InvalidUsage.class)
                .isThrownBy(() -> UsageFile.read(file("# ".repeat(40000))))
                .withMessageContaining("64 KiB");
        assertThat(refusal("servers: 2\u0007")).contains("not a text of YAML");
        assertThat(UsageFile.read(file("# nothing yet\n"))).isEqualTo(new Usage(Map.of()));
    }

    /** What an editor underlines and what the command refuses must be the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "servers: 2",
                "servers: -1",
                "servers: 2000",
                "servers: '2'",
                "servers: {low: 1, usual: 2, high: 3}",
                "servers: {low: 1, usual: 2}",
                "servers: {low: 1, usual: 2, high: 3, more: 4}",
                "wishes: 1"
            })
    void editorsJudgeAsTheCommandDoes(String text) throws IOException {
        Schema schema = SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> {})
                .getSchema(new ObjectMapper().readTree(UsageFile.class.getResourceAsStream(UsageKeys.SCHEMA)));
        boolean editor = schema.validate(new YAMLMapper().readTree(text)).isEmpty();
        boolean command = true;
        try {
            UsageFile.read(file(text));
        } catch (InvalidUsage refused) {
            command = false;
        }

        assertThat(command).isEqualTo(editor);
    }

    @Test
    void everyKeySaysWhatItIsAndItsAssumptionsRise() {
        UsageKeys.ALL.forEach((key, definition) -> {
            List<BigDecimal> cases = List.of(
                    definition.path("default").get(0).decimalValue(),
                    definition.path("default").get(1).decimalValue(),
                    definition.path("default").get(2).decimalValue());
            assertThat(cases).as(key).isSorted();
            assertThat(cases.get(2))
                    .as(key)
                    .isLessThanOrEqualTo(definition.path("maximum").decimalValue());
            assertThat(definition.path("description").asText()).as(key).endsWith(".");
        });
    }
}
