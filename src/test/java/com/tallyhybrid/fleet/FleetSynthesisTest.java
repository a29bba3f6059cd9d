package com.tallyhybrid.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many deployments in one process are what each would be alone. The single synthesis here is the app as the command line
 * starts it; {@code tools/bench/fleet.mjs} does the same with fifty clients, the command line itself and the validator.
 */
class FleetSynthesisTest {

    private static final int CLIENTS = 4;

    @TempDir
    static Path settings;

    @TempDir
    static Path single;

    @TempDir
    Path output;

    private static List<ClientFile> clients;

    @BeforeAll
    static void synthesizeOneByOne() throws Exception {
        clients = GeneratedClients.write(settings, CLIENTS).stream()
                .map(ClientFile::of)
                .toList();
        List<Process> running = new ArrayList<>();
        for (ClientFile client : clients) {
            running.add(app(client, single.resolve(client.client())));
        }
        for (Process process : running) {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    /** As cdk synth does it: a process for one deployment, which is told by the environment. */
    private static Process app(ClientFile client, Path folder) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "com.tallyhybrid.app.TallyApp");
        builder.environment().put("CDK_OUTDIR", folder.toString());
        builder.environment().put("CDK_VALIDATION", "false");
        builder.environment()
                .put(
                        "CDK_CONTEXT_JSON",
                        new ObjectMapper()
                                .writeValueAsString(
                                        Map.of("deployment", client.file().toString())));
        return builder.inheritIO().start();
    }

    @Test
    void oneProcessWritesWhatEachDeploymentAloneWrites() throws IOException {
        List<ClientResult> results = run(clients, 1, SynthesisProcess.class);

        assertThat(results).noneMatch(ClientResult::fails).hasSize(CLIENTS);
        assertThat(differences(files(output), expected(clients))).isEmpty();
    }

    /** A fault in the CDK itself, in whatever order and beside whatever else. */
    @Test
    void aFaultInTheThirdChangesNothingElse() throws IOException {
        List<ClientFile> backwards = new ArrayList<>(clients);
        Collections.reverse(backwards);

        List<ClientResult> results = run(backwards, 2, FaultInTheCdk.class);

        assertThat(results).filteredOn(ClientResult::fails).singleElement().satisfies(result -> {
            assertThat(result.client()).isEqualTo(GeneratedClients.name(2));
            assertThat(String.join("", result.problems()))
                    .startsWith("The CDK refuses it: ")
                    .doesNotContain("\tat ", "    at ");
        });
        assertThat(differences(files(output), withoutTheThird())).isEmpty();
    }

    /** It may have died of what it made before; only one that dies of a client alone is that client's fault. */
    @Test
    void aProcessThatDiesIsReplacedAndItsClientBlamedForItsOwnDeathOnly() throws IOException {
        List<ClientResult> results = run(List.of(clients.get(0), clients.get(2)), 1, DeathInTheThird.class);

        assertThat(results).filteredOn(ClientResult::fails).singleElement().satisfies(result -> {
            assertThat(result.client()).isEqualTo(GeneratedClients.name(2));
            assertThat(result.problems()).containsExactly("Its process ended without an answer.");
        });
        assertThat(differences(files(output), expected(clients.subList(0, 1)))).isEmpty();
    }

    /** For client 2 something stands where its assembly belongs: the construct library stops in the middle. */
    static final class FaultInTheCdk {

        public static void main(String[] arguments) throws IOException {
            SynthesisProcess.serve(order -> {
                if (order.file().contains(GeneratedClients.name(2))) {
                    Files.writeString(Path.of(order.folder()), "in the way");
                }
                return SynthesisProcess.obey(order);
            });
        }
    }

    static final class DeathInTheThird {

        public static void main(String[] arguments) throws IOException {
            SynthesisProcess.serve(order -> {
                if (order.file().contains(GeneratedClients.name(2))) {
                    Runtime.getRuntime().halt(137);
                }
                return SynthesisProcess.obey(order);
            });
        }
    }

    @Test
    void aRefusedClientLeavesNoAssemblyOfItsOlderSettings(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("client-000.yaml");
        Files.writeString(file, GeneratedClients.settings(0, "12"));
        Path old = Files.createDirectories(output.resolve("client-000"));
        Files.writeString(old.resolve("cdk.out"), "{}");

        List<ClientResult> results = run(List.of(ClientFile.of(file)), 1, SynthesisProcess.class);

        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(result.problems())
                        .singleElement()
                        .asString()
                        .contains("line 2: account: '12' is not allowed"));
        assertThat(files(output)).isEmpty();
    }

    @Test
    void whatIsNoAssemblyIsNeverRemoved() throws IOException {
        Path precious = Files.createDirectories(output.resolve("client-000")).resolve("books.txt");
        Files.writeString(precious, "1947");

        List<ClientResult> results = run(clients.subList(0, 1), 1, SynthesisProcess.class);

        assertThat(results.get(0).problems()).singleElement().asString().contains("is no assembly and stays");
        assertThat(precious).hasContent("1947");
    }

    @Test
    void aStrictRunRefusesValuesOfTheExamples(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("example.yaml");
        Files.copy(Path.of("deployments/example.yaml"), file);

        List<ClientResult> results = new FleetSynthesis(
                        new FleetFolder(output), 1, true, () -> Synthesizer.start(SynthesisProcess.class, false))
                .run(List.of(ClientFile.of(file)), result -> {});

        assertThat(results.get(0).problems())
                .singleElement()
                .asString()
                .contains("Replace before a deploy: gatewayIp 198.51.100.10 of office pune is an example");
    }

    @Test
    void theTableSaysHowManyAreLeft() {
        var text = new StringWriter();
        var progress = new Progress(new PrintWriter(text), clients);
        progress.accept(new ClientResult("client-001", "a", "written", List.of(), List.of("x")));
        progress.accept(new ClientResult("client-000", "a", "refused", List.of("one\ntwo"), List.of()));

        assertThat(text.toString().lines())
                .containsExactly(
                        "1 of 4, 3 left  client-001  written, 1 notice",
                        "2 of 4, 2 left  client-000  refused",
                        "    one",
                        "    two");
    }

    private List<ClientResult> run(List<ClientFile> some, int jobs, Class<?> program) {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        List<ClientResult> results = new FleetSynthesis(
                        new FleetFolder(output), jobs, false, () -> Synthesizer.start(program, false))
                .run(some, result -> told.add(result.client()));
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        results.stream().map(ClientResult::client).toList());
        return results;
    }

    private static Map<String, String> withoutTheThird() throws IOException {
        return expected(List.of(clients.get(0), clients.get(1), clients.get(3)));
    }

    /** What a fleet of these is: the assemblies that each alone gives, and what each was made of. */
    private static Map<String, String> expected(List<ClientFile> some) throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (ClientFile client : some) {
            files(single.resolve(client.client())).forEach((file, hash) -> all.put(client.client() + "/" + file, hash));
            all.put(
                    client.client() + ".settings.sha256",
                    FleetFolder.digest((FleetFolder.digest(client.file()) + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return all;
    }

    /** The files that only one side has, or that are not the same on both. */
    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(file -> !Objects.equals(one.get(file), other.get(file)))
                .sorted()
                .toList();
    }

    /** Every file below the folder, and the hash of its bytes. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), FleetFolder.digest(file));
            }
        }
        return files;
    }
}
