package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the account has room for the deployment: the quotas that bind soonest. */
record QuotaChecks(AwsAccount account, DeployedStacks stacks, PlannedDeployment planned, ShellCommands commands) {

    private static final String WHY = "CloudFormation fails at the first resource too many, and rolls the stack back.";

    /**
     * A quota.
     *
     * @param words what is counted, in the account and a Region
     * @param type what of the deployment counts
     * @param limit how many there may be
     * @param read counts what is there
     * @param list the list that is counted
     * @param state the member that says "deleted" for what no longer counts; empty where AWS lists only what is there
     */
    private record Counted(String words, String type, Limit limit, AwsRead read, String list, String state) {}

    private sealed interface Limit {

        /** One that Service Quotas knows, and raises. */
        record Adjustable(String service, String code) implements Limit {}

        /** One that AWS raises for nobody. */
        record Fixed(int value) implements Limit {}
    }

    /**
     * Codes: amazon-vpc-limits (VPC), vpn-limits (Site-to-Site VPN), eb-quota (EventBridge). Fixed: five trails a Region,
     * those of other Regions and of the organisation counted (WhatIsCloudTrail-Limits), and ten resource policies a Region
     * (cloudwatch_limits_cwl).
     */
    private static final List<Counted> QUOTAS = List.of(
            new Counted("VPCs", "AWS::EC2::VPC", new Limit.Adjustable("vpc", "L-F678F1CE"), AwsRead.VPCS, "Vpcs", ""),
            new Counted(
                    "virtual private gateways",
                    "AWS::EC2::VPNGateway",
                    new Limit.Adjustable("ec2", "L-7029FAB6"),
                    AwsRead.VPN_GATEWAYS,
                    "VpnGateways",
                    "State"),
            new Counted(
                    "customer gateways",
                    "AWS::EC2::CustomerGateway",
                    new Limit.Adjustable("ec2", "L-4FB7FF5D"),
                    AwsRead.CUSTOMER_GATEWAYS,
                    "CustomerGateways",
                    "State"),
            new Counted(
                    "VPN connections",
                    "AWS::EC2::VPNConnection",
                    new Limit.Adjustable("ec2", "L-3E6EC3A3"),
                    AwsRead.VPN_CONNECTIONS,
                    "VpnConnections",
                    "State"),
            new Counted(
                    "EventBridge rules",
                    "AWS::Events::Rule",
                    new Limit.Adjustable("events", "L-244521F2"),
                    AwsRead.RULES,
                    "Rules",
                    ""),
            new Counted("trails", "AWS::CloudTrail::Trail", new Limit.Fixed(5), AwsRead.TRAILS, "trailList", ""),
            new Counted(
                    "resource policies of CloudWatch Logs",
                    "AWS::Logs::ResourcePolicy",
                    new Limit.Fixed(10),
                    AwsRead.LOG_POLICIES,
                    "resourcePolicies",
                    ""));

    List<PreflightCheck> all() {
        var checks = new ArrayList<PreflightCheck>();
        for (Region region : planned.regions()) {
            QUOTAS.stream()
                    .filter(quota -> !planned.resources(quota.type(), region).isEmpty())
                    .map(quota -> new PreflightCheck(
                            "room for %s in %s".formatted(quota.words(), region.code()),
                            WHY,
                            () -> judge(quota, region)))
                    .forEach(checks::add);
        }
        return checks;
    }

    private CheckOutcome judge(Counted quota, Region region) {
        long there = count(quota, region);
        int wanted = planned.resources(quota.type(), region).size();
        long more = Math.max(0, wanted - stacks.resources(quota.type(), region).size());
        long allowed = allowed(quota.limit(), region);
        String text = "%d there, %d more needed, %d allowed".formatted(there, more, allowed);
        return more == 0 || there + more <= allowed
                ? new Fine(text)
                : new Mend(text, room(quota, region, there + more));
    }

    private long count(Counted quota, Region region) {
        return account.answer(AwsCall.of(quota.read(), region)).list(quota.list()).stream()
                .filter(element ->
                        quota.state().isEmpty() || !element.text(quota.state()).equals("deleted"))
                .count();
    }

    private long allowed(Limit limit, Region region) {
        if (limit instanceof Limit.Fixed fixed) {
            return fixed.value();
        }
        // Service Quotas knows an applied value only where somebody has asked for one.
        return (long) account.find(quota(AwsRead.QUOTA, limit, region), Set.of("NoSuchResourceException"))
                .orElseGet(() -> account.answer(quota(AwsRead.QUOTA_DEFAULT, limit, region)))
                .number("Quota.Value");
    }

    private static AwsCall quota(AwsRead read, Limit limit, Region region) {
        var adjustable = (Limit.Adjustable) limit;
        return AwsCall.of(read, region)
                .with("ServiceCode", adjustable.service())
                .with("QuotaCode", adjustable.code());
    }

    private List<String> room(Counted quota, Region region, long needed) {
        if (quota.limit() instanceof Limit.Adjustable adjustable) {
            return List.of(
                    commands.aws(
                            region,
                            "service-quotas request-service-quota-increase --service-code %s --quota-code %s --desired-value %s",
                            adjustable.service(),
                            adjustable.code(),
                            Long.toString(needed)),
                    "AWS takes hours to days. Or delete one that nobody needs.");
        }
        List<String> arguments = AwsCall.of(quota.read(), region).arguments();
        return List.of(
                "AWS raises this for nobody: delete one that nobody needs, or use another account. This lists them:",
                commands.aws(region, "%s %s".formatted(arguments.get(0), arguments.get(1))));
    }
}
