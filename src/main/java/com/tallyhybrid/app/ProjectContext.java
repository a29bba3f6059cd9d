package com.tallyhybrid.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The context of {@code cdk.json}: the CDK's feature flags.
 *
 * <p>The command line hands them to the app, but a plain JVM and the tests start without it, and with other flags the
 * CDK writes other templates. So the app reads the same file from its class path, and what the command line passes
 * takes precedence.
 */
public final class ProjectContext {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProjectContext() {}

    public static Map<String, Object> read() {
        try (InputStream file = ProjectContext.class.getResourceAsStream("/cdk.json")) {
            return valuesOf(JSON.readTree(file).get("context"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same with what the command line passes, known before the CDK is there to be asked: settings that are refused
     * need no CDK.
     *
     * @param environment the environment variables of this process. The command line passes the context in two of them:
     *     as JSON, and as the name of a file for what is too long; as {@code core/lib/app.js} of aws-cdk-lib 2.271.0 reads
     *     them
     */
    static Map<String, Object> read(Map<String, String> environment) {
        var context = new LinkedHashMap<>(read());
        try {
            String passed = environment.getOrDefault("CDK_CONTEXT_JSON", "");
            if (!passed.isEmpty()) {
                context.putAll(valuesOf(JSON.readTree(passed)));
            }
            String overflow = environment.getOrDefault("CONTEXT_OVERFLOW_LOCATION_ENV", "");
            if (!overflow.isEmpty()) {
                context.putAll(valuesOf(JSON.readTree(Files.readString(Path.of(overflow)))));
            }
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("The context that the command line passes cannot be read.", e);
        }
    }

    private static Map<String, Object> valuesOf(JsonNode context) {
        return JSON.convertValue(context, new TypeReference<LinkedHashMap<String, Object>>() {});
    }
}
