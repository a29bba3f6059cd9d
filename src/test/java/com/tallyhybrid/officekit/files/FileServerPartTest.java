package com.tallyhybrid.officekit.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.officekit.Handover;
import com.tallyhybrid.officekit.KitFile;
import com.tallyhybrid.officekit.Outputs;
import com.tallyhybrid.officekit.Samples;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileServerPartTest {

    private static final Pattern OPENING = Pattern.compile(
            "authorize-security-group-ingress --group-id GROUP-ID --protocol (\\w+) --port (\\S+) --cidr (\\S+) ");

    @Test
    void everyOfficeOfAManagedDirectoryGetsTwoPages() {
        assertThat(files(Samples.example()).keySet())
                .containsExactly(
                        "offices/nashik/directory-and-dns.html",
                        "offices/nashik/nas-migration.html",
                        "offices/pune/directory-and-dns.html",
                        "offices/pune/nas-migration.html");
    }

    @Test
    void anOwnDomainGetsItsPageBeforeTheFileServerIsThere() {
        Handover deployed = Samples.selfManaged();
        var outputs = new TreeMap<>(deployed.outputs().stacks());
        outputs.remove("mehta-exports-FileServer");
        var early = new Handover(deployed.deployment(), new Outputs(outputs), deployed.templates());

        assertThat(files(early).keySet()).containsExactly("offices/surat/before-the-file-server.html");
        assertThat(files(deployed).keySet())
                .containsExactly(
                        "offices/surat/before-the-file-server.html",
                        "offices/surat/directory-and-dns.html",
                        "offices/surat/nas-migration.html");
    }

    @Test
    void aDeploymentWithoutFileServerGetsNothing() {
        assertThat(new FileServerPart().files(Samples.backupOnly())).isEmpty();
    }

    /** A directory needs the same ports open to the office as to the file server; no port more, to nobody else. */
    @Test
    void theOfficeIsLetInToTheDirectoryOnThePortsOfTheTemplateAndNoOther() {
        List<String> opened = OPENING.matcher(files(Samples.example()).get("offices/nashik/directory-and-dns.html"))
                .results()
                .map(match -> "%s %s %s".formatted(match.group(1), match.group(2), match.group(3)))
                .toList();

        assertThat(opened)
                .containsExactlyElementsOf(
                        egress().map(port -> port + " 192.168.20.0/24").toList());
        assertThat(opened).hasSize(15).contains("tcp 3268-3269 192.168.20.0/24", "udp 53 192.168.20.0/24");
    }

    private static Stream<String> egress() {
        return Synthesized.example()
                .templates()
                .properties("FileServerSecurityGroup")
                .path("SecurityGroupEgress")
                .valueStream()
                .map(rule -> rule.path("IpProtocol").asText() + " "
                        + (rule.path("FromPort").equals(rule.path("ToPort"))
                                ? rule.path("FromPort").asText()
                                : rule.path("FromPort") + "-" + rule.path("ToPort")));
    }

    @Test
    void forwardersNameTheServersOfTheDirectory() {
        assertThat(files(Samples.example()).get("offices/pune/directory-and-dns.html"))
                .contains(
                        "Add-DnsServerConditionalForwarderZone -Name \"corp.sharma.example\" -MasterServers 10.20.0.86,10.20.1.203",
                        "server=/corp.sharma.example/10.20.0.86\nserver=/corp.sharma.example/10.20.1.203",
                        "type=FWD name=corp.sharma.example match-subdomain=yes forward-to=10.20.0.86<");
    }

    @Test
    void anOwnDomainIsCheckedByItsOwnNames() {
        Map<String, String> files = files(Samples.selfManaged());

        assertThat(files.get("offices/surat/before-the-file-server.html").replace("&#x3D;", "="))
                .contains("_ldap._tcp.dc._msdcs.corp.mehta.example -Server 10.1.0.2")
                .contains("Test-NetConnection 10.2.0.2 -Port 9389")
                .contains("dsacls &#39;OU=FileServers,OU=Servers,DC=corp,DC=mehta,DC=example&#39;")
                .contains("Get-ADGroup -Identity &#39;FSx Administrators&#39;")
                .contains("secret:mehta-exports/fsx-join-AbC123 --query KmsKeyId");
        assertThat(files.get("offices/surat/directory-and-dns.html"))
                .doesNotContain("authorize-security-group-ingress", "Add-DnsServerConditionalForwarderZone");
    }

    /** Every command that AWS documents for the administration end point, and none that it does not have. */
    @Test
    void theAdministrationSessionUsesCommandsThatAwsDocuments() {
        assertThat(Pattern.compile("\\b[A-Z][a-z]+-F[Ss]x\\w+")
                        .matcher(files(Samples.example()).get("offices/pune/directory-and-dns.html"))
                        .results()
                        .map(match -> match.group()))
                .containsOnly(
                        "Get-FSxSmbServerConfiguration",
                        "Set-FSxSmbServerConfiguration",
                        "New-FSxSmbShare",
                        "Grant-FSxSmbShareAccess",
                        "Revoke-FSxSmbShareAccess",
                        "Get-FSxSmbShareAccess",
                        "Set-FsxShadowStorage",
                        "Set-FsxShadowCopySchedule",
                        "Get-FsxShadowCopySchedule");
    }

    /** The rows and columns of the page against the formula on the page. */
    @ParameterizedTest
    @CsvSource({"20, 10, 5.6", "100, 100, 2.8", "500, 20, 69", "2000, 500, 11", "1000, 50, 56"})
    void theTableOfHoursFollowsItsFormula(int gigabytes, int mbps, String hours) {
        String page = files(Samples.example()).get("offices/pune/nas-migration.html");
        List<String> lines = cells(page, "upload");

        assertThat(cells(page, gigabytes + " GB").get(lines.indexOf(mbps + " Mbit/s")))
                .isEqualTo(hours + " h");
        assertThat(Double.parseDouble(hours))
                .isCloseTo(gigabytes * 8_000 / (mbps * 0.8) / 3_600, Percentage.withPercentage(4));
    }

    private static List<String> cells(String page, String row) {
        String line = page.lines()
                .filter(text -> text.startsWith("<tr><th>%s</th>".formatted(row)))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("<t[hd]>([^<]*)</t[hd]>")
                .matcher(line)
                .results()
                .skip(1)
                .map(cell -> cell.group(1))
                .toList();
    }

    @Test
    void theMoveTakesEveryAliasAlongWithItsServicePrincipalNames() {
        assertThat(files(Samples.example()).get("offices/pune/nas-migration.html"))
                .containsSubsequence(
                        "setspn /Q HOST/files\n",
                        "setspn /Q HOST/files.sharma.example\n",
                        "setspn /S HOST/files $computer.Name",
                        "setspn /S HOST/files.sharma.example $computer.Name",
                        "-ZoneName \"sharma.example\" -Name \"files\" -HostNameAlias \"amznfsxk3u7qz2a.",
                        "Back to the NAS",
                        "-ZoneName \"sharma.example\" -Name \"files\" -RRType CName",
                        "setspn /D HOST/files amznfsxk3u7qz2a");
    }

    @Test
    void aFileServerWithoutAliasIsNotMovedByName() {
        assertThat(files(Samples.selfManaged()).get("offices/surat/nas-migration.html"))
                .contains("none in the settings", "fileServer.aliases")
                .doesNotContain("setspn", "Add-DnsServerResourceRecordCName");
    }

    /** The one command that deletes is said to, and runs from the NAS to the file server only. */
    @Test
    void mirroringGoesOneWayOnly() {
        assertThat(files(Samples.example())
                        .get("offices/pune/nas-migration.html")
                        .lines()
                        .filter(line -> line.contains("/MIR ")))
                .hasSize(2)
                .allMatch(line -> line.matches(".*robocopy \\\\\\\\NAS\\\\SHARE \\\\\\\\amznfsx.*"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageSaysWhereTallysDataStaysOrIsAboutTheDomainAlone(KitFile page) {
        assertThat(page.text().contains("live") && page.text().contains("Tally server")
                        || page.path().endsWith("before-the-file-server.html"))
                .isTrue();
        assertThat(page.text())
                .doesNotContain("{{", "null", "output-", "\r", "\t")
                .endsWith("</html>\n");
    }

    static Stream<KitFile> pages() {
        return Stream.of(Samples.example(), Samples.selfManaged())
                .flatMap(handover -> new FileServerPart().files(handover));
    }

    private static Map<String, String> files(Handover handover) {
        return new FileServerPart()
                .files(handover)
                .collect(Collectors.toMap(KitFile::path, Samples::copied, (first, second) -> first, TreeMap::new));
    }
}
