package com.tallyhybrid.controls.template;

import java.util.HashMap;
import java.util.Map;

/** The resource types whose attributes the app's templates use; another type has a reference but no attribute. */
final class ResourceTypes {

    static final Map<String, ResourceType> ALL = new HashMap<>();

    private static final String NAMED = "{stack}-{id}";
    private static final String LOCAL = "{partition}:%s:{region}:{account}:";

    static {
        identities();
        storage();
        messaging();
        watching();
        operations();
        network();
    }

    private ResourceTypes() {}

    private static void identities() {
        named("AWS::IAM::User", "UserName").arn("Arn", "arn:{partition}:iam::{account}:user{=Path|/}{name}");
        named("AWS::IAM::Group", "GroupName").arn("Arn", "arn:{partition}:iam::{account}:group{=Path|/}{name}");
        named("AWS::IAM::Role", "RoleName")
                .arn("Arn", "arn:{partition}:iam::{account}:role{=Path|/}{name}")
                .with("RoleId", "AROA{hex:17}");
        String policy = "arn:{partition}:iam::{account}:policy{=Path|/}{name}";
        named("AWS::IAM::ManagedPolicy", "ManagedPolicyName").reference(policy).arn("PolicyArn", policy);
        named("AWS::IAM::InstanceProfile", "InstanceProfileName")
                .arn("Arn", "arn:{partition}:iam::{account}:instance-profile{=Path|/}{name}");
        type("AWS::IAM::AccessKey", "", "AKIA{hex:16}").with("SecretAccessKey", "made-up-secret");
    }

    private static void storage() {
        type("AWS::S3::Bucket", "BucketName", "{lower}")
                .arn("Arn", "arn:{partition}:s3:::{name}")
                .with("DomainName", "{name}.s3.amazonaws.com")
                .with("RegionalDomainName", "{name}.s3.{region}.amazonaws.com");
        type("AWS::KMS::Key", "", "{hex:8}-0000-4000-8000-{hex:12}")
                .arn("Arn", arn("kms") + "key/{name}")
                .with("KeyId", "{name}");
        type("AWS::FSx::FileSystem", "", "fs-{hex:17}")
                .arn("ResourceARN", arn("fsx") + "file-system/{name}")
                .with("DNSName", "{name}.tally.example");
        type("AWS::DirectoryService::MicrosoftAD", "", "d-{hex:10}").with("DnsIpAddresses", "192.0.2.10,192.0.2.11");
        named("AWS::Backup::BackupVault", "BackupVaultName")
                .arn("BackupVaultArn", arn("backup") + "backup-vault:{name}")
                .with("BackupVaultName", "{name}");
        type("AWS::Backup::BackupPlan", "", "{hex:32}")
                .arn("BackupPlanArn", arn("backup") + "backup-plan:{name}")
                .with("BackupPlanId", "{name}")
                .with("VersionId", "1");
        named("AWS::Backup::RestoreTestingPlan", "RestoreTestingPlanName")
                .arn("RestoreTestingPlanArn", arn("backup") + "restore-testing-plan:{name}");
        String secret = arn("secretsmanager") + "secret:{name}-{hex:6}";
        named("AWS::SecretsManager::Secret", "Name")
                .reference(secret)
                .arn("Arn", secret)
                .with("Id", secret);
    }

    private static void messaging() {
        String topic = arn("sns") + "{name}";
        named("AWS::SNS::Topic", "TopicName")
                .reference(topic)
                .arn("TopicArn", topic)
                .with("TopicName", "{name}");
        String queue = "https://sqs.{region}.amazonaws.com/{account}/{name}";
        named("AWS::SQS::Queue", "QueueName")
                .reference(queue)
                .arn("Arn", arn("sqs") + "{name}")
                .with("QueueName", "{name}")
                .with("QueueUrl", queue);
    }

    private static void watching() {
        named("AWS::Events::Rule", "Name").arn("Arn", arn("events") + "rule/{name}");
        named("AWS::Scheduler::Schedule", "Name").arn("Arn", arn("scheduler") + "schedule/default/{name}");
        named("AWS::Logs::LogGroup", "LogGroupName").arn("Arn", arn("logs") + "log-group:{name}:*");
        named("AWS::CloudWatch::Alarm", "AlarmName").arn("Arn", arn("cloudwatch") + "alarm:{name}");
        named("AWS::CloudWatch::CompositeAlarm", "AlarmName").arn("Arn", arn("cloudwatch") + "alarm:{name}");
        named("AWS::CloudTrail::Trail", "TrailName").arn("Arn", arn("cloudtrail") + "trail/{name}");
    }

    private static void operations() {
        named("AWS::SSM::Document", "Name").arn("Arn", arn("ssm") + "document/{name}");
        type("AWS::SSM::Association", "", "{hex:32}").with("AssociationId", "{name}");
        named("AWS::SSM::Parameter", "Name").arn("Arn", arn("ssm") + "parameter/{name}");
        named("AWS::KMS::Alias", "AliasName").arn("Arn", arn("kms") + "{name}");
    }

    private static void network() {
        ec2("VPC", "vpc")
                .arn("Arn", arn("ec2") + "vpc/{name}")
                .with("VpcId", "{name}")
                .with("CidrBlock", "{=CidrBlock}")
                .with("DefaultSecurityGroup", "sg-{hex:17}")
                .with("DefaultNetworkAcl", "acl-{hex:17}");
        ec2("Subnet", "subnet")
                .arn("Arn", arn("ec2") + "subnet/{name}")
                .with("SubnetId", "{name}")
                .with("VpcId", "{=VpcId}")
                .with("CidrBlock", "{=CidrBlock}")
                .with("AvailabilityZone", "{=AvailabilityZone}");
        ec2("SecurityGroup", "sg")
                .arn("Arn", arn("ec2") + "security-group/{name}")
                .with("GroupId", "{name}")
                .with("VpcId", "{=VpcId}");
        ec2("VPCEndpoint", "vpce")
                .arn("Arn", arn("ec2") + "vpc-endpoint/{name}")
                .with("Id", "{name}");
        ec2("RouteTable", "rtb").with("RouteTableId", "{name}");
        ec2("FlowLog", "fl").with("Id", "{name}");
        ec2("VPNConnection", "vpn").with("VpnConnectionId", "{name}");
        ec2("VPNGateway", "vgw").with("VPNGatewayId", "{name}");
        ec2("CustomerGateway", "cgw").with("CustomerGatewayId", "{name}");
    }

    private static ResourceType named(String type, String nameProperty) {
        return type(type, nameProperty, NAMED);
    }

    private static ResourceType ec2(String type, String prefix) {
        return type("AWS::EC2::" + type, "", prefix + "-{hex:17}");
    }

    private static ResourceType type(String type, String nameProperty, String madeUp) {
        var described = new ResourceType(nameProperty, madeUp);
        ALL.put(type, described);
        return described;
    }

    private static String arn(String service) {
        return "arn:" + LOCAL.formatted(service);
    }
}
