package com.tallyhybrid.settings.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tallyhybrid.settings.Backup;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.DailyTime;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Directory;
import com.tallyhybrid.settings.DuplicatiRetention;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import com.tallyhybrid.settings.TallyServer;
import com.tallyhybrid.settings.WeeklyTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentFileTest {

    private static final Path EXAMPLE = Path.of("deployments", "example.yaml");
    private static final Path BACKUP_ONLY = Path.of("deployments/backup-only.yaml");
    private static final Path SELF_MANAGED = Path.of("src/test/resources/deployments/self-managed.yaml");

    @TempDir
    private Path directory;

    @Test
    void readsTheExample() {
        Deployment deployment = DeploymentFile.read(EXAMPLE);

        assertThat(deployment.name()).isEqualTo("sharma-traders");
        assertThat(deployment.account()).isEqualTo("111122223333");
        assertThat(deployment.alertEmails()).containsExactly("it@example.com", "accounts@example.com");
        assertThat(deployment.network())
                .contains(new Network(
                        Cidr.of("10.20.0.0/16"),
                        List.of(
                                new Office(
                                        "pune",
                                        "198.51.100.10",
                                        List.of(Cidr.of("192.168.10.0/24")),
                                        Optional.empty(),
                                        List.of()),
                                new Office(
                                        "nashik",
                                        "203.0.113.20",
                                        List.of(Cidr.of("192.168.20.0/24")),
                                        Optional.of(65010L),
                                        List.of()))));
        assertThat(deployment.fileServer().orElseThrow().directory())
                .isEqualTo(new Directory.Managed("corp.sharma.example"));
    }

    @Test
    void fillsInTheDefaultsOfTheBackup() {
        Deployment deployment = DeploymentFile.read(BACKUP_ONLY);

        assertThat(deployment.backup())
                .isEqualTo(new Backup(
                        List.of(new TallyServer(
                                "tally", List.of(1), List.of(), List.of(), DailyTime.of("22:00 Asia/Kolkata"))),
                        List.of(),
                        26,
                        35,
                        90,
                        DuplicatiRetention.of("7D:U,4W:1W,1Y:1M"),
                        Backup.ArchiveLockMode.GOVERNANCE,
                        List.of()));
    }

    @Test
    void fillsInTheDefaultsOfTheFileServer() {
        FileServer fileServer = DeploymentFile.read(EXAMPLE).fileServer().orElseThrow();

        assertThat(fileServer.deploymentType()).isEqualTo(FileServer.DeploymentType.MULTI_AZ_1);
        assertThat(fileServer.storageType()).isEqualTo(FileServer.StorageType.SSD);
        assertThat(fileServer.throughputMbps()).isEqualTo(32);
        assertThat(fileServer.backupDays()).isEqualTo(30);
        assertThat(fileServer.backupTime()).isEqualTo(DailyTime.of("02:00 Asia/Kolkata"));
        assertThat(fileServer.maintenanceTime()).isEqualTo(WeeklyTime.of("Sun 04:00 Asia/Kolkata"));
    }

    @Test
    void letsEveryOfficeLanOpenSharesUnlessTheFileNamesClients() {
        assertThat(DeploymentFile.read(EXAMPLE).fileServer().orElseThrow().clientCidrs())
                .containsExactly(Cidr.of("192.168.10.0/24"), Cidr.of("192.168.20.0/24"));
        assertThat(DeploymentFile.read(SELF_MANAGED).fileServer().orElseThrow().clientCidrs())
                .containsExactly(Cidr.of("10.1.5.0/24"));
    }

    @Test
    void readsTheBackupOnlyProfile() {
        Deployment deployment = DeploymentFile.read(BACKUP_ONLY);

        assertThat(deployment.network()).isEmpty();
        assertThat(deployment.fileServer()).isEmpty();
    }

    @Test
    void readsASelfManagedDirectory() {
        assertThat(DeploymentFile.read(SELF_MANAGED).fileServer().orElseThrow().directory())
                .isEqualTo(new Directory.SelfManaged(
                        "corp.mehta.example",
                        List.of("10.1.0.2", "10.2.0.2"),
                        "OU=FileServers,OU=Servers,DC=corp,DC=mehta,DC=example",
                        "arn:aws:secretsmanager:ap-south-1:111122223333:secret:mehta-exports/fsx-join-AbC123",
                        Optional.of("FSx Administrators")));
    }

    @Test
    void readsTunnelNetworksAndSourceFence() {
        Deployment deployment = DeploymentFile.read(SELF_MANAGED);

        assertThat(deployment.network().orElseThrow().offices().get(0).tunnelInsideCidrs())
                .containsExactly(Cidr.of("169.254.10.0/30"), Cidr.of("169.254.10.4/30"));
        assertThat(deployment.backup().allowedSources()).containsExactly(Cidr.of("192.0.2.30/32"));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(delimiter = '|', textBlock = """
            storageGib: 500           | storageGib: 32
            storageGib: 500           | storageGib: 65536
            storageGib: 500           | storageGib: 2000\\n  storageType: HDD
            storageGib: 500           | storageGib: 65536\\n  storageType: HDD\\n  deploymentType: SINGLE_AZ_2
            storageGib: 500           | storageGib: 500\\n  throughputMbps: 2048
            storageGib: 500           | storageGib: 500\\n  backupDays: 1
            storageGib: 500           | storageGib: 500\\n  backupDays: 90
            storageGib: 500           | storageGib: 500\\n  maintenanceTime: Wed 03:00 Asia/Kolkata
            storageGib: 500           | storageGib: 500\\n  backupTime: 23:59 UTC
            10.20.0.0/16              | 172.31.255.0/24
            lanCidrs: [192.168.20.0/24] | lanCidrs: [10.0.0.0/12, 10.32.0.0/11, 192.168.20.7/32]
            bgpAsn: 65010             | bgpAsn: 1
            bgpAsn: 65010             | bgpAsn: 4294967294
            203.0.113.20              | 172.32.0.1
            203.0.113.20              | 100.128.0.1
            203.0.113.20              | 223.255.255.255
            sharma-traders            | abc
            sharma-traders            | abcdefghij-123456789
            name: pune                | name: p
            name: pune                | name: 'no'
            name: pune                | name: com10
            name: pune                | name: vpc
            name: nashik              | name: pune-key
            sharma-traders            | lawson-amazon
            sharma-traders            | sthreetraders
            storageGib: 500           | storageGib: 500\\n  maintenanceTime: Sun 15:00 Asia/Kolkata
            storageGib: 500           | storageGib: 500\\n  maintenanceTime: Sun 13:00 Asia/Kolkata
            user/owner                | user/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            user/owner                | user/owners/books/owner=1+2@sharma.example
            https://git.sharma        | https://git.sharma.example:65535/a%20b/git.sharma
            https://git.sharma        | https://git/git.sharma
            accounts@example.com      | a.b+c@books.sharma-traders.co.in
            accounts@example.com      | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com
            accounts@example.com      | a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example
            backup:                   | backup:\\n  lockDays: 90
            backup:                   | backup:\\n  lockDays: 1\\n  noncurrentDays: 1
            backup:                   | backup:\\n  lockDays: 365\\n  noncurrentDays: 3650
            backup:                   | backup:\\n  arrivalWindowHours: 24
            servers:                  | servers:\\n    - name: surat\\n      keySerials: [2]\\n      retiredKeySerials: [1]
            servers:                  | servers:\\n    - name: surat\\n      keySerials: [4, 2]\\n      retiredKeySerials: [3, 1]
            servers:                  | servers:\\n    - name: surat\\n      keySerials: [1]\\n      retiredKeySerials: [2]
            backup:                   | backup:\\n  retention: 100Y:100Y
            backup:                   | backup:\\n  retention: u:u
            backup:                   | backup:\\n  retention: 1s:1s,1D12h:0s,U:36500D
            backup:                   | backup:\\n  arrivalWindowHours: 168
            198.51.100.10/32, 203     | 96.0.0.0/8, 203
            corp.sharma.example       | firm.local
            corp.sharma.example       | servers.sharma.example
            corp.sharma.example       | abcdefghijklmno.abcdefghijklmnopqrstuvw.example
            """)
    void acceptsTheLastAllowedValue(String original, String edge) throws IOException {
        assertThatCode(() -> read(example().replaceFirst(original, edge.replace("\\n", "\n"))))
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsTheLongestFolderWithOrWithoutABackslashAtItsEnd() throws IOException {
        String longest = "D:\\" + "x".repeat(236);

        assertThat(folders("'%s\\'".formatted(longest))).containsExactly(longest);
        assertThat(folders("'D:\\TallyPrime\\Data\\'"))
                .isEqualTo(folders("'D:\\TallyPrime\\Data'"))
                .containsExactly("D:\\TallyPrime\\Data");
        assertThat(folders("\"D:\\\\Owner's Data\"")).containsExactly("D:\\Owner's Data");
    }

    private List<String> folders(String folder) throws IOException {
        return read(Files.readString(BACKUP_ONLY) + "      dataFolders: [%s]\n".formatted(folder))
                .backup()
                .servers()
                .get(0)
                .dataFolders();
    }

    @Test
    void acceptsAsManyNetworksAsTheFirewallHasRules() throws IOException {
        String clients = IntStream.range(1, 60)
                .mapToObj("192.168.10.%s/32"::formatted)
                .collect(Collectors.joining(", ", "clientCidrs: [", "]"));

        assertThatCode(() -> read(example().replace("  storageGib: 500", "  storageGib: 500\n  " + clients)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OU=FileServers,OU=Head Office (Pune),DC=corp,DC=mehta,DC=example",
                "ou=Sales\\, Pune,dc=CORP,dc=Mehta,dc=example",
                "OU=\u092a\u0941\u0923\u0947,DC=corp,DC=mehta,DC=example"
            })
    void acceptsUnitsAsFirmsNameThem(String unit) throws IOException {
        String own = Files.readString(SELF_MANAGED);

        assertThatCode(() -> read(own.replaceFirst(
                        "organizationalUnit: .*",
                        Matcher.quoteReplacement("organizationalUnit: '%s'".formatted(unit)))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FSx Administrators", "R&D_Admins (Pune)", "admins.pune", "\u092a\u0941\u0923\u0947 1"})
    void acceptsGroupsAsFirmsNameThem(String group) throws IOException {
        String own = Files.readString(SELF_MANAGED);

        assertThatCode(() ->
                        read(own.replaceFirst("administratorsGroup: .*", "administratorsGroup: '%s'".formatted(group))))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsNoFile() {
        assertRefused(Path.of(""), """
                The deployment file is refused: 1 problem. Nothing was synthesized.
                  its path is empty; name a file, such as deployments/example.yaml""");
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        assertRefused(device, """
                /dev/null is refused: 1 problem. Nothing was synthesized.
                  this is a device or a pipe; name a file that holds settings""");
    }

    @Test
    void showsTheFirstHundredOfManyProblems() throws IOException {
        String mails = "alertEmails: [%s]".formatted(String.join(", ", Collections.nCopies(250, "x")));

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> read(Files.readString(BACKUP_ONLY).replaceFirst("alertEmails: .*", mails)))
                .satisfies(refusal -> {
                    // Each address, and that they are too many.
                    assertThat(refusal.problems()).hasSize(251);
                    assertThat(refusal.getMessage())
                            .contains("251 problems")
                            .hasLineCount(102)
                            .endsWith("... and 151 more; mend these first");
                });
    }

    @Test
    void readsAFileThatNotepadSavedWithAByteOrderMark() throws IOException {
        assertThat(read("\uFEFF" + example()).name()).isEqualTo("sharma-traders");
    }

    @Test
    void readsWindowsLineEndings() throws IOException {
        assertThat(read(example().replace("\n", "\r\n"))).isEqualTo(DeploymentFile.read(EXAMPLE));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertRefused(Path.of("deployments", "exmaple.yaml"), """
                deployments/exmaple.yaml is refused: 1 problem. Nothing was synthesized.
                  there is no such file; check the path, or copy deployments/example.yaml to it""");
    }

    @Test
    void refusesADirectory() {
        assertRefused(Path.of("deployments"), """
                deployments is refused: 1 problem. Nothing was synthesized.
                  this is a directory; name a file in it, such as deployments/example.yaml""");
    }

    @Test
    void refusesAnotherEncoding() throws IOException {
        Path file = Files.write(directory.resolve("a.yaml"), example().getBytes(StandardCharsets.UTF_16));

        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> DeploymentFile.read(file))
                .withMessageEndingWith("the file is not UTF-8 text; save it with the encoding UTF-8");
    }

    @Test
    void refusesAHugeFile() throws IOException {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> read("#".repeat(300_000)))
                .withMessageEndingWith(
                        "the file is larger than 256 KiB, which no deployment file needs; check the path");
    }

    @Test
    void keepsControlCharactersOfAFileOffTheTerminal() {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> read(example().replace("sharma-traders", "\"\\e[2Jsharma\"")))
                .withMessageContaining("name: '<U+001B>[2Jsharma' is not allowed");
    }

    /** Java writes %d in the digits of the language of Windows, Marathi's for one. */
    @Test
    void countsInTheDigitsOfTheFileWhateverTheLanguageOfTheComputer() {
        Locale original = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("mr-IN"));
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(() -> read(example().replace("storageGib: 500", "storageGib: 16")))
                    .withMessageContaining("1 problem")
                    .withMessageMatching("\\p{ASCII}+");
        } finally {
            Locale.setDefault(original);
        }
    }

    @Test
    void refusesListsOfThousandsInGoodTime() {
        String lans = IntStream.range(0, 10_000)
                .mapToObj(index -> "10.%s.%s.0/24".formatted(index / 256, index % 256))
                .collect(Collectors.joining(", ", "lanCidrs: [", "]"));

        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThatExceptionOfType(InvalidSettings.class)
                        .isThrownBy(() -> read(example().replace("lanCidrs: [192.168.10.0/24]", lans)))
                        .withMessageContaining("the list has 10000 entries"));
    }

    /** Whatever stands in one line, the answer is a deployment or sentences, never a stack trace. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "x",
                "-1",
                "0.5",
                "99999999999999999999",
                ".nan",
                "true",
                "''",
                "[]",
                "[[]]",
                "[null]",
                "{}",
                "{a: {b: c}}",
                "{'': 1}",
                "*a",
                "&a b",
                "!!binary aGk=",
                "!!int x",
                "|\n  text",
                "2026-01-01",
                "/~1:[0]"
            })
    void answersAnyValueInAnyLine(String value) throws IOException {
        List<String> lines = example().lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(index, lines.get(index).replaceFirst("^( *(- )?(\\w+: )?).*", "$1") + value);
            try {
                read(String.join("\n", changed));
            } catch (InvalidSettings refusal) {
                assertThat(refusal.problems()).isNotEmpty();
            }
        }
    }

    @Test
    void staysReadableWhenAnyLineIsMissing() throws IOException {
        List<String> lines = Arrays.asList(example().split("\n"));
        for (int index = 0; index < lines.size(); index++) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(index);
            try {
                read(String.join("\n", fewer));
            } catch (InvalidSettings refusal) {
                assertThat(refusal.problems()).isNotEmpty();
            }
        }
    }

    private static String example() throws IOException {
        return Files.readString(EXAMPLE);
    }

    private Deployment read(String text) throws IOException {
        return DeploymentFile.read(Files.writeString(directory.resolve("deployment.yaml"), text));
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> DeploymentFile.read(file))
                .withMessage(message);
    }
}
