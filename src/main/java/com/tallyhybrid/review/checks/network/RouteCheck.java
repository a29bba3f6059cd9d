package com.tallyhybrid.review.checks.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.checks.network.TrafficRules.Difference;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.List;
import java.util.Optional;

/** Says where the routes of subnets and of VPN connections lead that did not before, and where they no longer do. */
public final class RouteCheck implements Check {

    private static final String VPN_ROUTE = "AWS::EC2::VPNConnectionRoute";

    private static final Rule ADDED = Rule.of("route-added");
    private static final Rule REMOVED = Rule.of("route-removed");

    /** The main table of a network is in no template. */
    private static final TrafficComparison.Tie TIE =
            new TrafficComparison.Tie("AWS::EC2::SubnetRouteTableAssociation", "RouteTableId", List.of());

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        TrafficComparison sides =
                TrafficComparison.of(comparison, RouteCheck::rules).withMovedSubnets(TIE);
        return sides.findings(
                more -> Optional.of(gained(more, sides.isNew(more.rule().ruleSet()))), less -> Optional.of(lost(less)));
    }

    private static ReviewFinding gained(Difference more, boolean isNew) {
        RouteTarget target = target(more);
        Optional<String> advice = target == RouteTarget.INTERNET_GATEWAY
                ? Optional.of("Reach AWS through an endpoint, and the office through the VPN.")
                : Optional.empty();
        return Reports.about(ADDED, more, sentence(more, "would") + ".")
                .as(target.isDangerous(isNew) ? Severity.DANGER : Severity.NOTICE)
                .values(
                        ways(more, more.nearest()),
                        ways(more, List.of(more.rule().traffic())))
                .advising(advice);
    }

    private static ReviewFinding lost(Difference less) {
        String meaning = sentence(less, "would no longer") + "; what relies on it stops working.";
        return Reports.about(REMOVED, less, meaning)
                .values(ways(less, List.of(less.rule().traffic())), ways(less, less.nearest()));
    }

    private static String sentence(Difference difference, String would) {
        TrafficRule rule = difference.rule();
        String name = rule.ruleSet().plainName();
        String peers = peers(difference.more());
        if (rule.source().type().equals(VPN_ROUTE)) {
            return "%s %s be looked for behind the VPN connection %s".formatted(peers, would, name);
        }
        String subnets = rule.source().type().equals(TIE.type()) ? "the subnet" : "the subnets of";
        return "Traffic from %s %s to %s %s go to %s"
                .formatted(subnets, name, peers, would, target(difference).words());
    }

    private static RouteTarget target(Difference difference) {
        return ((RuleSet.To) difference.rule().ruleSet().way()).kind();
    }

    private static String ways(Difference difference, List<Traffic> blocks) {
        return blocks.isEmpty()
                ? ""
                : peers(blocks) + " to " + target(difference).words();
    }

    private static String peers(List<Traffic> blocks) {
        return String.join(
                ", ",
                blocks.stream().map(block -> block.peer().toString()).distinct().toList());
    }

    private static TrafficRules rules(Side side) {
        var rules = new TrafficRules();
        side.forEach((template, subject, resource) -> {
            JsonNode properties = resource.path("Properties");
            boolean vpn = subject.type().equals(VPN_ROUTE);
            if (vpn || subject.type().equals("AWS::EC2::Route")) {
                var ruleSet = new RuleSet(
                        template.text(properties.path(vpn ? "VpnConnectionId" : "RouteTableId")),
                        vpn ? new RuleSet.To(RouteTarget.OFFICE, "") : way(template, properties, side));
                rules.add(ruleSet, new RuleReader(template, side).route(properties), subject, PropertyPath.ROOT);
            }
        });
        return rules;
    }

    /** The way and the target, so that another target of the same way is another way. */
    private static RuleSet.To way(SymbolicResolver template, JsonNode properties, Side side) {
        for (var entry : properties.properties()) {
            String target = template.text(entry.getValue());
            Optional<RouteTarget> way = switch (entry.getKey()) {
                case "GatewayId" -> Optional.of(gateway(target, side));
                case "NatGatewayId", "EgressOnlyInternetGatewayId", "CarrierGatewayId" ->
                    Optional.of(RouteTarget.OUT_ONLY);
                case "VpcPeeringConnectionId", "TransitGatewayId", "LocalGatewayId", "CoreNetworkArn" ->
                    Optional.of(RouteTarget.OTHER_NETWORK);
                case "InstanceId", "NetworkInterfaceId", "VpcEndpointId" -> Optional.of(RouteTarget.INSIDE);
                default -> Optional.empty();
            };
            if (way.isPresent()) {
                return new RuleSet.To(way.get(), target);
            }
        }
        return new RuleSet.To(RouteTarget.OTHER_NETWORK, "");
    }

    /** Two kinds of gateways share one property; one that is not known may lead to the internet. */
    private static RouteTarget gateway(String target, Side side) {
        if (target.equals("local")) {
            return RouteTarget.INSIDE;
        }
        boolean office = target.startsWith("vgw-")
                || side.maker(target)
                        .filter(maker -> maker.type().equals("AWS::EC2::VPNGateway"))
                        .isPresent();
        return office ? RouteTarget.OFFICE : RouteTarget.INTERNET_GATEWAY;
    }
}
