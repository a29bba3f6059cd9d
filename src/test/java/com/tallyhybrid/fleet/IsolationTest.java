package com.tallyhybrid.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each client is alone with its data, and one statement too wide opens exactly what it says. */
class IsolationTest {

    private static final int CLIENTS = 8;
    private static final String SHARED = "999900001111";

    @TempDir
    static Path folder;

    private static List<FleetClient> fleet;

    @BeforeAll
    static void sketch() throws IOException {
        fleet = SketchedFleet.of(CLIENTS, folder);
    }

    @Test
    void fiftyClientsInFiftyAccountsAreAlone() throws IOException {
        assertThat(Isolation.openings(SketchedFleet.of(50, folder))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'ARN/*'}",
                "{'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': 's3:Get*', 'Resource': '*'}",
                "{'Effect': 'Allow', 'Principal': '*', 'NotAction': 's3:PutObject', 'Resource': ['ARN', 'ARN/*']}",
                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObjectTorrent', 'Resource': 'ARN/*/tax/*'}",
                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:*', 'Resource': 'ARN/*',"
                        + " 'Condition': {'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}}}",
                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'ARN/*',"
                        + " 'Condition': {'NumericLessThan': {'aws:MultiFactorAuthAge': '30'}, 'Null': {'aws:Referer': 'false'},"
                        + " 'DateGreaterThan': {'aws:CurrentTime': '2027-01-01T00:00:00Z'}}}"
            })
    void aBucketThatIsOpenToEverybodyIsOpenToEveryOtherClient(String statement) {
        assertThat(pairs(withBackupStatement(5, statement)))
                .containsExactlyInAnyOrderElementsOf(
                        others(5).map(i -> pair(i, 5)).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect': 'Allow', 'Principal': {'AWS': '700000000002'}, 'Action': 's3:GetObject', 'Resource': 'ARN/*'}",
                "{'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam::700000000002:root'}, 'Action': 's3:ListBucket',"
                        + " 'Resource': 'ARN'}",
                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'ARN/*',"
                        + " 'Condition': {'StringEquals': {'aws:PrincipalAccount': '700000000002'}}}",
                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'ARN/*',"
                        + " 'Condition': {'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::700000000002:user/*'}}}",
                "{'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam::700000000002:user/owner'}, 'Action': 's3:GetObject',"
                        + " 'Resource': 'ARN/*'}",
                "{'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam::700000000002:user/client-002-pune'},"
                        + " 'Action': 's3:GetObject', 'Resource': 'ARN/*'}"
            })
    void aBucketThatIsOpenToOneAccountIsOpenToItsClientAlone(String statement) {
        assertThat(pairs(withBackupStatement(5, statement))).containsExactly(pair(2, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'ARN/*',"
                        + " 'Condition': {'StringEquals': {'aws:PrincipalAccount': '700000000005'}}}",
                "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetBucketLocation', 'Resource': 'ARN'}",
                "{'Effect': 'Allow', 'Principal': {'Service': 'logging.s3.amazonaws.com'}, 'Action': 's3:PutObject',"
                        + " 'Resource': 'ARN/*'}",
                "{'Effect': 'Allow', 'Principal': {'AWS': '444455556666'}, 'Action': 's3:*', 'Resource': 'ARN/*'}"
            })
    void whatLetsInNoOtherClientOpensNothing(String statement) {
        assertThat(pairs(withBackupStatement(5, statement))).isEmpty();
    }

    @Test
    void aDenialOutweighsAnOpening() {
        FleetClient open = withBackupStatement(
                        5, "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'ARN/*'}")
                .get(5);
        FleetClient shut = SketchedFleet.changed(
                open,
                "Backup",
                "BackupBucketPolicy",
                statement(
                        "{'Effect': 'Deny', 'Principal': '*', 'Action': 's3:Get*', 'Resource': 'ARN/*', 'Condition':"
                                + " {'StringNotEquals': {'aws:PrincipalAccount': '700000000005'}}}",
                        5));
        assertThat(pairs(replaced(fleet, 5, shut))).isEmpty();
    }

    /** The key alone opens nothing that is encrypted by it, but it opens the key. */
    @Test
    void aKeyIsLookedAtLikeABucket() {
        FleetClient open = SketchedFleet.changed(
                fleet.get(3),
                "Alerting",
                "AlertsKey",
                properties -> ((ArrayNode) properties.at("/KeyPolicy/Statement"))
                        .add(
                                json(
                                        "{'Effect': 'Allow', 'Principal': {'AWS': '700000000001'}, 'Action': 'kms:Decrypt', 'Resource': '*'}")));
        assertThat(Isolation.openings(replaced(fleet, 3, open))).singleElement().satisfies(opening -> {
            assertThat(opening.sentence())
                    .isEqualTo("arn:aws:iam::700000000001:role/Administrator of client client-001 may do"
                            + " kms:Decrypt to client-003-Alerting/AlertsKey of client client-003"
                            + " (by " + opening.grants().get(0).because() + ")");
        });
    }

    @Test
    void aRoleThatAnotherAccountMayTakeOnIsNamed() {
        FleetClient open = SketchedFleet.changed(
                fleet.get(3),
                "Backup",
                breakGlass(),
                properties -> ((ArrayNode) properties.at("/AssumeRolePolicyDocument/Statement"))
                        .add(json("{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'AWS':"
                                + " 'arn:aws:iam::700000000006:user/owner'}, 'Condition': {'Bool':"
                                + " {'aws:MultiFactorAuthPresent': 'true'}}}")));
        assertThat(pairs(replaced(fleet, 3, open))).containsExactly(pair(6, 3));
    }

    private static String breakGlass() {
        return fleet.get(3).assembly().resources("AWS::IAM::Role").stream()
                .filter(role -> role.property("RoleName").asText().endsWith("-break-glass"))
                .findFirst()
                .orElseThrow()
                .logicalId();
    }

    /** AWS makes up the names of FSx's backups, so no policy of one deployment can leave out those of another. */
    @Test
    void fileServersOfOneAccountReachEachOthersBackups() throws IOException {
        List<FleetClient> shared = List.of(
                SketchedFleet.client(folder, 20, SHARED, text -> text),
                SketchedFleet.client(folder, 21, SHARED, text -> text),
                fleet.get(0));
        assertThat(pairs(shared)).containsExactlyInAnyOrder(pair(20, 21), pair(21, 20));
        assertThat(Isolation.openings(shared))
                .extracting(opening -> opening.resource().replaceFirst(".*-", ""))
                .containsOnly("FileServer/FileSystem", "Operations/Vault", "Operations/VaultCopy");
    }

    /** Within an account a right of the one is enough, so a pattern too wide reaches its neighbours and nobody else. */
    @Test
    void anAgentWithOneWildcardTooManyReachesItsNeighboursOnly() throws IOException {
        FleetClient wide = SketchedFleet.changed(
                SketchedFleet.client(folder, 20, SHARED, text -> text), "Backup", agents(), properties -> {
                    ((ArrayNode) properties.at("/PolicyDocument/Statement"))
                            .add(
                                    json(
                                            "{'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::*-backup-*'}"));
                });
        FleetClient neighbour = SketchedFleet.client(folder, 21, SHARED, text -> text);
        List<FleetClient> all = List.of(wide, neighbour, fleet.get(0));

        assertThat(Isolation.openings(all).stream()
                        .filter(opening -> opening.resource().endsWith("-Backup/BackupBucket"))
                        .map(opening -> pair(opening.from(), opening.to()) + " " + opening.principal()))
                .containsExactly(
                        "client-020>client-021 arn:aws:iam::999900001111:user/client-020-pune",
                        "client-020>client-021 arn:aws:iam::999900001111:user/client-020-nashik");
    }

    private static String agents() {
        return fleet.get(0).assembly().resources("AWS::IAM::ManagedPolicy").stream()
                .filter(policy -> policy.logicalId().startsWith("AgentsOwnPrefix"))
                .findFirst()
                .orElseThrow()
                .logicalId();
    }

    private static List<FleetClient> withBackupStatement(int client, String text) {
        return replaced(
                fleet,
                client,
                SketchedFleet.changed(fleet.get(client), "Backup", "BackupBucketPolicy", statement(text, client)));
    }

    private static Consumer<ObjectNode> statement(String text, int client) {
        String arn = "arn:aws:s3:::%s-backup-%s-ap-south-1"
                .formatted(GeneratedClients.name(client), GeneratedClients.account(client));
        return properties ->
                ((ArrayNode) properties.at("/PolicyDocument/Statement")).add(json(text.replace("ARN", arn)));
    }

    private static List<FleetClient> replaced(List<FleetClient> clients, int at, FleetClient other) {
        List<FleetClient> changed = new ArrayList<>(clients);
        changed.set(at, other);
        return changed;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Stream<Integer> others(int client) {
        return IntStream.range(0, CLIENTS).boxed().filter(i -> i != client);
    }

    private static Set<String> pairs(List<FleetClient> clients) {
        return Isolation.openings(clients).stream()
                .map(opening -> pair(opening.from(), opening.to()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String pair(FleetClient from, FleetClient to) {
        return from.name() + ">" + to.name();
    }

    private static String pair(int from, int to) {
        return GeneratedClients.name(from) + ">" + GeneratedClients.name(to);
    }
}
