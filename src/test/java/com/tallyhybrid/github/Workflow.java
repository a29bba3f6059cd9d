package com.tallyhybrid.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One workflow of GitHub Actions.
 *
 * @param name its file
 * @param text what the file says
 */
record Workflow(String name, String text) {

    private static final Path FOLDER = Path.of(".github/workflows");

    /**
     * One job.
     *
     * @param workflow the file
     * @param id its key in the file
     * @param body what stands under the key
     */
    record Job(String workflow, String id, JsonNode body) {

        String label() {
            return workflow + "/" + id;
        }

        List<JsonNode> steps() {
            return body.path("steps").valueStream().toList();
        }

        /** The steps that use the action, whatever its version. */
        List<JsonNode> steps(String action) {
            return steps().stream()
                    .filter(step -> step.path("uses").asText().startsWith(action + "@"))
                    .toList();
        }

        /** What its token may write. */
        Set<String> writes() {
            Set<String> writes = new TreeSet<>();
            body.path("permissions").properties().forEach(permission -> {
                if (permission.getValue().asText().equals("write")) {
                    writes.add(permission.getKey());
                }
            });
            return writes;
        }

        /** Every line that a shell runs. */
        String commands() {
            return String.join(
                    "\n",
                    steps().stream().map(step -> step.path("run").asText()).toList());
        }
    }

    static List<Workflow> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Workflow::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Workflow named(String name) {
        return read(FOLDER.resolve(name));
    }

    private static Workflow read(Path file) {
        try {
            return new Workflow(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode body() {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> triggers() {
        Set<String> triggers = new TreeSet<>();
        body().path("on").fieldNames().forEachRemaining(triggers::add);
        return triggers;
    }

    List<Job> jobs() {
        return body().path("jobs")
                .propertyStream()
                .map(job -> new Job(name, job.getKey(), job.getValue()))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
