package com.tallyhybrid.settings.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.settings.file.DeploymentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What synth says where one setting silently takes the effect of another. */
class SilenceNotesTest {

    private static final String READY = "src/test/resources/deployments/ready.yaml";

    @TempDir
    private Path directory;

    @Test
    void areNoneWhereTheSettingsAgree() throws IOException {
        assertThat(notes("", "")).isEmpty();
    }

    @Test
    void nameEachOfficeWhoseServersCouldNotBackUp() throws IOException {
        assertThat(notes("gatewayIp: 20.20.20.21", "gatewayIp: 20.20.21.21"))
                .containsExactly("gatewayIp 20.20.21.21 of office vapi lies in no network of backup.allowedSources"
                        + " (20.20.20.0/24), so a server behind it could not back up: AWS would refuse its key; add"
                        + " 20.20.21.21/32, or leave it so if no server stands there");
        assertThat(notes("allowedSources: [20.20.20.0/24]", "allowedSources: [20.20.20.22/32]"))
                .hasSize(2)
                .allMatch(note -> note.contains("could not back up"));
    }

    /** A network that ends beside the address, or begins at it. */
    @Test
    void knowWhereANetworkEnds() throws IOException {
        assertThat(notes("allowedSources: [20.20.20.0/24]", "allowedSources: [20.20.20.20/31]"))
                .isEmpty();
        assertThat(notes("allowedSources: [20.20.20.0/24]", "allowedSources: [20.20.20.16/30, 20.20.20.20/32]"))
                .singleElement()
                .asString()
                .contains("20.20.20.21 of office vapi", "(20.20.20.16/30, 20.20.20.20/32)");
    }

    @Test
    void areNoneWhereKeysWorkFromAnywhere() throws IOException {
        assertThat(notes("  allowedSources: [20.20.20.0/24]\n", "")).isEmpty();
    }

    @Test
    void sayThatAWindowOfOneDayRaisesFalseAlarms() throws IOException {
        assertThat(notes("backup:\n", "backup:\n  arrivalWindowHours: 24\n"))
                .singleElement()
                .asString()
                .contains("arrivalWindowHours 24");
        assertThat(notes("backup:\n", "backup:\n  arrivalWindowHours: 25\n")).isEmpty();
    }

    @Test
    void nameTheOfficeThatReachesNoShare() throws IOException {
        assertThat(notes("fileServer:\n", "fileServer:\n  clientCidrs: [10.1.7.0/24]\n"))
                .containsExactly(
                        "no network of office vapi is in fileServer.clientCidrs, so nobody there can open a share;"
                                + " add one of its lanCidrs, or leave it so if that is meant");
        assertThat(notes("fileServer:\n", "fileServer:\n  clientCidrs: [10.1.7.0/24, 10.2.0.9/32]\n"))
                .isEmpty();
    }

    @Test
    void sayWhatASmallTrailDoesNotSee() throws IOException {
        assertThat(notes("fileServer:\n", "audit:\n  trail: BACKUP_ACCESS_ONLY\nfileServer:\n"))
                .singleElement()
                .asString()
                .contains("new access keys", "root user", "Hyderabad");
    }

    private List<String> notes(String text, String replacement) throws IOException {
        String ready = Files.readString(Path.of(READY));
        assertThat(ready).contains(text);
        Path file = Files.writeString(directory.resolve("firm.yaml"), ready.replace(text, replacement));
        return SilenceNotes.of(DeploymentFile.read(file));
    }
}
