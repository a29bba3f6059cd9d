package com.tallyhybrid.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.testkit.templates.Sketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References in templates are answered, or refused with their place. */
class AssemblyTest {

    private static final String ALERTING = """
            {
              "Parameters": {
                "Stage": {"Type": "String", "Default": "live"},
                "Zones": {"Type": "CommaDelimitedList", "Default": " a, b "}
              },
              "Mappings": {"Sizes": {"live": {"days": 400}}},
              "Conditions": {
                "IsLive": {"Fn::Equals": [{"Ref": "Stage"}, "live"]},
                "IsNot": {"Fn::Not": [{"Condition": "IsLive"}]}
              },
              "Resources": {
                "Made": {"Type": "AWS::S3::Bucket", "Condition": "IsLive", "Properties": {"BucketName": "made"}},
                "NotMade": {"Type": "AWS::SNS::Topic", "Condition": "IsNot"},
                "Loop": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::GetAtt": ["Loop", "Arn"]}}},
                "Key": {"Type": "AWS::KMS::Key"},
                "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "alerts"}},
                "Log": {"Type": "AWS::Logs::LogGroup"},
                "Agent": {"Type": "AWS::IAM::User", "Properties": {"UserName": {"Fn::Sub": "pc-${AWS::Region}"}}},
                "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.20.0.0/16"}},
                "Directory": {"Type": "AWS::DirectoryService::MicrosoftAD"},
                "Association": {"Type": "AWS::SSM::Association"},
                "Odd": {"Type": "AWS::Odd::Thing"},
                "Bucket": {"Type": "AWS::S3::Bucket"}
              },
              "Outputs": {
                "TopicArn": {"Value": {"Ref": "Topic"}, "Export": {"Name": "alerting:topic"}},
                "KeyArn": {"Value": {"Fn::GetAtt": ["Key", "Arn"]}, "Export": {"Name": {"Fn::Sub": "${AWS::StackName}:key"}}}
              }
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Ref': 'AWS::AccountId'} | 111122223333",
                "{'Ref': 'AWS::Region'} | ap-south-1",
                "{'Ref': 'AWS::Partition'} | aws",
                "{'Ref': 'AWS::URLSuffix'} | amazonaws.com",
                "{'Ref': 'AWS::StackName'} | Alerting",
                "{'Ref': 'Stage'} | live",
                "{'Ref': 'Topic'} | arn:aws:sns:ap-south-1:111122223333:alerts",
                "{'Ref': 'Agent'} | pc-ap-south-1",
                "{'Ref': 'Bucket'} | alerting-bucket",
                "{'Ref': 'Odd'} | Alerting-Odd",
                "{'Fn::GetAtt': ['Topic', 'TopicName']} | alerts",
                "{'Fn::GetAtt': 'Agent.Arn'} | arn:aws:iam::111122223333:user/pc-ap-south-1",
                "{'Fn::GetAtt': ['Bucket', 'Arn']} | arn:aws:s3:::alerting-bucket",
                "{'Fn::GetAtt': ['Log', 'Arn']} | arn:aws:logs:ap-south-1:111122223333:log-group:Alerting-Log:*",
                "{'Fn::GetAtt': ['Vpc', 'CidrBlock']} | 10.20.0.0/16",
                "{'Fn::Sub': 'a-${AWS::Region}-${Topic.TopicName}-${!aws:username}'} | a-ap-south-1-alerts-${aws:username}",
                "{'Fn::Sub': ['${X}/${Agent}', {'X': {'Ref': 'Stage'}}]} | live/pc-ap-south-1",
                "{'Fn::Join': ['', ['arn:', {'Ref': 'AWS::Partition'}, ':s3:::', 7]]} | arn:aws:s3:::7",
                "{'Fn::Join': ['+', {'Fn::Split': ['.', 'a.b.c']}]} | a+b+c",
                "{'Fn::Join': [' ', {'Fn::GetAtt': ['Directory', 'DnsIpAddresses']}]} | 192.0.2.10 192.0.2.11",
                "{'Fn::Select': [5, {'Fn::Split': [':', {'Ref': 'Topic'}]}]} | alerts",
                "{'Fn::Select': ['1', {'Fn::GetAZs': ''}]} | ap-south-1b",
                "{'Fn::Select': [0, {'Fn::GetAZs': {'Ref': 'AWS::Region'}}]} | ap-south-1a",
                "{'Fn::If': ['IsLive', {'Ref': 'Stage'}, 'none']} | live",
                "{'Fn::FindInMap': ['Sizes', {'Ref': 'Stage'}, 'days']} | 400",
                "{'Fn::Join': ['+', {'Ref': 'Zones'}]} | a+b",
                "{'Fn::Base64': {'Ref': 'Agent'}} | cGMtYXAtc291dGgtMQ==",
                "{'Fn::Select': [1, {'Fn::Cidr': [{'Fn::GetAtt': 'Vpc.CidrBlock'}, 2, 8]}]} | 10.20.1.0/24",
                "{'Fn::Length': {'Fn::GetAtt': ['Directory', 'DnsIpAddresses']}} | 2",
                "{'Fn::ToJsonString': {'a': [{'Ref': 'Topic'}, 1]}}"
                        + " | {\"a\":[\"arn:aws:sns:ap-south-1:111122223333:alerts\",1]}",
                "{'Ref': 'Made'} | made",
            })
    void answersEveryFunctionOfOneTemplate(String value, String expected) {
        assertThat(resolved(value).asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Fn::If': ['X', 1, 2]} | Fn::If is not modelled",
                "{'Fn::FindInMap': ['A', 'B', 'C']} | Fn::FindInMap is not modelled",
                "{'Fn::Base64': ['x']} | Fn::Base64 is not modelled",
                "{'Fn::Cidr': ['10.0.0.0/24', 2, 9]} | Fn::Cidr is not modelled",
                "{'Fn::Cidr': ['10.0.0.0/24', 3, 7]} | Fn::Cidr is not modelled",
                "{'Fn::Cidr': ['10.0.0.0', 1, 8]} | Fn::Cidr is not modelled",
                "{'Fn::Transform': {'Name': 'X'}} | Fn::Transform is not modelled",
                "{'Condition': 'X'} | Condition is not modelled",
                "{'Ref': 'AWS::StackId'} | AWS::StackId is not modelled",
                "{'Ref': 'Nobody'} | nothing is called Nobody",
                "{'Ref': 'NotMade'} | nothing is called NotMade",
                "{'Fn::GetAtt': ['Topic', 'Colour']} | Alerting/Topic (AWS::SNS::Topic) has no known attribute Colour",
                "{'Fn::GetAtt': ['Odd', 'Arn']} | Alerting/Odd (AWS::Odd::Thing) has no known attribute Arn",
                "{'Fn::GetAtt': ['Nobody', 'Arn']} | no resource Nobody",
                "{'Fn::GetAtt': 'Topic'} | needs a resource and an attribute",
                "{'Fn::Sub': '${Nobody}'} | nothing is called Nobody",
                "{'Fn::Join': [',', 'text']} | needs a list",
                "{'Fn::Join': [',', [{'a': 1}]]} | needs a text",
                "{'Fn::Select': [3, ['a']]} | no element 3 among 1",
                "{'Fn::Split': ['', 'a']} | an empty delimiter",
                "{'Fn::ImportValue': 'elsewhere'} | 0 exports are called elsewhere",
                "{'Fn::Sub': 'a', 'Other': 1} | Fn::Sub must stand alone",
            })
    void refusesWhatItDoesNotKnowWithItsPlace(String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolved(value))
                .withMessageContaining("Alerting/Subject at Properties")
                .withMessageContaining("Deep")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'Ref': 'Loop'}", "{'Fn::GetAtt': ['Loop', 'Arn']}"})
    void refusesANameThatIsMadeOfItself(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolved(value))
                .withMessageContaining("Alerting/Loop at Properties.BucketName")
                .withMessageEndingWith("the name of Alerting/Loop is made of itself");
    }

    @Test
    void followsExportsIntoOtherStacks() {
        Assembly assembly = Assembly.of(List.of(stack("Alerting", ALERTING), stack("Backup", importing())));
        Resource rule = assembly.resource("Backup", "Rule");

        assertThat(rule.property("Topic").asText()).isEqualTo("arn:aws:sns:ap-south-1:111122223333:alerts");
        assertThat(rule.property("Key").asText())
                .isEqualTo(assembly.resource("Alerting", "Key").arn());
    }

    @ParameterizedTest
    @CsvSource({"111122223333, ap-south-2", "444455556666, ap-south-1"})
    void doesNotFollowExportsIntoAnotherAccountOrRegion(String account, String region) {
        var elsewhere = Sketch.template("Alerting", Environment.of("aws://" + account + "/" + region), json(ALERTING));
        Assembly assembly = Assembly.of(List.of(elsewhere, stack("Backup", importing())));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> assembly.resource("Backup", "Rule").property("Topic"))
                .withMessage("Backup/Rule at Properties.Topic.Fn::ImportValue: 0 exports are called alerting:topic");
    }

    @Test
    void leavesOutWhatHasNoValue() {
        assertThat(resolved("{'a': {'Ref': 'AWS::NoValue'}, 'b': [{'Ref': 'AWS::NoValue'}, 1]}"))
                .hasToString("{\"b\":[1]}");
    }

    /** A policy statement's Condition is no function. */
    @Test
    void keepsTheConditionOfAStatement() {
        assertThat(resolved("{'Condition': {'Bool': {'a:b': 'true'}}}"))
                .hasToString("{\"Condition\":{\"Bool\":{\"a:b\":\"true\"}}}");
    }

    @Test
    void makesUpTheSameNamesEveryTime() {
        assertThat(Assembly.of(List.of(stack("A", ALERTING)))
                        .resource("A", "Key")
                        .arn())
                .isEqualTo(Assembly.of(List.of(stack("A", ALERTING)))
                        .resource("A", "Key")
                        .arn())
                .isNotEqualTo(Assembly.of(List.of(stack("B", ALERTING)))
                        .resource("B", "Key")
                        .arn());
    }

    @Test
    void refusesConditionalResourcesNestedStacksAndParametersWithoutAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stacks("{'Resources': {'A': {'Type': 'AWS::SNS::Topic', 'Condition': 'X'}}}"))
                .withMessageContaining("S/A at Condition");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stacks("{'Resources': {'A': {'Type': 'AWS::CloudFormation::Stack'}}}"))
                .withMessageContaining("nested");
        Assembly open =
                stacks("{'Parameters': {'P': {'Type': 'String'}}, 'Resources': {'A': {'Type': 'AWS::SNS::Topic',"
                        + " 'Properties': {'TopicName': {'Ref': 'P'}}}}}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open.resource("S", "A").arn())
                .withMessageContaining("parameter P has no value before deployment");
    }

    @Test
    void readsWhatSynthesisWrote(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("Live-Alerting.template.json"), ALERTING);
        Files.writeString(directory.resolve("manifest.json"), """
                {"artifacts": {
                  "Tree": {"type": "cdk:tree"},
                  "Live-Alerting": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/ap-south-2",
                    "properties": {"templateFile": "Live-Alerting.template.json"}}}}
                """);

        Assembly assembly = Assembly.read(directory);

        assertThat(assembly.stacks()).singleElement().satisfies(stack -> {
            assertThat(stack.stack()).isEqualTo("Live-Alerting");
            assertThat(stack.region()).isEqualTo("ap-south-2");
        });
        assertThat(assembly.resource("Live-Alerting", "Topic").arn())
                .isEqualTo("arn:aws:sns:ap-south-2:111122223333:alerts");
    }

    @Test
    void refusesAStackWithoutAnAccount(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("manifest.json"), """
                {"artifacts": {"S": {"type": "aws:cloudformation:stack",
                  "environment": "aws://unknown-account/unknown-region",
                  "properties": {"templateFile": "manifest.json"}}}}
                """);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Assembly.read(directory))
                .withMessageContaining("stack S: needs an account and a Region");
    }

    private static JsonNode resolved(String value) {
        String subject = ALERTING.replace(
                "\"Resources\": {",
                "\"Resources\": {\"Subject\": {\"Type\": \"AWS::SNS::Topic\", \"Properties\": {\"Deep\": ["
                        + value.replace('\'', '"') + "]}},");
        return stacks("Alerting", subject)
                .resource("Alerting", "Subject")
                .property("Deep")
                .get(0);
    }

    private static String importing() {
        return """
                {"Resources": {"Rule": {"Type": "AWS::Events::Rule", "Properties": {
                  "Topic": {"Fn::ImportValue": "alerting:topic"},
                  "Key": {"Fn::ImportValue": {"Fn::Join": [":", ["Alerting", "key"]]}}}}}}
                """;
    }

    private static Assembly stacks(String template) {
        return stacks("S", template.replace('\'', '"'));
    }

    private static Assembly stacks(String name, String template) {
        return Assembly.of(List.of(stack(name, template)));
    }

    private static Template stack(String name, String template) {
        return Sketch.template(name, Environment.of("aws://111122223333/ap-south-1"), json(template));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
