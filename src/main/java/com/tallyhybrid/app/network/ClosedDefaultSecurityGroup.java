package com.tallyhybrid.app.network;

import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.app.foundation.ServiceRole;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.CfnVPC;
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

    ClosedDefaultSecurityGroup(Construct scope, String id, Names names, CfnVPC vpc) {
        super(scope, id);
        String group = vpc.getAttrDefaultSecurityGroup();
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
                PolicyStatement.allow(
                                "CloseThisGroup", "ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress")
                        .on(names.arn("ec2", "security-group/" + group)),
                PolicyStatement.allow("SeeGroups", "ec2:DescribeSecurityGroups")
                        // EC2 knows no narrower resource for reading.
                        .on("*")
                        .when(Ordered.map("StringEquals", Ordered.map("aws:RequestedRegion", Region.MUMBAI.code()))),
                PolicyStatement.allow("RunTheRunbook", "ssm:StartAutomationExecution")
                        .on("arn:aws:ssm:%s::automation-definition/%s:*".formatted(Region.MUMBAI.code(), DOCUMENT)),
                PolicyStatement.allow("FollowTheRunbook", "ssm:GetAutomationExecution")
                        .on(names.arn("ssm", "automation-execution/*")));
    }
}
