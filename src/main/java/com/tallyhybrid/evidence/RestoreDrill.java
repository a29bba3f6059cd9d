package com.tallyhybrid.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A restore drill, from the evidence that it wrote into the locked archive bucket (write_evidence.py).
 *
 * @param server whose backup was restored
 * @param drill the run's id
 * @param started when, UTC
 * @param ended when, UTC
 * @param result Success, or how it ended
 * @param failure why it failed; empty where it did not
 * @param files files restored; 0 where nothing was
 * @param bytes their size
 * @param newestFile the newest file among them, UTC
 * @param manifestSha256 hash of the list of all files with their hashes, as it was made on the recovery server
 * @param evidenceSha256 hash of the evidence itself; the run's output Sha256 has the same
 */
record RestoreDrill(
        String server,
        String drill,
        String started,
        String ended,
        String result,
        String failure,
        long files,
        long bytes,
        String newestFile,
        String manifestSha256,
        String evidenceSha256) {

    boolean succeeded() {
        return result.equals("Success");
    }

    /**
     * Reads one evidence file, or every {@code .json} file of a folder, oldest drill first.
     *
     * @throws Refused if one cannot be read or is of another deployment
     */
    static List<RestoreDrill> read(Path path, String deployment) {
        List<String> problems = new ArrayList<>();
        List<RestoreDrill> drills = new ArrayList<>();
        for (Path file : files(path)) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                JsonNode evidence = new ObjectMapper().readTree(bytes);
                if (!evidence.path("What").asText().startsWith("Restore drill")) {
                    problems.add(AttestationsFile.shown(file) + ": this is not the evidence of a restore drill");
                } else if (!evidence.path("Deployment").asText().equals(deployment)) {
                    problems.add("%s: a drill of %s, not of %s"
                            .formatted(
                                    AttestationsFile.shown(file),
                                    evidence.path("Deployment").asText(),
                                    deployment));
                } else {
                    drills.add(of(evidence, PackFile.sha256(bytes)));
                }
            } catch (JsonProcessingException malformed) {
                problems.add(
                        AttestationsFile.shown(file) + ": this is not JSON; copy it from the archive bucket again");
            } catch (IOException denied) {
                problems.add(AttestationsFile.shown(file) + ": cannot be read; check the path");
            }
        }
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        drills.sort(Comparator.comparing(RestoreDrill::started).thenComparing(RestoreDrill::drill));
        return drills;
    }

    private static RestoreDrill of(JsonNode evidence, String hash) {
        JsonNode restored = evidence.path("Restored");
        return new RestoreDrill(
                evidence.path("Server").asText(),
                evidence.path("Drill").asText(),
                evidence.path("Started").asText(),
                evidence.path("Ended").asText(),
                evidence.path("Result").asText(),
                evidence.path("Failure").asText(),
                restored.path("Files").asLong(),
                restored.path("Bytes").asLong(),
                restored.path("NewestFile").asText(),
                restored.path("ManifestSha256").asText(),
                hash);
    }

    static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new Refused(List.of(AttestationsFile.shown(path) + ": holds no .json file"));
            }
            return found;
        } catch (IOException denied) {
            throw new Refused(List.of(AttestationsFile.shown(path) + ": cannot be read; check the path"));
        }
    }
}
