package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of all settings is made from the schema, so that it names every key and warns of every change. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("docs/settings.md");
    private static final JsonNode SCHEMA = FieldRules.load().root();

    /** How a description begins to say what a later change does; SchemaTest demands one of these of every key. */
    private static final Pattern LATER =
            Pattern.compile("\\blater\\b|fixed for life|is deleted at once|Cannot be left out");

    /** What is lost, or made anew and empty, or cannot be taken back. */
    private static final Pattern SETTLED = Pattern.compile(
            "makes? a new|fixed for life|cannot change|cannot be changed back|stays so|is deleted at once|deletes the older");

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.])\\s+(?=[A-Z])");

    /**
     * One row of the page.
     *
     * @param path the key with the keys above it, such as {@code network.offices[].name}
     * @param group the mapping that the key stands in, by its path; empty at the top
     * @param definition what the schema says of it, with what it refers to
     */
    private record Key(String path, String group, JsonNode definition) {

        String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        private List<String> sentences() {
            return Arrays.asList(SENTENCE.split(definition.path("description").asText()));
        }

        private int warning() {
            List<String> sentences = sentences();
            for (int at = 0; at < sentences.size(); at++) {
                if (LATER.matcher(sentences.get(at)).find()) {
                    return at;
                }
            }
            return sentences.size();
        }

        String meaning() {
            return String.join(" ", sentences().subList(0, warning()));
        }

        String later() {
            // The head of the column says "changing it later" already.
            return String.join(" ", sentences().subList(warning(), sentences().size()))
                    .replaceFirst("^Changing (it|them) later ", "");
        }

        String given() {
            JsonNode resolved = resolve(definition);
            JsonNode usual = resolved.path("default");
            String stands = usual.isMissingNode() || usual.isEmpty() && usual.isContainerNode()
                    ? ""
                    : " Default: %s.".formatted(usual.isContainerNode() ? usual.toString() : usual.asText());
            return "Give %s.%s".formatted(FieldRules.allowed(resolved), stands);
        }
    }

    /** To accept a change: {@code mvn test -Dtest=SettingsPageTest -Dgolden.update=true}. */
    @Test
    void everySettingIsOnThePage() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as("the page of settings; a wanted change is accepted with -Dgolden.update=true")
                .isEqualTo(page);
    }

    /** The warning is a column of its own only as long as each description says what a later change does. */
    @Test
    void everyKeyHasItsMeaningAndItsWarning() {
        assertThat(keys()).hasSizeGreaterThan(50).allSatisfy(key -> {
            assertThat(key.meaning()).as("the meaning of %s", key.path()).isNotBlank();
            if (!key.path().equals("backup")) {
                assertThat(key.later())
                        .as("what a change of %s does", key.path())
                        .isNotBlank();
            }
        });
    }

    /** An owner who reads the first table only must meet these. */
    @Test
    void whatMakesANewEmptyPlaceIsAmongTheFirst() {
        assertThat(keys().stream().filter(SettingsPageTest::settled).map(Key::path))
                .contains(
                        "name",
                        "account",
                        "network.vpcCidr",
                        "network.offices[].gatewayIp",
                        "backup.servers[].keySerials",
                        "backup.noncurrentDays",
                        "backup.archiveLockMode",
                        "fileServer.deploymentType",
                        "fileServer.storageType",
                        "fileServer.directory",
                        "fileServer.directory.managed.domain",
                        "fileServer.directory.selfManaged.organizationalUnit")
                .doesNotContain("alertEmails", "backup.arrivalWindowHours", "operations.runbooksUrl");
    }

    private static boolean settled(Key key) {
        return SETTLED.matcher(key.later()).find();
    }

    private static String page() {
        var settled = new LinkedHashMap<String, List<String>>();
        keys().stream()
                .filter(SettingsPageTest::settled)
                .forEach(key -> settled.computeIfAbsent(key.later(), effect -> new ArrayList<>())
                        .add(code(key.path())));
        String first = settled.entrySet().stream()
                .map(effect ->
                        "| %s | %s |\n".formatted(shown(effect.getKey()), String.join("<br>", effect.getValue())))
                .collect(Collectors.joining());
        String groups = keys().stream()
                .map(Key::group)
                .distinct()
                .map(SettingsPageTest::section)
                .collect(Collectors.joining());
        return """
                # Settings

                Every key of a deployment file, made from [schema.json](../deployments/schema.json). Copy
                [example.yaml](../deployments/example.yaml), replace every value, and keep the copy in version control; it holds no secret.
                Choose the file with `-c deployment=deployments/my-firm.yaml`. Leave out `network` and `fileServer` for backups only.
                "Kept" means: no longer managed, still there, still billed, until you delete it by hand.

                An editor that knows YAML schemas says the same while you type. In Visual Studio Code install the extension *YAML* by Red Hat;
                the first line of `example.yaml` tells it where the schema is.

                ## Settle these before the first deploy

                Changing one of them later makes something new and empty, deletes something, or cannot be taken back. `[]` stands for
                each entry of a list.

                | changing it later | key |
                |---|---|
                """ + first + groups;
    }

    private static String section(String group) {
        String rows = keys().stream()
                .filter(key -> key.group().equals(group))
                .map(key -> "| %s | %s | %s |\n"
                        .formatted(code(key.name()), shown(key.later()), shown(key.meaning() + " " + key.given())))
                .collect(Collectors.joining());
        return "\n## %s\n\n| key | changing it later | what it is |\n|---|---|---|\n%s"
                .formatted(group.isEmpty() ? "The deployment" : code(group), rows);
    }

    private static List<Key> keys() {
        var keys = new ArrayList<Key>();
        collect(SCHEMA, "", keys);
        return keys;
    }

    private static void collect(JsonNode mapping, String group, List<Key> keys) {
        mapping.path("properties").properties().forEach(property -> {
            JsonNode definition = property.getValue();
            String path = (group.isEmpty() ? "" : group + ".") + property.getKey();
            keys.add(new Key(path, group, definition));
        });
        mapping.path("properties").properties().forEach(property -> {
            JsonNode definition = property.getValue();
            String path = (group.isEmpty() ? "" : group + ".") + property.getKey();
            if (definition.has("properties")) {
                collect(definition, path, keys);
            } else if (definition.path("items").has("properties")) {
                collect(definition.path("items"), path + "[]", keys);
            }
        });
    }

    /** The definition with what its reference adds. */
    private static JsonNode resolve(JsonNode definition) {
        String reference = definition.path("$ref").asText();
        return reference.isEmpty() ? definition : SCHEMA.at(reference.substring(1));
    }

    private static String code(String name) {
        return "`" + name + "`";
    }

    private static String shown(String text) {
        return text.replace("|", "&#124;")
                .replace("<", "&lt;")
                .replace("\\", "\\\\")
                .strip();
    }
}
