package com.tallyhybrid.app.backup;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Synthesized.class)
class AgentsTest {

    private static final String BUCKET = "arn:aws:s3:::sharma-traders-backup-111122223333-ap-south-1";
    private static final String TAG = "{'Key': 'tally-hybrid:deployment', 'Value': 'sharma-traders'}";

    @Test
    void touchTheirOwnPrefixFromTheOfficesAndNothingElse(Templates templates) {
        assertThat(rights(templates).path("Statement"))
                .isEqualTo(json("""
                [{'Sid': 'ListOwnPrefix', 'Effect': 'Allow', 'Action': 's3:ListBucket', 'Resource': '%1$s',
                  'Condition': {'StringEquals': {'s3:prefix': '${aws:username}/', 's3:delimiter': '/'}}},
                 {'Sid': 'WriteOwnPrefix', 'Effect': 'Allow',
                  'Action': ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
                  'Resource': '%1$s/${aws:username}/*'},
                 {'Sid': 'ListOwnArchive', 'Effect': 'Allow', 'Action': 's3:ListBucket', 'Resource': '%2$s',
                  'Condition': {'StringLike': {'s3:prefix': '${aws:username}/*'},
                                'StringEquals': {'s3:delimiter': '/'}}},
                 {'Sid': 'AddToOwnArchive', 'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:PutObject'],
                  'Resource': '%2$s/${aws:username}/*'},
                 {'Sid': 'DenyOutsideOffices', 'Effect': 'Deny', 'Action': '*', 'Resource': '*',
                  'Condition': {
                    'NotIpAddress': {'aws:SourceIp': ['198.51.100.10/32', '203.0.113.20/32']},
                    'Bool': {'aws:ViaAWSService': 'false'}}}]
                """.formatted(BUCKET, BUCKET.replace("-backup-", "-archive-"))));
    }

    @Test
    void workFromAnywhereWhereTheSettingsNameNoSource() {
        assertThat(Templates.statements(rights(Synthesized.backupOnly().templates())))
                .doesNotContainKey("DenyOutsideOffices");
    }

    @Test
    void haveNoRightsButThoseOfTheirGroupAndNoPassword(Templates templates) {
        assertThat(templates.ofType("AWS::IAM::User"))
                .extracting(Templates.Resource::properties)
                .containsExactlyInAnyOrder(
                        json("{'UserName': 'sharma-traders-pune', 'Groups': [%s], 'Tags': [%s]}"
                                .formatted(group(templates), TAG)),
                        json("{'UserName': 'sharma-traders-nashik', 'Groups': [%s], 'Tags': [%s]}"
                                .formatted(group(templates), TAG)));
        assertThat(templates.all(resource -> resource.properties().has("Users")))
                .isEmpty();
    }

    @Test
    void findEachKeyInASecretOfItsOwn(Templates templates) {
        assertThat(templates.properties("AgentPuneKey1"))
                .isEqualTo(json("{'Serial': 1, 'UserName': {'Ref': 'AgentPune'}}"));
        JsonNode secret = templates.properties("AgentPuneKey1Secret");
        assertThat(secret.path("Name").asText()).isEqualTo("sharma-traders/agents/pune/key-1");
        assertThat(secret.path("KmsKeyId")).isEqualTo(json("{'Fn::GetAtt': ['BackupRecordsKey', 'Arn']}"));
        assertThat(secret.path("SecretString").toString())
                .contains("{\"Ref\":\"AgentPuneKey1\"}", "{\"Fn::GetAtt\":[\"AgentPuneKey1\",\"SecretAccessKey\"]}");
    }

    @TestFactory
    Stream<DynamicTest> guardTheirPrefixes() {
        return Stream.of(
                notices(
                        "a listing of the whole bucket",
                        templates -> ((ObjectNode) rights(templates)
                                        .path("Statement")
                                        .get(0)
                                        .path("Condition")
                                        .path("StringEquals"))
                                .remove("s3:prefix"),
                        this::touchTheirOwnPrefixFromTheOfficesAndNothingElse),
                notices(
                        "a policy on a user",
                        templates -> ((ObjectNode) templates.properties("AgentPune"))
                                .putArray("ManagedPolicyArns")
                                .add("arn:aws:iam::aws:policy/AmazonS3FullAccess"),
                        this::haveNoRightsButThoseOfTheirGroupAndNoPassword));
    }

    private static JsonNode rights(Templates templates) {
        return templates
                .all(resource ->
                        resource.properties().has("Groups") && resource.type().equals("AWS::IAM::ManagedPolicy"))
                .get(0)
                .properties()
                .path("PolicyDocument");
    }

    private static String group(Templates templates) {
        return "{'Ref': '%s'}"
                .formatted(templates.ofType("AWS::IAM::Group").get(0).logicalId());
    }
}
