package com.tallyhybrid.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The context of {@code cdk.json}: the CDK's feature flags.
 *
 * <p>The command line hands them to the app, but a plain JVM and the tests start without it, and with other flags the
 * CDK writes other templates. So the app reads the same file from its class path, and what the command line passes
 * takes precedence.
 */
public final class ProjectContext {

    private ProjectContext() {}

    public static Map<String, Object> read() {
        try (InputStream file = ProjectContext.class.getResourceAsStream("/cdk.json")) {
            var mapper = new ObjectMapper();
            return mapper.convertValue(mapper.readTree(file).get("context"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
