package com.tallyhybrid.officekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One release of Duplicati, said in one place; everything else agrees with it, and with what was read in its source. */
class DuplicatiReleaseTest {

    private static final DuplicatiRelease RELEASE = DuplicatiRelease.TESTED;
    private static final JsonNode USE = use();

    private static JsonNode use() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(Files.readString(
                            Path.of("src/test/resources/com/tallyhybrid/officekit/duplicati-use.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(JsonNode options) {
        return options.propertyStream().map(java.util.Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/office"))) {
            return files.sorted().map(DuplicatiReleaseTest::text).collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyListWasReadInTheVersionThatIsInstalled() throws IOException {
        assertThat(USE.path("version").asText()).isEqualTo(RELEASE.version());
        assertThat("duplicati-" + USE.path("tag").asText().substring(1))
                .isEqualTo(RELEASE.installer().replace("-win-x64-gui.msi", ""));
        assertThat(Files.readString(Path.of("src/test/resources/duplicati-options.txt")))
                .startsWith("# Options of a backup job that Duplicati " + RELEASE.version() + " knows")
                .contains(USE.path("tag").asText());
    }

    @Test
    void theJobsUseWhatIsListedAndNothingElse() throws IOException {
        var options = new TreeSet<String>();
        var destination = new TreeSet<String>();
        for (String file : List.of("duplicati-job.json", "duplicati-year-end-job.json")) {
            JsonNode job = DuplicatiJobTest.job("servers/pune/" + file);
            options.addAll(DuplicatiJobTest.options(job).keySet());
            destination.addAll(DuplicatiJobTest.target(job).keySet());
        }

        assertThat(options).isEqualTo(names(USE.path("job")));
        assertThat(destination).isEqualTo(names(USE.path("destination")));
    }

    /** A value of another type is a warning every night. */
    @Test
    void theJobsValuesAreOfTheTypesThatWereRead() throws IOException {
        for (String file : List.of("duplicati-job.json", "duplicati-year-end-job.json")) {
            DuplicatiJobTest.options(DuplicatiJobTest.job("servers/pune/" + file))
                    .forEach((name, value) -> assertThat(value)
                            .as(name)
                            .matches(
                                    switch (USE.path("job")
                                            .path(name)
                                            .path("type")
                                            .asText()) {
                                        case "Boolean" -> "true|false";
                                        case "Size" -> "\\d+(b|kb|mb|gb)";
                                        case "Timespan" -> "(\\d+[smhDWMY])+";
                                        case "Enumeration" -> "[A-Za-z]+";
                                        default -> ".+";
                                    }));
        }
    }

    @Test
    void theScriptsUseWhatIsListedAndNothingElse() throws IOException {
        var listed = new TreeSet<String>();
        USE.path("programs").forEach(program -> listed.addAll(names(program)));
        Set<String> used = Pattern.compile("['\"]--([a-z][a-z-]+)")
                .matcher(scripts())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isEqualTo(listed);
        assertThat(names(USE.path("words")))
                .allSatisfy(word -> assertThat(scripts()).contains(word));
    }

    static Stream<Path> texts() throws IOException {
        try (Stream<Path> office = Files.list(Path.of("src/main/office"));
                Stream<Path> runbooks = Files.list(Path.of("docs/runbooks"));
                Stream<Path> pages = Files.walk(Path.of("src/main/resources/com/tallyhybrid/officekit"))) {
            return Stream.of(
                    office,
                    runbooks,
                    pages.filter(Files::isRegularFile),
                    Stream.of("office-scripts.md", "office-kit.md", "duplicati-job.md")
                            .map(name -> Path.of("docs", name)))
                    .flatMap(files -> files)
                    .toList()
                    .stream();
        }
    }

    /** People look for the file by its name. */
    @ParameterizedTest
    @MethodSource("texts")
    void everyTextNamesTheSameVersionAndFile(Path file) {
        String text = text(file);

        assertThat(Pattern.compile("(?<![\\d.])2\\.[23]\\.\\d+\\.\\d+(?![\\d.])")
                        .matcher(text)
                        .results())
                .allSatisfy(found -> assertThat(found.group()).isEqualTo(RELEASE.version()));
        assertThat(Pattern.compile("duplicati-[\\w.-]*\\d[\\w.-]*\\.msi")
                        .matcher(text)
                        .results())
                .allSatisfy(found -> assertThat(found.group()).isEqualTo(RELEASE.installer()));
    }

    @Test
    void theInstallerIsNamedWherePeopleNeedIt() throws IOException {
        assertThat(List.of(
                        Path.of("docs/office-scripts.md"),
                        Path.of("docs/office-kit.md"),
                        Path.of("docs/runbooks/start-recovery-server.md"),
                        Path.of("src/main/office/Install-BackupAgent.ps1"),
                        Path.of("src/main/resources/com/tallyhybrid/officekit/first-day-server.html")))
                .allSatisfy(file -> assertThat(text(file)).contains(RELEASE.installer()));
    }
}
