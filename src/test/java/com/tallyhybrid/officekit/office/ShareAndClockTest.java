package com.tallyhybrid.officekit.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.powershell.Interpreter;
import com.tallyhybrid.testkit.powershell.NonTerminatingError;
import com.tallyhybrid.testkit.powershell.Start;
import com.tallyhybrid.testkit.powershell.Table;
import com.tallyhybrid.testkit.powershell.World;
import com.tallyhybrid.testkit.powershell.World.Ended;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two scripts that change Windows and not the backup: the network drive and the clock. */
class ShareAndClockTest {

    private final World world = new World(Instant.EPOCH)
            .environment("ProgramData", "C:\\ProgramData")
            .environment("ProgramFiles", "C:\\Program Files")
            .file("office\\tally-backup.json", ExampleKit.text("tally-backup.json"))
            .command(
                    "Resolve-DnsName",
                    call -> new Table().with("QueryType", "A").with("IPAddress", "10.20.0.5"))
            .command("Test-NetConnection", call -> new Table().with("TcpTestSucceeded", true))
            .command("Get-SmbMapping", call -> null)
            .command("Get-CimInstance", call -> new Table().with("DomainRole", 2))
            .command("Set-Service", call -> null)
            .command("Start-Service", call -> null)
            .command("Restart-Service", call -> null)
            .program("klist.exe", process -> Ended.with(0, ""))
            .program("w32tm.exe", process -> Ended.with(0, "15:00:00, +00.0123456s"));

    private int run(String script, Start start) {
        return new Interpreter(OfficeScripts.trees(), world).run(script, start);
    }

    /** Typed, as people do it: the function of the module does not see that errors end the script. */
    @Test
    void saysWhyTheDriveCouldNotBeMapped() {
        world.command("New-SmbMapping", call -> {
            throw new NonTerminatingError("The specified network password is not correct.");
        });

        assertThat(run("Mount-FileShare.ps1", Start.typed(new Table().with("HostName", "files.sharma.example"))))
                .isEqualTo(1);
        assertThat(world.errors()).containsExactly("The specified network password is not correct.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example,b.example", "a.example, b.example", "a.example,,b.example,"})
    void followsTheTimeServersOfACommandLine(String servers) {
        assertThat(run("Set-TimeSource.ps1", Start.file("-Server", servers)))
                .as(String.valueOf(world.errors()))
                .isZero();
        assertThat(world.changes()).containsExactly("follow a.example,0x8 b.example,0x8: Windows Time");
    }

    @ParameterizedTest
    @CsvSource({"'a.example b.example'", "'a.example,b.example & calc'", "'$(calc)'", "'a.example;b.example'"})
    void refusesWhatIsNoHostName(String servers) {
        assertThat(run("Set-TimeSource.ps1", Start.file("-Server", servers))).isEqualTo(1);
        assertThat(world.errors()).singleElement().asString().contains("is no host name");
        assertThat(world.changes()).isEmpty();
    }

    @Test
    void followsTheServersOfTheKitOtherwise() {
        assertThat(run("Set-TimeSource.ps1", Start.file())).isZero();
        assertThat(world.changes()).containsExactly("follow samay1.nic.in,0x8 samay2.nic.in,0x8: Windows Time");
    }
}
