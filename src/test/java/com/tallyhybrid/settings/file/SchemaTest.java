package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.settings.Audit;
import com.tallyhybrid.settings.Backup;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Directory;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import com.tallyhybrid.settings.Operations;
import com.tallyhybrid.settings.TallyServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds schema.json, which editors read, to the records, which the app reads. */
class SchemaTest {

    private static final JsonNode SCHEMA = FieldRules.load().root();
    private static final String OFFICES = "/properties/network/properties/offices";
    private static final String SERVERS = "/properties/backup/properties/servers";
    private static final String DIRECTORY = "/properties/fileServer/properties/directory";

    static List<Arguments> mappings() {
        return List.of(
                Arguments.of(Deployment.class, ""),
                Arguments.of(Network.class, "/properties/network"),
                Arguments.of(Office.class, OFFICES + "/items"),
                Arguments.of(Backup.class, "/properties/backup"),
                Arguments.of(TallyServer.class, SERVERS + "/items"),
                Arguments.of(FileServer.class, "/properties/fileServer"),
                Arguments.of(Operations.class, "/properties/operations"),
                Arguments.of(Audit.class, "/properties/audit"),
                Arguments.of(Directory.Managed.class, DIRECTORY + "/properties/managed"),
                Arguments.of(Directory.SelfManaged.class, DIRECTORY + "/properties/selfManaged"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mappings")
    void namesTheComponentsOfTheRecordInTheirOrder(Class<? extends Record> type, String place) {
        List<String> components = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();

        assertThat(names(SCHEMA.at(place).path("properties"))).isEqualTo(components);
    }

    @Test
    void namesTheKindsOfDirectory() {
        assertThat(names(SCHEMA.at(DIRECTORY + "/properties"))).containsExactly("managed", "selfManaged");
    }

    @Test
    void namesTheConstantsOfTheEnums() {
        assertThat(values(SCHEMA.at("/properties/fileServer/properties/deploymentType/enum")))
                .isEqualTo(constants(FileServer.DeploymentType.values()));
        assertThat(values(SCHEMA.at("/properties/fileServer/properties/storageType/enum")))
                .isEqualTo(constants(FileServer.StorageType.values()));
        assertThat(values(SCHEMA.at("/properties/fileServer/properties/vaultLockMode/enum")))
                .isEqualTo(constants(FileServer.VaultLockMode.values()));
        assertThat(values(SCHEMA.at("/properties/fileServer/properties/vaultCopyTo/enum")))
                .isEqualTo(constants(FileServer.VaultCopyTo.values()));
        assertThat(values(SCHEMA.at("/properties/audit/properties/trail/enum")))
                .isEqualTo(constants(Audit.TrailRecords.values()));
    }

    @Test
    void saysWhatChangingEachKeyLaterDoes() {
        assertThat(definitions())
                .allSatisfy(definition -> assertThat(
                                definition.path("description").asText())
                        .containsAnyOf(
                                "later", "fixed for life", "is deleted at once", "Cannot be left out", "deployment"));
    }

    @Test
    void saysInWordsWhatEachKeyAllows() {
        assertThat(definitions())
                .allSatisfy(definition -> assertThat(FieldRules.allowed(resolve(definition)))
                        .isNotBlank()
                        .doesNotEndWith("."));
    }

    @Test
    void givesAnExampleOfEachKey() {
        assertThat(definitions())
                .allSatisfy(
                        definition -> assertThat(definition.path("examples")).isNotEmpty());
    }

    @Test
    void closesEveryMapping() {
        assertThat(Stream.concat(Stream.of(SCHEMA), definitions().stream())
                        .filter(definition -> definition.path("type").asText().equals("object")))
                .hasSize(11)
                .allSatisfy(definition -> assertThat(definition
                                        .path("additionalProperties")
                                        .isBoolean()
                                && !definition.path("additionalProperties").asBoolean())
                        .isTrue());
    }

    @Test
    void knowsEveryFormatThatItNames() {
        Set<String> known =
                FieldFormats.all().stream().map(format -> format.getName()).collect(Collectors.toSet());

        assertThat(SCHEMA.findValuesAsText("format")).isNotEmpty().allMatch(known::contains);
        assertThat(new TreeSet<>(SCHEMA.findValuesAsText("format"))).isEqualTo(new TreeSet<>(known));
    }

    /** Java's patterns overflow the stack on long texts, so length is looked at first; editors look at it too. */
    @Test
    void saysHowLongEachTextMayBe() {
        assertThat(definitions())
                .filteredOn(
                        definition -> resolve(definition).path("type").asText().equals("string"))
                .hasSizeGreaterThan(20)
                .allSatisfy(definition -> assertThat(resolve(definition).has("maxLength") || definition.has("enum"))
                        .as("%s", definition.path("description").asText())
                        .isTrue());
    }

    @Test
    void saysWhyWhereItRefusesWhatAPatternTakes() {
        assertThat(SCHEMA.findValues("not"))
                .filteredOn(refused -> refused.has("pattern"))
                .hasSizeGreaterThan(8)
                .allSatisfy(refused -> assertThat(refused.path("x-because").asText())
                        .isNotBlank()
                        .doesNotEndWith("."));
    }

    private static JsonNode resolve(JsonNode definition) {
        return definition.has("$ref")
                ? SCHEMA.at(definition.path("$ref").asText().substring(1))
                : definition;
    }

    /** Of every key and list entry. */
    private static List<JsonNode> definitions() {
        List<JsonNode> definitions = new ArrayList<>();
        collect(SCHEMA, definitions);
        assertThat(definitions).hasSizeGreaterThan(40);
        return definitions;
    }

    private static void collect(JsonNode definition, List<JsonNode> definitions) {
        Stream.concat(definition.path("properties").valueStream(), Stream.of(definition.path("items")))
                .filter(JsonNode::isObject)
                .forEach(inner -> {
                    definitions.add(inner);
                    collect(inner, definitions);
                });
    }

    private static List<String> names(JsonNode mapping) {
        return mapping.propertyStream().map(property -> property.getKey()).toList();
    }

    private static List<String> values(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static List<String> constants(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
