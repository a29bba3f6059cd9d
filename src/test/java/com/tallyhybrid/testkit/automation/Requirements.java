package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What IAM asks for a call: the actions, and the resources on which each is checked.
 *
 * <p>Most calls are the action of their own name; the exceptions are written out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class Requirements {

    private static final String ACCOUNT = "111122223333";
    private static final String TAG = "tally-hybrid:recovery";

    /** Actions that IAM checks on no resource. */
    private static final Set<String> ON_ANYTHING = Set.of(
            "backup:DescribeRestoreJob",
            "ec2:DescribeInstances",
            "ec2:DescribeVpcEndpoints",
            "ssm:DescribeAutomationExecutions",
            "ssm:DescribeInstanceInformation",
            "ssm:DescribeParameters",
            "ssm:ListCommandInvocations",
            "ssm:ListCommands");

    private final Principal role;
    private final Call call;
    private final List<Request> requests = new ArrayList<>();

    private Requirements(Principal role, Call call) {
        this.role = role;
        this.call = call;
    }

    static List<Request> of(Principal role, Call call, String alertKey) {
        var requirements = new Requirements(role, call);
        if (ON_ANYTHING.contains(call.name())) {
            requirements.ask(call.name(), "*");
        } else if (call.name().equals("sns:Publish")) {
            requirements.ask("sns:Publish", call.parameters().path("TopicArn").asText());
            requirements.ask("kms:GenerateDataKey", alertKey);
            requirements.ask("kms:Decrypt", alertKey);
        } else {
            requirements.ofService();
        }
        return requirements.requests;
    }

    private void ofService() {
        switch (call.service()) {
            case "s3" -> s3();
            case "ec2" -> ec2();
            case "ssm" -> ssm();
            case "backup" -> backup();
            default -> others();
        }
    }

    private void s3() {
        String bucket = "arn:aws:s3:::" + text("Bucket");
        switch (call.api()) {
            case "ListObjectVersions" -> ask("s3:ListBucketVersions", bucket);
            case "ListObjectsV2" -> ask("s3:ListBucket", bucket, "s3:prefix", text("Prefix"));
            case "PutObject" -> ask("s3:PutObject", bucket + "/" + text("Key"));
            case "CopyObject" -> {
                JsonNode source = call.parameters().path("CopySource");
                ask(
                        "s3:GetObjectVersion",
                        "arn:aws:s3:::%s/%s"
                                .formatted(
                                        source.path("Bucket").asText(),
                                        source.path("Key").asText()));
                ask("s3:PutObject", bucket + "/" + text("Key"));
            }
            default -> throw unknown();
        }
    }

    private void backup() {
        switch (call.api()) {
            case "ListRecoveryPointsByBackupVault" ->
                ask(call.name(), arn("backup", "backup-vault:" + text("BackupVaultName")));
            case "StartRestoreJob" -> {
                ask(call.name(), text("RecoveryPointArn"));
                pass(text("IamRoleArn"), "backup.amazonaws.com");
            }
            default -> throw unknown();
        }
    }

    private void ssm() {
        switch (call.api()) {
            case "GetParameter" ->
                ask(call.name(), "arn:aws:ssm:%s::parameter%s".formatted(call.region(), text("Name")));
            case "DeleteParameters" -> texts("Names").forEach(name -> ask(call.name(), arn("ssm", "parameter" + name)));
            case "SendCommand" -> {
                ask(call.name(), "arn:aws:ssm:%s::document/%s".formatted(call.region(), text("DocumentName")));
                texts("InstanceIds")
                        .forEach(id -> ask(
                                call.name(),
                                arn("ec2", "instance/" + id),
                                "aws:ResourceTag/" + TAG,
                                "sharma-traders-pune"));
            }
            case "StartAutomationExecution" -> {
                ask(call.name(), arn("ssm", "automation-definition/%s:$DEFAULT".formatted(text("DocumentName"))));
                pass("arn:aws:iam::%s:role/%s".formatted(ACCOUNT, text("DocumentName")), "ssm.amazonaws.com");
            }
            case "GetAutomationExecution" ->
                ask(call.name(), arn("ssm", "automation-execution/" + text("AutomationExecutionId")));
            default -> throw unknown();
        }
    }

    private void ec2() {
        switch (call.api()) {
            case "CreateVpcEndpoint" -> {
                Stream.of(
                                "vpc/" + text("VpcId"),
                                "subnet/" + texts("SubnetIds").get(0),
                                "security-group/" + texts("SecurityGroupIds").get(0))
                        .forEach(resource -> ask(call.name(), arn("ec2", resource)));
                makeTagged("vpc-endpoint");
                ask("ec2:DescribeVpcs", "*");
                // Route 53 is called in Virginia, wherever the VPC is.
                requests.add(new Request(role, "route53:AssociateVPCWithHostedZone", "*")
                        .with("aws:RequestedRegion", "us-east-1"));
            }
            case "RunInstances" -> {
                ask(call.name(), "arn:aws:ec2:%s::image/%s".formatted(call.region(), text("ImageId")));
                Stream.of(
                                "subnet/" + text("SubnetId"),
                                "security-group/" + texts("SecurityGroupIds").get(0),
                                "key-pair/" + text("KeyName"),
                                "network-interface/*")
                        .forEach(resource -> ask(call.name(), arn("ec2", resource)));
                makeTagged("instance");
                makeTagged("volume");
                String profile =
                        call.parameters().at("/IamInstanceProfile/Name").asText();
                pass("arn:aws:iam::%s:role/%s".formatted(ACCOUNT, profile), "ec2.amazonaws.com");
            }
            case "TerminateInstances" ->
                texts("InstanceIds").forEach(id -> onTagged("instance/" + id, "sharma-traders-pune"));
            case "DeleteVpcEndpoints" ->
                texts("VpcEndpointIds").forEach(id -> onTagged("vpc-endpoint/" + id, "sharma-traders"));
            default -> throw unknown();
        }
    }

    private void others() {
        switch (call.name()) {
            case "cloudwatch:SetAlarmState" -> ask(call.name(), arn("cloudwatch", "alarm:" + text("AlarmName")));
            case "events:PutEvents" ->
                ask(
                        call.name(),
                        arn("events", "event-bus/default"),
                        "events:source",
                        call.parameters().at("/Entries/0/Source").asText());
            case "scheduler:CreateSchedule" -> {
                ask(call.name(), arn("scheduler", "schedule/%s/%s".formatted(text("GroupName"), text("Name"))));
                pass(call.parameters().at("/Target/RoleArn").asText(), "scheduler.amazonaws.com");
            }
            case "cloudformation:DescribeStacks" ->
                ask(call.name(), arn("cloudformation", "stack/%s/1".formatted(text("StackName"))));
            case "iam:ListAccessKeys" ->
                ask(call.name(), "arn:aws:iam::%s:user/%s".formatted(ACCOUNT, text("UserName")));
            default -> {
                if (!call.service().equals("fsx")) {
                    throw unknown();
                }
                String id = call.parameters().has("FileSystemId")
                        ? text("FileSystemId")
                        : texts("FileSystemIds").get(0);
                ask(call.name(), arn("fsx", "file-system/" + id));
            }
        }
    }

    /** What is made must bear our tag from the start. */
    private void makeTagged(String type) {
        String tag = call.parameters()
                .path("TagSpecifications")
                .valueStream()
                .filter(tags -> tags.path("ResourceType").asText().equals(type))
                .flatMap(tags -> tags.path("Tags").valueStream())
                .filter(found -> found.path("Key").asText().equals(TAG))
                .map(found -> found.path("Value").asText())
                .findFirst()
                .orElseThrow();
        ask(call.name(), arn("ec2", type + "/*"), "aws:RequestTag/" + TAG, tag);
        ask("ec2:CreateTags", arn("ec2", type + "/*"), "ec2:CreateAction", call.api());
    }

    private void onTagged(String resource, String tag) {
        ask(call.name(), arn("ec2", resource), "aws:ResourceTag/" + TAG, tag);
    }

    private void pass(String roleArn, String service) {
        requests.add(new Request(role, "iam:PassRole", roleArn, Map.of("iam:PassedToService", List.of(service))));
    }

    private void ask(String action, String resource, String... keyAndValue) {
        Request request = new Request(role, action, resource)
                .with("aws:RequestedRegion", call.region())
                .with("aws:SecureTransport", "true");
        if (resource.matches("arn:aws:(ec2|ssm):[^:]+::.+")) {
            // AWS's own images, documents and parameters are open to everyone: only our side decides.
            request = request.with("aws:ResourceAccount", ACCOUNT);
        }
        requests.add(keyAndValue.length == 0 ? request : request.with(keyAndValue[0], keyAndValue[1]));
    }

    private String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, call.region(), ACCOUNT, resource);
    }

    private String text(String parameter) {
        return call.parameters().path(parameter).asText();
    }

    private List<String> texts(String parameter) {
        return call.parameters()
                .path(parameter)
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private AssertionError unknown() {
        return new AssertionError("what IAM asks for %s is not written down".formatted(call.name()));
    }
}
