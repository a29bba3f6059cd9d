package com.tallyhybrid.app.network;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.ServiceRole;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.ssm.CfnAssociation;
import software.constructs.Construct;

/**
 * Empties the VPC's default security group, which AWS creates open, and empties it again every day.
 *
 * <p>Systems Manager runs AWS's own runbook, because the CDK's switch for this would add a Lambda function. Nothing is
 * attached to the group; it is closed so that nothing attached by mistake is reachable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-aws-remove-default-secg-rules.html">
 *     AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules</a>
 */
final class ClosedDefaultSecurityGroup extends Construct {

    private static final String DOCUMENT = "AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules";

    ClosedDefaultSecurityGroup(Construct scope, String id, Names names, Vpc vpc) {
        super(scope, id);
        String group = vpc.getVpcDefaultSecurityGroup();
        var role = new ServiceRole(
                this,
                "Role",
                ServiceRole.onBehalfOf("ssm.amazonaws.com", names, names.arn("ssm", "automation-execution/*")),
                "Removes the rules of the default security group of the VPC, daily",
                rights(names, group));
        CfnAssociation association = CfnAssociation.Builder.create(this, "Daily")
                .associationName(names.of("close-default-security-group"))
                .name(DOCUMENT)
                .parameters(Map.of("AutomationAssumeRole", List.of(role.arn())))
                .automationTargetParameterName("GroupId")
                .targets(List.of(CfnAssociation.TargetProperty.builder()
                        .key("ParameterValues")
                        .values(List.of(group))
                        .build()))
                .scheduleExpression("rate(1 day)")
                .build();
        association.getNode().addDependency(role);
    }

    private static List<PolicyStatement> rights(Names names, String group) {
        return List.of(
                PolicyStatement.Builder.create()
                        .sid("CloseThisGroup")
                        .actions(List.of("ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"))
                        .resources(List.of(names.arn("ec2", "security-group/" + group)))
                        .build(),
                PolicyStatement.Builder.create()
                        .sid("SeeGroups")
                        // EC2 knows no narrower resource for reading.
                        .actions(List.of("ec2:DescribeSecurityGroups"))
                        .resources(List.of("*"))
                        .conditions(
                                Ordered.map("StringEquals", Ordered.map("aws:RequestedRegion", Region.MUMBAI.code())))
                        .build(),
                PolicyStatement.Builder.create()
                        .sid("RunTheRunbook")
                        .actions(List.of("ssm:StartAutomationExecution"))
                        .resources(List.of(
                                "arn:aws:ssm:%s::automation-definition/%s:*".formatted(Region.MUMBAI.code(), DOCUMENT)))
                        .build(),
                PolicyStatement.Builder.create()
                        .sid("FollowTheRunbook")
                        .actions(List.of("ssm:GetAutomationExecution"))
                        .resources(List.of(names.arn("ssm", "automation-execution/*")))
                        .build());
    }
}
