package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.powershell.Start;
import com.tallyhybrid.testkit.powershell.Table;
import com.tallyhybrid.testkit.powershell.World.Ended;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The uninstaller on a server that the installer has set up. */
class UninstallTest {

    private static final String SCRIPT = "C:\\ProgramData\\TallyHybrid\\Invoke-SystemStep.ps1";

    private final OfficeServer server = new OfficeServer(Instant.parse("2026-12-01T09:00:00Z"));

    @BeforeEach
    void install() {
        assertThat(server.run(
                        "Install-BackupAgent.ps1",
                        Start.file("-Msi", OfficeServer.INSTALLER, "-Sha256", OfficeServer.SHA256, "-SkipFirstRun")))
                .isZero();
        server.world.file(SCRIPT, "");
        server.steps.clear();
    }

    private int uninstall(String... more) {
        return server.run("Uninstall-BackupAgent.ps1", Start.file(more));
    }

    @Test
    void takesEverythingOffButDuplicatisDatabasesAndTheirKey() {
        assertThat(uninstall()).as(String.valueOf(server.world.errors())).isZero();

        assertThat(server.credentials).containsOnlyKeys(DuplicatiServer.KEY_NAME);
        assertThat(server.service).isFalse();
        assertThat(server.products).isEmpty();
        assertThat(server.preload()).isNull();
        assertThat(server.world.files()).doesNotContainKey(SCRIPT);
    }

    /** Without the databases nothing is left that the key could open. */
    @Test
    void removesTheKeyOfTheDatabasesWithThem() {
        server.world.file("C:\\ProgramData\\Duplicati\\Duplicati-server.sqlite", "");

        assertThat(uninstall("-RemoveDatabases")).isZero();

        assertThat(server.credentials).isEmpty();
        assertThat(server.world.files()).doesNotContainKey("C:\\ProgramData\\Duplicati\\Duplicati-server.sqlite");
    }

    @Test
    void canBeRunAgainAfterItFailedHalfWay() {
        server.world.command("Start-Process", call -> new Table().with("ExitCode", 1603));
        assertThat(uninstall("-RemoveDatabases")).isEqualTo(1);
        assertThat(server.service).isFalse();

        server.world.errors().clear();
        server.world.command("Start-Process", call -> {
            server.products.clear();
            return new Table().with("ExitCode", 0);
        });
        // The service's own program ends with 1 when there is no service.
        server.world.program("Duplicati.WindowsService.exe", process -> Ended.with(1, "service delete failed"));

        assertThat(uninstall("-RemoveDatabases"))
                .as(String.valueOf(server.world.errors()))
                .isZero();
        assertThat(server.credentials).isEmpty();
    }

    @Test
    void canBeRunAgainWhenNothingIsLeft() {
        assertThat(uninstall("-RemoveDatabases")).isZero();
        server.steps.clear();

        assertThat(uninstall("-RemoveDatabases"))
                .as(String.valueOf(server.world.errors()))
                .isZero();
        assertThat(server.steps).isEmpty();
    }

    @Test
    void saysWhatTheToolSaidWhenTheServiceStays() {
        server.world.program("Duplicati.WindowsService.exe", process -> Ended.with(1, "Win32 error 5: access denied"));

        assertThat(uninstall()).isEqualTo(1);
        assertThat(server.world.errors())
                .containsExactly("the service could not be removed (1): Win32 error 5: access denied");
        assertThat(server.products).isEqualTo(List.of(List.of("Duplicati", "2.3.0.4")));
    }

    @Test
    void saysWhatTheToolSaidWhenTheServiceCannotBeRegistered() {
        uninstall();
        server.duplicati.running = false;
        server.world.program("Duplicati.WindowsService.exe", process -> Ended.with(1, "Win32 error 1072"));

        assertThat(server.run(
                        "Install-BackupAgent.ps1",
                        Start.file("-Msi", OfficeServer.INSTALLER, "-Sha256", OfficeServer.SHA256, "-SkipFirstRun")))
                .isEqualTo(1);
        assertThat(server.world.errors()).containsExactly("the service could not be registered (1): Win32 error 1072");
    }
}
