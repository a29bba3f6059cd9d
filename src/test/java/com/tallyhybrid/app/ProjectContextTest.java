package com.tallyhybrid.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The context is known before the CDK is there to be asked, and is the one that the CDK would tell: cdk.json, over it what
 * the command line passes as JSON, over it what it passes in a file (aws-cdk-lib 2.271.0, core/lib/app.js, loadContext).
 */
class ProjectContextTest {

    private static final String FLAG = "@aws-cdk/core:strictCfnValidateErrors";

    @TempDir
    Path folder;

    @Test
    void withoutACommandLineItIsTheOneOfTheProject() {
        assertThat(ProjectContext.read(Map.of()))
                .isEqualTo(ProjectContext.read())
                .containsEntry(FLAG, true);
    }

    @Test
    void whatTheCommandLinePassesComesBeforeTheProject() {
        var context = ProjectContext.read(Map.of(
                "CDK_CONTEXT_JSON", "{\"%s\": false, \"deployment\": \"deployments/ours.yaml\"}".formatted(FLAG)));

        var expected = new HashMap<>(ProjectContext.read());
        expected.put(FLAG, false);
        expected.put("deployment", "deployments/ours.yaml");
        assertThat(context).isEqualTo(expected);
    }

    @Test
    void whatIsTooLongForAVariableComesInAFileAndBeforeBoth() throws IOException {
        Path overflow = folder.resolve("context.json");
        Files.writeString(overflow, "{\"deployment\": \"deployments/file.yaml\"}");

        var context = ProjectContext.read(Map.of(
                "CDK_CONTEXT_JSON",
                "{\"deployment\": \"deployments/variable.yaml\", \"firstDeploy\": \"true\"}",
                "CONTEXT_OVERFLOW_LOCATION_ENV",
                overflow.toString()));

        assertThat(context).containsEntry("deployment", "deployments/file.yaml").containsEntry("firstDeploy", "true");
    }

    @Test
    void anEmptyVariablePassesNothing() {
        assertThat(ProjectContext.read(Map.of("CDK_CONTEXT_JSON", "", "CONTEXT_OVERFLOW_LOCATION_ENV", "")))
                .isEqualTo(ProjectContext.read());
    }

    @Test
    void aContextThatCannotBeReadIsNotPassedOver() {
        assertThatThrownBy(() -> ProjectContext.read(Map.of("CDK_CONTEXT_JSON", "{")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("context");
    }
}
