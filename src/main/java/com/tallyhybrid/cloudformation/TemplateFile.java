package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A file in JSON or YAML, in UTF-8 or UTF-16, which may be the answer of {@code aws cloudformation get-template}.
 *
 * @param path where it lies
 * @param text its characters
 */
record TemplateFile(Path path, String text) {

    /** CloudFormation takes 1 MB (quota "Template body size in an Amazon S3 object"); UTF-16 and blanks make it larger. */
    static final int LARGEST = 10 * 1024 * 1024;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern SIGN =
            Pattern.compile("(^|[\\s{,\"'])(Resources|AWSTemplateFormatVersion|TemplateBody)[\"']?\\s*:");

    /** The file of that name in a folder. */
    static Path in(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new UnreadableTemplate("no file can be called %s in %s".formatted(name, folder), e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableTemplate if there is none, or it is larger than any template, or no text
     */
    static TemplateFile of(Path path) {
        if (!Files.exists(path)) {
            throw refusal(path, "there is no such file", null);
        }
        if (!Files.isRegularFile(path)) {
            throw refusal(path, "this is no file", null);
        }
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw refusal(path, "it is larger than 10 MB, and CloudFormation takes 1 MB", null);
            }
            return new TemplateFile(path, decoded(bytes));
        } catch (CharacterCodingException e) {
            throw refusal(path, "it is neither UTF-8 nor UTF-16", e);
        } catch (IOException e) {
            throw refusal(path, e.getMessage(), e);
        }
    }

    /** Windows PowerShell 5.1 writes UTF-16 with a byte order mark (about_Character_Encoding). */
    private static String decoded(byte[] bytes) throws CharacterCodingException {
        Charset charset = StandardCharsets.UTF_8;
        if (bytes.length > 1 && (starts(bytes, 0xFE, 0xFF) || bytes[0] == 0)) {
            charset = StandardCharsets.UTF_16BE;
        } else if (bytes.length > 1 && (starts(bytes, 0xFF, 0xFE) || bytes[1] == 0)) {
            charset = StandardCharsets.UTF_16LE;
        }
        String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean starts(byte[] bytes, int first, int second) {
        return (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    /** Whether whoever wrote it meant a template, by its name or by what stands in it. */
    boolean looksLikeTemplate() {
        return path.toString().matches("(?i).*\\.template(\\.(json|ya?ml))?")
                || SIGN.matcher(text).find();
    }

    /** What the file holds. */
    JsonNode content() {
        try {
            JsonNode content = parsed(text, !path.toString().matches("(?i).*\\.json"));
            JsonNode body = content.path("TemplateBody");
            if (content.has("Resources") || body.isMissingNode()) {
                return content;
            }
            return body.isTextual() ? parsed(body.asText(), true) : body;
        } catch (JsonProcessingException malformed) {
            throw refusal(path, reason(malformed), malformed);
        } catch (YAMLException malformed) {
            throw refusal(path, malformed.getMessage(), malformed);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw refusal(path, "this is neither JSON nor YAML that a template is written in", unforeseen);
        }
    }

    /** JSON is YAML too, and its own reader is stricter: what begins as JSON is read by that. */
    private static JsonNode parsed(String text, boolean mayBeYaml) throws JsonProcessingException {
        return mayBeYaml && !text.stripLeading().startsWith("{\"") ? YamlTree.of(text) : JSON.readTree(text);
    }

    /** Jackson's own message without the excerpt behind it; the name of the file stands before it already. */
    private static String reason(JsonProcessingException malformed) {
        String line = malformed.getLocation() == null
                ? ""
                : ", line " + malformed.getLocation().getLineNr();
        String message = malformed.getOriginalMessage().replaceAll("\\s*\\(start marker at .*|, from `[^`]*`", "");
        return "this is not JSON%s: %s".formatted(line, message);
    }

    private static UnreadableTemplate refusal(Path file, String reason, Throwable cause) {
        return new UnreadableTemplate("cannot read %s: %s".formatted(file, reason.replaceAll("\\s+", " ")), cause);
    }
}
