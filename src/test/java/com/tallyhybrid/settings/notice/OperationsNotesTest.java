package com.tallyhybrid.settings.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.file.DeploymentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What synth says about a deployment that names nobody to approve and no budget. */
class OperationsNotesTest {

    private static final String FIRM = """
            name: rao-textiles
            account: "123456789012"
            alertEmails: [it@rao.in]
            backup:
              servers: [{name: pune}]
            """;

    @TempDir
    private Path directory;

    @Test
    void sayWhatIsMissingWhereNobodyIsNamed() throws IOException {
        assertThat(SettingsNotices.notes(read(FIRM)))
                .containsExactly(
                        "nobody may approve a runbook, so those that ask first are not made; give"
                                + " operations.approvers or backup.breakGlassUsers",
                        "nobody is told when costs rise; give operations.monthlyBudgetUsd");
        assertThat(read(FIRM).approvers()).isEmpty();
    }

    @Test
    void areSilentWhereTheBreakGlassUsersApprove() throws IOException {
        String owner = "arn:aws:iam::123456789012:user/owner";
        Deployment deployment =
                read(FIRM + "  breakGlassUsers: [%s]\noperations:\n  monthlyBudgetUsd: 20\n".formatted(owner));

        assertThat(SettingsNotices.notes(deployment)).isEmpty();
        assertThat(deployment.approvers()).containsExactly(owner);
    }

    @Test
    void sayUntilWhenALockForEverCanBeUndone() {
        Path selfManaged = Path.of("src/test/resources/deployments/self-managed.yaml");
        assertThat(SettingsNotices.notes(DeploymentFile.read(selfManaged)))
                .anySatisfy(note -> assertThat(note).contains("three days", "fileServer.vaultLockMode"));
        assertThat(SettingsNotices.notes(DeploymentFile.read(Path.of("deployments/example.yaml"))))
                .noneMatch(note -> note.contains("vaultLockMode"));
    }

    private Deployment read(String text) throws IOException {
        return DeploymentFile.read(Files.writeString(directory.resolve("firm.yaml"), text));
    }
}
