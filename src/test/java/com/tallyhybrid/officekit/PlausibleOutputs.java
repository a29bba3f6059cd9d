package com.tallyhybrid.officekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.settings.Deployment;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What AWS may say after a deploy: for each output a value of its form, the same for the same thing. */
record PlausibleOutputs(Deployment deployment, Assembly templates) {

    String of(Template stack, JsonNode declared) {
        if (declared.isTextual()) {
            return declared.asText();
        }
        JsonNode join = declared.path("Fn::Join");
        if (join.isArray()) {
            return join.path(1).isArray()
                    ? StreamSupport.stream(join.path(1).spliterator(), false)
                            .map(part -> of(stack, part))
                            .collect(Collectors.joining())
                    : firstAddresses();
        }
        String id = declared.has("Ref")
                ? declared.path("Ref").asText()
                : declared.at("/Fn::GetAtt/0").asText();
        String type = templates.resource(stack.stack(), id).type();
        String hex = "%08x".formatted((stack.stack() + id).hashCode());
        String arn = "arn:aws:%%s:%s:%s:".formatted(stack.region(), stack.account());
        return switch (type + declared.at("/Fn::GetAtt/1").asText("")) {
            case "AWS::SNS::Topic" -> arn.formatted("sns") + stack.stack() + "-" + id + "-" + hex;
            case "AWS::KMS::KeyArn" -> arn.formatted("kms") + "key/" + hex + "-eeb4-40ff-a231-cdbf" + hex;
            case "AWS::IAM::RoleArn" -> "arn:aws:iam::%s:role/%s-%s".formatted(stack.account(), stack.stack(), hex);
            case "AWS::SecretsManager::Secret" -> arn.formatted("secretsmanager") + "secret:" + id + "-" + "k2Vq9s";
            case "AWS::FSx::FileSystemDNSName" ->
                "amznfsx%s.%s"
                        .formatted(
                                hex,
                                deployment
                                        .fileServer()
                                        .orElseThrow()
                                        .directory()
                                        .domain());
            case "AWS::FSx::FileSystem" -> "fs-" + hex;
            case "AWS::DirectoryService::MicrosoftAD" -> "d-" + hex + "00";
            case "AWS::EC2::SecurityGroupGroupId" -> "sg-" + hex;
            case "AWS::EC2::VPC" -> "vpc-" + hex;
            case "AWS::EC2::Subnet" -> "subnet-" + hex;
            case "AWS::EC2::VPNConnection" -> "vpn-" + hex;
            default -> throw new AssertionError("nothing plausible is known of " + type + " " + declared);
        };
    }

    private String firstAddresses() {
        var first = deployment.network().orElseThrow().vpcCidr().network().getLower();
        return first.increment(86).withoutPrefixLength() + ", "
                + first.increment(300).withoutPrefixLength();
    }
}
