package com.tallyhybrid.review.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code Ref} and {@code Fn::GetAtt} give for one resource type, as far as its shape is known.
 *
 * <p>In the patterns {@code {name}} is the physical name where the template chooses it, otherwise the resource's own
 * unknown; {@code {account}} and {@code {region}} are the stack's.
 *
 * @param nameProperty the property that chooses the name; empty where AWS always makes it up
 * @param reference what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by attribute
 */
record PhysicalNames(String nameProperty, String reference, Map<String, String> attributes) {

    private static final PhysicalNames OTHER = new PhysicalNames("", "{name}", Map.of());
    private static final Map<String, PhysicalNames> ALL = new TreeMap<>();

    static {
        String iam = "arn:{partition}:iam::{account}:";
        named("AWS::IAM::Role", "RoleName", "{name}", "Arn", iam + "role{path}{name}");
        named("AWS::IAM::User", "UserName", "{name}", "Arn", iam + "user{path}{name}");
        named("AWS::IAM::Group", "GroupName", "{name}", "Arn", iam + "group{path}{name}");
        arn("AWS::IAM::ManagedPolicy", "ManagedPolicyName", iam + "policy{path}{name}", "PolicyArn");
        named("AWS::S3::Bucket", "BucketName", "{name}", "Arn", "arn:{partition}:s3:::{name}");
        arn("AWS::SNS::Topic", "TopicName", regional("sns") + "{name}", "TopicArn");
        named("AWS::SQS::Queue", "QueueName", "<queue {name}>", "Arn", regional("sqs") + "{name}");
        named("AWS::KMS::Key", "", "{name}", "Arn", regional("kms") + "key/{name}");
        arn("AWS::SecretsManager::Secret", "", "{name}", "Id");
        named("AWS::Lambda::Function", "FunctionName", "{name}", "Arn", regional("lambda") + "function:{name}");
        named("AWS::DynamoDB::Table", "TableName", "{name}", "Arn", regional("dynamodb") + "table/{name}");
        named("AWS::Logs::LogGroup", "LogGroupName", "{name}", "Arn", regional("logs") + "log-group:{name}:*");
        named("AWS::Backup::BackupVault", "BackupVaultName", "{name}", "BackupVaultName", "{name}");
        arn("AWS::EC2::SecurityGroup", "", "{name}", "GroupId");
        arn("AWS::EC2::VPC", "", "{name}", "VpcId");
        arn("AWS::EC2::RouteTable", "", "{name}", "RouteTableId");
        arn("AWS::EC2::NetworkAcl", "", "{name}", "Id");
        arn("AWS::EC2::InternetGateway", "", "{name}", "InternetGatewayId");
        arn("AWS::EC2::NatGateway", "", "{name}", "NatGatewayId");
    }

    static PhysicalNames of(String type) {
        return ALL.getOrDefault(type, OTHER);
    }

    String reference(CanonicalText template, String logicalId) {
        return fill(reference, template, logicalId);
    }

    String attribute(CanonicalText template, String logicalId, String attribute) {
        String pattern = attributes.get(attribute);
        return pattern == null
                ? CanonicalText.opaque(template.stack() + "/" + logicalId + "." + attribute)
                : fill(pattern, template, logicalId);
    }

    private String fill(String pattern, CanonicalText template, String logicalId) {
        JsonNode chosen = template.property(logicalId, nameProperty);
        String name = nameProperty.isEmpty() || chosen.isMissingNode()
                ? CanonicalText.opaque(template.stack() + "/" + logicalId)
                : template.text(chosen);
        JsonNode path = template.property(logicalId, "Path");
        String unbracketed = pattern.startsWith("<") ? name.replaceAll("[<>]", "") : name;
        return pattern.replace("{path}", path.isMissingNode() ? "/" : template.text(path))
                .replace("{partition}", template.pseudo("AWS::Partition"))
                .replace("{account}", template.pseudo("AWS::AccountId"))
                .replace("{region}", template.pseudo("AWS::Region"))
                .replace("{name}", unbracketed);
    }

    private static String regional(String service) {
        return "arn:{partition}:" + service + ":{region}:{account}:";
    }

    private static void named(String type, String nameProperty, String reference, String attribute, String pattern) {
        ALL.put(type, new PhysicalNames(nameProperty, reference, Map.of(attribute, pattern)));
    }

    /** {@code Ref} and the attribute give the same. */
    private static void arn(String type, String nameProperty, String pattern, String attribute) {
        named(type, nameProperty, pattern, attribute, pattern);
    }
}
