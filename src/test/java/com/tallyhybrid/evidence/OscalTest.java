package com.tallyhybrid.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for machines is OSCAL 1.1.3 as NIST's own schemas have it, and the same each time. */
class OscalTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SCHEMAS =
            Map.of("component-definition", "component-definition", "assessment-plan", "ap", "assessment-results", "ar");

    private static final Map<String, PackFile> FILES = EvidencePack.of(ExampleEvidence.files()).files().stream()
            .collect(Collectors.toMap(PackFile::path, Function.identity()));

    private static Schema schema(String model) throws IOException {
        try (InputStream json = OscalTest.class.getResourceAsStream(
                "/schema/json/oscal-%s_schema.json".formatted(SCHEMAS.get(model)))) {
            // NIST's schemas have a keyword "id" that draft-07 does not know, and that says nothing.
            Dialect dialect = Dialect.builder(Dialects.getDraft7())
                    .keyword(new NonValidationKeyword("id"))
                    .build();
            return SchemaRegistry.withDialect(dialect, builder -> {}).getSchema(JSON.readTree(json));
        }
    }

    private static JsonNode document(String model) throws IOException {
        return JSON.readTree(FILES.get("oscal/%s.json".formatted(model)).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"component-definition", "assessment-plan", "assessment-results"})
    void everyDocumentIsWhatNistsSchemaAllows(String model) throws IOException {
        assertThat(schema(model).validate(document(model))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"component-definition", "assessment-plan", "assessment-results"})
    void aDocumentWithoutItsVersionIsRefusedByTheSchema(String model) throws IOException {
        JsonNode document = document(model);
        ((ObjectNode) document.path(model).path("metadata")).remove("oscal-version");

        assertThat(schema(model).validate(document)).isNotEmpty();
    }

    @Test
    void everyIdentifierIsOfVersionFiveAndIsUsedOnce() throws IOException {
        for (String model : SCHEMAS.keySet()) {
            List<String> uuids = document(model).findValuesAsText("uuid");
            assertThat(uuids)
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .allMatch(uuid ->
                            uuid.matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
        }
        // Python: uuid.uuid5(uuid.NAMESPACE_URL, 'urn:tally-hybrid:evidence:observation:backup-lock')
        assertThat(PackFile.uuid("observation:backup-lock")).isEqualTo("722e4141-2c6c-5c47-858e-91a0fc88a1a3");
    }

    @Test
    void everyFindingHasItsObservationAndNoneIsMadeOfWhatNobodyLookedAt() throws IOException {
        JsonNode result = document("assessment-results").at("/assessment-results/results/0");
        Set<String> observations = Set.copyOf(result.path("observations").findValuesAsText("uuid"));

        assertThat(result.path("findings").findValuesAsText("observation-uuid"))
                .isNotEmpty()
                .isSubsetOf(observations);
        assertThat(result.path("findings").findValuesAsText("target-id"))
                .contains("register-daily", "backup-lock")
                .doesNotContain("run-root-mfa", "office-restore");
        assertThat(result.path("findings").findValuesAsText("state")).containsOnly("satisfied");
    }
}
