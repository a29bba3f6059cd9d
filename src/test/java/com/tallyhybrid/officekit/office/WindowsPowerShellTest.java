package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.provider.Arguments;

/** What can be asked of Windows PowerShell itself, where there is one. */
@EnabledOnOs(OS.WINDOWS)
class WindowsPowerShellTest {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static JsonNode said;

    @BeforeAll
    static void ask() throws IOException, InterruptedException {
        Path cases = Path.of("target/powershell-cases.json");
        var requests = new ArrayList<Map<String, Object>>();
        SigningTest.requests().map(Arguments::get).forEach(given -> {
            var request =
                    new LinkedHashMap<>(SigningTest.arguments((String) given[0], (byte[]) given[1], (String) given[2]));
            request.computeIfPresent("Moment", (name, moment) -> MOMENT.format((Instant) moment));
            requests.add(request);
        });
        new ObjectMapper()
                .writeValue(
                        cases.toFile(),
                        Map.of("Requests", requests, "Commands", Reviewed.read().commands()));
        said = new ObjectMapper().readTree(run(cases));
    }

    private static String run(Path cases) throws IOException, InterruptedException {
        Path output = Path.of("target/powershell-said.json");
        Process process = new ProcessBuilder(
                        "powershell.exe",
                        "-NoProfile",
                        "-NonInteractive",
                        "-ExecutionPolicy",
                        "Bypass",
                        "-File",
                        Path.of("src/test/powershell/on-windows.ps1")
                                .toAbsolutePath()
                                .toString(),
                        "-Folder",
                        Path.of("src/main/office").toAbsolutePath().toString(),
                        "-CaseFile",
                        cases.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(output, StandardCharsets.ISO_8859_1))
                .isZero();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    @Test
    void parsesEveryScript() {
        assertThat(said.path("Faults")).isEmpty();
    }

    @Test
    void hasEveryCommandAndParameter() {
        assertThat(said.path("Missing")).isEmpty();
    }

    @Test
    void signsAsTheInterpreterDoes() {
        List<Arguments> requests = SigningTest.requests().toList();

        assertThat(said.path("Requests")).hasSameSizeAs(requests);
        for (int i = 0; i < requests.size(); i++) {
            Object[] given = requests.get(i).get();
            Map<String, Object> expected =
                    SigningTest.request(OfficeScripts.trees(), (String) given[0], (byte[]) given[1], (String) given[2]);
            JsonNode signed = said.path("Requests").path(i);

            assertThat(signed.path("Uri").asText()).isEqualTo(expected.get("Uri"));
            assertThat(signed.path("Authorization").asText())
                    .isEqualTo(((Map<?, ?>) expected.get("Headers")).get("Authorization"));
        }
    }
}
