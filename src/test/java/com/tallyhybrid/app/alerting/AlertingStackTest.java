package com.tallyhybrid.app.alerting;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static com.tallyhybrid.testkit.templates.Templates.json;
import static com.tallyhybrid.testkit.templates.Templates.statements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Synthesized.class)
class AlertingStackTest {

    @Test
    void mailsEveryAddressOfTheSettingsFromBothRegions(Templates templates) {
        assertThat(templates.ofType("AWS::SNS::Subscription"))
                .extracting(subscription -> subscription.stack() + " "
                        + subscription.properties().path("Protocol").asText() + " "
                        + subscription.properties().path("Endpoint").asText())
                .containsExactlyInAnyOrder(
                        "Alerting email it@example.com",
                        "Alerting email accounts@example.com",
                        "Replica email it@example.com",
                        "Replica email accounts@example.com");
    }

    @Test
    void encryptsTheTopicWithItsOwnKey(Templates templates) {
        assertThat(templates.properties("AlertTopic").path("KmsMasterKeyId"))
                .isEqualTo(json("{'Fn::GetAtt': ['AlertsKey', 'Arn']}"));
        assertThat(templates.properties("AlertsKey").path("EnableKeyRotation").asBoolean())
                .isTrue();
    }

    @Test
    void letsAlarmsAndBudgetsOfThisDeploymentPublishAndNoOtherService(Templates templates) {
        assertThat(topicPolicy(templates))
                .isEqualTo(Map.of(
                        "AlarmsPublish",
                        json("""
                                {'Sid': 'AlarmsPublish', 'Effect': 'Allow', 'Action': 'sns:Publish',
                                 'Principal': {'Service': 'cloudwatch.amazonaws.com'},
                                 'Resource': {'Ref': 'AlertTopic'},
                                 'Condition': {
                                   'StringEquals': {'aws:SourceAccount': '111122223333'},
                                   'ArnLike': {'aws:SourceArn':
                                     'arn:aws:cloudwatch:ap-south-1:111122223333:alarm:sharma-traders-*'}}}
                                """),
                        "BudgetsPublish",
                        json("""
                                {'Sid': 'BudgetsPublish', 'Effect': 'Allow', 'Action': 'sns:Publish',
                                 'Principal': {'Service': 'budgets.amazonaws.com'},
                                 'Resource': {'Ref': 'AlertTopic'},
                                 'Condition': {
                                   'StringEquals': {'aws:SourceAccount': '111122223333'},
                                   'ArnLike': {'aws:SourceArn': 'arn:aws:budgets::111122223333:*'}}}
                                """),
                        "AllowPublishThroughSSLOnly",
                        json("""
                                {'Sid': 'AllowPublishThroughSSLOnly', 'Effect': 'Deny', 'Action': 'sns:Publish',
                                 'Principal': '*', 'Resource': {'Ref': 'AlertTopic'},
                                 'Condition': {'Bool': {'aws:SecureTransport': 'false'}}}
                                """)));
    }

    @Test
    void letsAlarmsAndBudgetsOfThisDeploymentUseTheKeyAndNoOtherService(Templates templates) {
        assertThat(statements(templates.properties("AlertsKey").path("KeyPolicy")))
                .isEqualTo(Map.of("#0", json("""
                                {'Effect': 'Allow', 'Action': 'kms:*', 'Resource': '*',
                                 'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}}
                                """), "AlarmsEncrypt", json("""
                                {'Sid': 'AlarmsEncrypt', 'Effect': 'Allow', 'Resource': '*',
                                 'Action': ['kms:Decrypt', 'kms:GenerateDataKey*'],
                                 'Principal': {'Service': 'cloudwatch.amazonaws.com'},
                                 'Condition': {
                                   'StringEquals': {'aws:SourceAccount': '111122223333'},
                                   'ArnLike': {'aws:SourceArn':
                                     'arn:aws:cloudwatch:ap-south-1:111122223333:alarm:sharma-traders-*'}}}
                                """), "BudgetsEncrypt", json("""
                                {'Sid': 'BudgetsEncrypt', 'Effect': 'Allow', 'Resource': '*',
                                 'Action': ['kms:Decrypt', 'kms:GenerateDataKey*'],
                                 'Principal': {'Service': 'budgets.amazonaws.com'},
                                 'Condition': {
                                   'StringEquals': {'aws:SourceAccount': '111122223333'},
                                   'ArnLike': {'aws:SourceArn': 'arn:aws:budgets::111122223333:*'}}}
                                """)));
    }

    @Test
    void letsEventRulesOfThisDeploymentPublishThroughOneRole(Templates templates) {
        JsonNode role = named(templates, "AWS::IAM::Role", "EventPublisher");
        assertThat(role.path("AssumeRolePolicyDocument").path("Statement")).isEqualTo(json("""
                        [{'Effect': 'Allow', 'Action': 'sts:AssumeRole',
                          'Principal': {'Service': 'events.amazonaws.com'},
                          'Condition': {
                            'StringEquals': {'aws:SourceAccount': '111122223333'},
                            'ArnLike': {'aws:SourceArn':
                              'arn:aws:events:ap-south-1:111122223333:rule/sharma-traders-*'}}}]
                        """));
        JsonNode rights = named(templates, "AWS::IAM::ManagedPolicy", "EventPublisher");
        assertThat(rights.path("PolicyDocument").path("Statement")).isEqualTo(json("""
                [{'Sid': 'PublishAlerts', 'Effect': 'Allow', 'Action': 'sns:Publish',
                  'Resource': {'Ref': 'AlertTopic'}},
                 {'Sid': 'EncryptAlerts', 'Effect': 'Allow', 'Action': ['kms:Decrypt', 'kms:GenerateDataKey*'],
                  'Resource': {'Fn::GetAtt': ['AlertsKey', 'Arn']}}]
                """));
    }

    @TestFactory
    Stream<DynamicTest> guardsTheWayToAPerson() {
        return Stream.of(
                notices(
                        "that CloudWatch lost the key",
                        templates -> ((ArrayNode) templates
                                        .properties("AlertsKey")
                                        .path("KeyPolicy")
                                        .path("Statement"))
                                .remove(1),
                        this::letsAlarmsAndBudgetsOfThisDeploymentUseTheKeyAndNoOtherService),
                notices(
                        "that any account's alarms may publish",
                        templates -> ((ObjectNode) topicPolicy(templates).get("AlarmsPublish")).remove("Condition"),
                        this::letsAlarmsAndBudgetsOfThisDeploymentPublishAndNoOtherService));
    }

    private static Map<String, JsonNode> topicPolicy(Templates templates) {
        return statements(only(templates, "AWS::SNS::TopicPolicy").path("PolicyDocument"));
    }

    private static JsonNode named(Templates templates, String type, String idPrefix) {
        return templates
                .all(resource ->
                        resource.type().equals(type) && resource.logicalId().startsWith(idPrefix))
                .get(0)
                .properties();
    }

    private static JsonNode only(Templates templates, String type) {
        return templates
                .all(resource ->
                        resource.stack().equals("Alerting") && resource.type().equals(type))
                .get(0)
                .properties();
    }
}
