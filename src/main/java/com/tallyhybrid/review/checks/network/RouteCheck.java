package com.tallyhybrid.review.checks.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
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

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        TrafficComparison sides = TrafficComparison.of(comparison, RouteCheck::rules);
        return sides.findings(
                more -> Optional.of(gained(more, sides.isNew(more.rule().ruleSet()))), less -> Optional.of(lost(less)));
    }

    private static ReviewFinding gained(Difference more, boolean isNew) {
        RuleSet ruleSet = more.rule().ruleSet();
        RouteTarget target = ((RuleSet.To) ruleSet.way()).kind();
        String meaning = more.rule().source().type().equals(VPN_ROUTE)
                ? "%s would be looked for behind the VPN connection %s."
                        .formatted(peers(more.more()), ruleSet.plainName())
                : "Traffic from the subnets of %s to %s would go to %s."
                        .formatted(ruleSet.plainName(), peers(more.more()), target.words());
        Optional<String> advice = target == RouteTarget.INTERNET_GATEWAY
                ? Optional.of("Reach AWS through an endpoint, and the office through the VPN.")
                : Optional.empty();
        return Reports.gained(ADDED, target.isDangerous(isNew), more, meaning).advising(advice);
    }

    private static ReviewFinding lost(Difference less) {
        String meaning = "%s could no longer be reached by way of %s; what relies on it stops working."
                .formatted(peers(less.more()), less.rule().ruleSet().plainName());
        return Reports.lost(REMOVED, less, meaning);
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
            if (subject.type().equals("AWS::EC2::Route")) {
                String table = template.text(properties.path("RouteTableId"));
                rules.add(rule(new RuleSet(table, way(template, properties, side)), template, subject, properties));
            } else if (subject.type().equals(VPN_ROUTE)) {
                String connection = template.text(properties.path("VpnConnectionId"));
                rules.add(rule(
                        new RuleSet(connection, new RuleSet.To(RouteTarget.OFFICE, "")),
                        template,
                        subject,
                        properties));
            }
        });
        return rules;
    }

    private static TrafficRule rule(RuleSet ruleSet, SymbolicResolver template, Subject subject, JsonNode properties) {
        return new TrafficRule(ruleSet, RuleReader.route(template, properties), subject, PropertyPath.ROOT);
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
        boolean office = target.startsWith("vgw-")
                || side.maker(target)
                        .filter(maker -> maker.type().equals("AWS::EC2::VPNGateway"))
                        .isPresent();
        return office ? RouteTarget.OFFICE : RouteTarget.INTERNET_GATEWAY;
    }
}
