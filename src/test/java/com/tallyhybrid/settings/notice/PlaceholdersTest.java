package com.tallyhybrid.settings.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.settings.file.DeploymentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {

    @Test
    void nameEveryExampleValueThatIsLeft() {
        assertThat(SettingsNotices.placeholders(DeploymentFile.read(Path.of("deployments/example.yaml"))))
                .containsExactly(
                        "account 111122223333 is an example; give the account of the firm",
                        "alertEmails it@example.com is an example; give an address that somebody reads",
                        "alertEmails accounts@example.com is an example; give an address that somebody reads",
                        "gatewayIp 198.51.100.10 of office pune is an example; give the public address of its router",
                        "gatewayIp 203.0.113.20 of office nashik is an example; give the public address of its router",
                        "allowedSources 198.51.100.10/32 is an example; give the public address of the office",
                        "allowedSources 203.0.113.20/32 is an example; give the public address of the office",
                        "breakGlassUsers arn:aws:iam::111122223333:user/owner is an example; name IAM users who exist, or"
                                + " leave the key out",
                        "domain corp.sharma.example is an example; give a name of the firm",
                        "alias files.sharma.example is an example; give a name of the firm",
                        "runbooksUrl https://git.sharma.example/tally-hybrid/docs/runbooks is an example; give the place"
                                + " of your repository, or leave the key out");
    }

    @Test
    void nameExampleSources() {
        assertThat(SettingsNotices.placeholders(
                        DeploymentFile.read(Path.of("src/test/resources/deployments/self-managed.yaml"))))
                .contains(
                        "allowedSources 192.0.2.30/32 is an example; give the public address of the office",
                        "approvers arn:aws:iam::111122223333:user/mehta is an example; name users or roles who exist");
    }

    @Test
    void leaveRealValuesAlone(@TempDir Path directory) throws IOException {
        String real = Files.readString(Path.of("deployments/example.yaml"))
                .replace("111122223333", "123456789012")
                .replace("@example.com", "@example-books.in")
                .replace("198.51.100.10", "49.36.1.10")
                .replace("203.0.113.20", "49.36.2.20")
                .replace("sharma.example", "sharma.in");

        assertThat(SettingsNotices.placeholders(
                        DeploymentFile.read(Files.writeString(directory.resolve("real.yaml"), real))))
                .isEmpty();
    }
}
