package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.tallyhybrid.settings.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The YAML file in which an owner decides: the only way to a {@link Deployment}.
 *
 * <p>A file that cannot be read as YAML is refused with the one reason; any other bad file with everything that is
 * wrong with it, fields and what crosses fields alike.
 */
public final class DeploymentFile {

    private static final int LARGEST_BYTES = 256 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final FieldRules RULES = FieldRules.load();
    private static final ObjectMapper RECORDS =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private DeploymentFile() {}

    /**
     * Reads a deployment.
     *
     * @throws InvalidSettings with every problem of the file
     */
    public static Deployment read(Path file) {
        return open(file).deployment();
    }

    /**
     * Reads the deployment that follows another, and refuses a change that would stop backups on the way.
     *
     * @param deployed the file as it was last deployed, such as the one on the branch that deploys
     * @throws InvalidSettings with every problem of one file, or of the change
     */
    public static Deployment readChange(Path file, Path deployed) {
        Opened next = open(file);
        next.refuse(KeyRotation.refusals(read(deployed), next.deployment()));
        return next.deployment();
    }

    /** A file without a problem of its own. */
    private record Opened(String name, YamlDocument document, Deployment deployment) {

        void refuse(List<Finding> findings) {
            if (!findings.isEmpty()) {
                throw new InvalidSettings(name, onLines(document, findings));
            }
        }
    }

    /** The values of a file as they are written, whether they are right or not. */
    static YamlDocument.Parsed parsed(Path file) {
        return YamlDocument.parse(name(file), text(name(file), file));
    }

    /** One spelling of paths in messages, on Windows too. */
    private static String name(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static Opened open(Path file) {
        String name = name(file);
        YamlDocument.Parsed parsed = parsed(file);
        List<Problem> problems = complete(parsed.document(), parsed.root());
        if (!problems.isEmpty()) {
            throw new InvalidSettings(name, problems);
        }
        return new Opened(name, parsed.document(), bind(parsed.root()));
    }

    private static String text(String name, Path file) {
        if (name.isBlank()) {
            throw unreadable("The deployment file", "its path is empty; name a file, such as deployments/example.yaml");
        }
        if (!Files.exists(file)) {
            throw unreadable(name, "there is no such file; check the path, or copy deployments/example.yaml to it");
        }
        if (Files.isDirectory(file)) {
            throw unreadable(name, "this is a directory; name a file in it, such as %s/example.yaml".formatted(name));
        }
        if (!Files.isRegularFile(file)) {
            throw unreadable(name, "this is a device or a pipe; name a file that holds settings");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return decode(name, stream.readNBytes(LARGEST_BYTES + 1));
        } catch (IOException denied) {
            throw unreadable(name, "the file cannot be opened; check its permissions and that no program locks it");
        }
    }

    private static String decode(String name, byte[] bytes) {
        if (bytes.length > LARGEST_BYTES) {
            throw unreadable(name, "the file is larger than 256 KiB, which no deployment file needs; check the path");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // Windows editors put one before UTF-8.
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException foreign) {
            throw unreadable(name, "the file is not UTF-8 text; save it with the encoding UTF-8");
        }
    }

    private static InvalidSettings unreadable(String name, String text) {
        return new InvalidSettings(name, List.of(new Problem(0, "", text)));
    }

    /** Fills in what the file leaves out, and returns what is wrong with it in the order of its lines. */
    private static List<Problem> complete(YamlDocument document, ObjectNode values) {
        var schemaProblems = new SchemaProblems(RULES, document, RULES.check(values));
        List<Finding> findings = new ArrayList<>(schemaProblems.findings());
        RULES.fillDefaults(values);
        findings.addAll(CrossFieldRules.check(new AcceptedValues(values, schemaProblems.refused(), document)));
        return onLines(document, findings);
    }

    private static List<Problem> onLines(YamlDocument document, List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.onLine(document.line(finding.at())))
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }

    private static Deployment bind(ObjectNode values) {
        if (values.path("fileServer") instanceof ObjectNode fileServer && !fileServer.has("clientCidrs")) {
            values.path("network")
                    .path("offices")
                    .forEach(office -> fileServer.withArray("clientCidrs").addAll((ArrayNode) office.get("lanCidrs")));
        }
        try {
            return RECORDS.treeToValue(values, Deployment.class);
        } catch (JsonProcessingException mismatch) {
            throw new IllegalStateException("schema.json accepts what the records cannot hold", mismatch);
        }
    }
}
