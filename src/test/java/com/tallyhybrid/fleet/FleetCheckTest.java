package com.tallyhybrid.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two clients have alike, and what the clients of one account come to. */
class FleetCheckTest {

    private static final String OURS = "700000000000";

    @TempDir
    Path folder;

    private FleetClient client(int i, String account, UnaryOperator<String> more) throws IOException {
        return SketchedFleet.client(
                folder, i, account, text -> more.apply(GeneratedAddresses.of(i).apply(text)));
    }

    private List<String> problems(UnaryOperator<String> second) throws IOException {
        return problems(GeneratedClients.account(2), second);
    }

    private List<String> problems(String account, UnaryOperator<String> second) throws IOException {
        return Confusions.between(client(1, OURS, text -> text), client(2, account, second));
    }

    @Test
    void clientsWithNothingAlikeAreToldNothing() throws IOException {
        assertThat(problems(text -> text)).isEmpty();
    }

    @Test
    void oneNameIsForOneClient() throws IOException {
        assertThat(problems(text -> text.replace("name: client-002", "name: client-001")))
                .containsExactly(
                        "name client-001 is the name of client client-002 too; alarms and stacks of the two look"
                                + " alike");
    }

    /** Roles and users of the second would be named as if they were the first's. */
    @Test
    void aNameThatBeginsAnotherIsRefusedInOneAccount() throws IOException {
        UnaryOperator<String> longer = text -> text.replace("name: client-002", "name: client-001-b");
        assertThat(problems(OURS, longer.andThen(FleetCheckTest::otherOwner)::apply))
                .containsExactly("name client-001 begins the name client-001-b of client client-002 in one account, so"
                        + " rights to client-001-* reach into it; give a name that begins otherwise");
        assertThat(problems(longer)).isEmpty();
    }

    private static String otherOwner(String text) {
        return text.replace("user/owner", "user/other");
    }

    @Test
    void anOfficeIsOfOneClient() throws IOException {
        assertThat(problems(text -> text.replace("20.7.2.1", "20.7.1.1")))
                .containsExactly("gatewayIp 20.7.1.1 is an office of client client-002 too; give the public address of"
                        + " this client's router");
    }

    /** A copied list would let the keys of one client work from the offices of another. */
    @Test
    void keysWorkFromTheClientsOwnOfficesOnly() throws IOException {
        FleetClient wide = client(1, OURS, text -> text.replace("20.7.1.1/32", "20.7.0.0/16"));
        FleetClient other = client(2, GeneratedClients.account(2), text -> text);
        assertThat(Confusions.between(wide, other))
                .containsExactly(
                        "allowedSources 20.7.0.0/16 holds the office address 20.7.2.1 of client client-002; its keys would"
                                + " work from there",
                        "allowedSources 20.7.0.0/16 holds the office address 20.7.2.2 of client client-002; its keys would"
                                + " work from there");
        assertThat(Confusions.between(other, wide)).isEmpty();
    }

    @Test
    void aDomainAndItsNamesAreOfOneClient() throws IOException {
        assertThat(problems(text -> text.replace("firm2.test", "FIRM1.test")))
                .containsExactly(
                        "domain corp.firm1.test is the directory of client client-002 too; give the domain of this client",
                        "alias files.firm1.test is a name of the file server of client client-002 too");
    }

    @Test
    void aSecretIsOfOneClient() throws IOException {
        UnaryOperator<String> secret =
                text -> text.replaceAll("(?s)managed:\\s+domain: (\\S+).*?\\n\\n", """
                selfManaged:
                      domain: $1
                      dnsIps: [192.168.10.2]
                      organizationalUnit: OU=Servers,DC=corp
                      serviceAccountSecretArn: arn:aws:secretsmanager:ap-south-1:%s:secret:join-AbC123

                """.formatted(OURS))
                        .replaceAll("OU=Servers,DC=corp", "OU=Servers,DC=corp,DC=FIRM,DC=test");
        FleetClient one = client(1, OURS, text -> secret.apply(text).replace("FIRM", "firm1"));
        FleetClient two = client(2, OURS, text -> otherOwner(secret.apply(text).replace("FIRM", "firm2")));
        assertThat(Confusions.between(one, two))
                .containsExactly(
                        "serviceAccountSecretArn arn:aws:secretsmanager:ap-south-1:700000000000:secret:join-abc123"
                                + " is the secret of client client-002 too; give this client's own");
    }

    @Test
    void whoBreaksTheGlassOfOneClientDoesNotForAnotherOfTheAccount() throws IOException {
        assertThat(problems(OURS, text -> text))
                .containsExactly("arn:aws:iam::700000000000:user/owner may approve or break the glass for client"
                        + " client-002 too; name somebody of this client");
    }

    @Test
    void theClientsOfOneAccountAreAddedUp() throws IOException {
        List<FleetClient> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            five.add(client(i, OURS, text -> text));
        }
        five.add(client(9, GeneratedClients.account(9), text -> text));
        assertThat(AccountQuota.exceeded(five).values().stream().flatMap(List::stream))
                .noneMatch(text -> text.contains("CloudTrail"));

        List<FleetClient> six = new ArrayList<>(five);
        six.add(client(6, OURS, text -> text));
        Map<FleetClient, List<String>> problems = AccountQuota.exceeded(six);

        assertThat(problems).containsOnlyKeys(six.get(6));
        assertThat(problems.get(six.get(6)))
                .contains(
                        "account 700000000000: its 6 clients come to 6 CloudTrail trails in ap-south-1, and AWS allows 5,"
                                + " never more (awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits)")
                .anyMatch(text ->
                        text.startsWith("account 700000000000: its 6 clients come to 6 VPCs in ap-south-1, and AWS"
                                + " allows 5 until somebody asks for more"));
    }
}
