package com.tallyhybrid.officekit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tallyhybrid.settings.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file of {@code cdk deploy --outputs-file}, as it stands on a disk. */
final class OutputsFile {

    static final String HOW_TO_GET =
            "run the last deploy again with --outputs-file, which leaves alone what has not changed";

    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final List<String> problems = new ArrayList<>();

    private OutputsFile(Path file) {
        this.name = shown(file);
    }

    /**
     * Reads the file.
     *
     * @throws RefusedHandover with every problem of its form
     */
    static Outputs read(Path file) {
        var reader = new OutputsFile(file);
        Outputs outputs = new Outputs(reader.stacks(reader.parse(reader.text(file))));
        if (!reader.problems.isEmpty()) {
            throw new RefusedHandover(reader.problems);
        }
        return outputs;
    }

    /** One spelling of paths in messages, on Windows too. */
    static String shown(Path file) {
        return file.toString().replace('\\', '/');
    }

    private String text(Path file) {
        if (Files.isDirectory(file)) {
            throw refusal("this is a folder; name the file that cdk deploy --outputs-file wrote");
        }
        if (!Files.exists(file)) {
            throw refusal("there is no such file; " + HOW_TO_GET);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw refusal("larger than 1 MiB, which no outputs file is; check the path");
            }
            return decode(bytes);
        } catch (IOException denied) {
            throw refusal("cannot be opened; check its permissions and that no program locks it");
        }
    }

    /** Windows PowerShell writes UTF-16 where it writes the file again. */
    private String decode(byte[] bytes) {
        Charset charset = StandardCharsets.UTF_8;
        if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            charset = StandardCharsets.UTF_16LE;
        } else if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            charset = StandardCharsets.UTF_16BE;
        }
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw refusal("is not text; " + HOW_TO_GET);
        }
    }

    private JsonNode parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.isObject()) {
                throw refusal("holds no stacks; %s".formatted(HOW_TO_GET));
            }
            return root;
        } catch (JsonProcessingException malformed) {
            throw refusal("line %d: this is not JSON: %s; %s"
                    .formatted(
                            malformed.getLocation() == null
                                    ? 1
                                    : malformed.getLocation().getLineNr(),
                            Printable.sentence(malformed.getOriginalMessage()),
                            HOW_TO_GET));
        }
    }

    private Map<String, Map<String, String>> stacks(JsonNode root) {
        var stacks = new LinkedHashMap<String, Map<String, String>>();
        root.properties().forEach(stack -> {
            var outputs = new LinkedHashMap<String, String>();
            if (!stack.getValue().isObject()) {
                problems.add("%s: %s: is no list of outputs; %s"
                        .formatted(name, Printable.text(stack.getKey()), HOW_TO_GET));
            }
            stack.getValue().properties().forEach(output -> {
                String place =
                        "%s: %s.%s".formatted(name, Printable.text(stack.getKey()), Printable.text(output.getKey()));
                if (!output.getValue().isTextual() || output.getValue().asText().isBlank()) {
                    problems.add("%s: %s is no text; %s"
                            .formatted(place, Printable.text(output.getValue().toString()), HOW_TO_GET));
                }
                outputs.put(output.getKey(), output.getValue().asText());
            });
            stacks.put(stack.getKey(), outputs);
        });
        return stacks;
    }

    private RefusedHandover refusal(String text) {
        return new RefusedHandover(List.of(name + ": " + text));
    }
}
