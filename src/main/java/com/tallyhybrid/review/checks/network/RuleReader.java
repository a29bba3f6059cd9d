package com.tallyhybrid.review.checks.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import java.util.List;
import java.util.Optional;

/** Reads the traffic of firewall rules and routes. */
final class RuleReader {

    private static final List<String> PEERS = List.of(
            "CidrIp",
            "CidrIpv6",
            "SourceSecurityGroupId",
            "DestinationSecurityGroupId",
            "SourcePrefixListId",
            "DestinationPrefixListId",
            "SourceSecurityGroupName",
            "CidrBlock",
            "Ipv6CidrBlock",
            "DestinationCidrBlock",
            "DestinationIpv6CidrBlock");

    private RuleReader() {}

    /** A rule of a security group. */
    static Traffic securityGroup(SymbolicResolver template, JsonNode rule) {
        return traffic(
                template,
                rule,
                template.text(rule.path("IpProtocol")),
                template.text(rule.path("FromPort")),
                template.text(rule.path("ToPort")));
    }

    /** An entry of a network ACL, which names ports and types apart. */
    static Traffic networkAcl(SymbolicResolver template, JsonNode entry) {
        boolean icmp = entry.has("Icmp");
        JsonNode range = entry.path(icmp ? "Icmp" : "PortRange");
        return traffic(
                template,
                entry,
                template.text(entry.path("Protocol")),
                template.text(range.path(icmp ? "Type" : "From")),
                template.text(range.path(icmp ? "Code" : "To")));
    }

    /** Everything to the destination of a route. */
    static Traffic route(SymbolicResolver template, JsonNode route) {
        return new Traffic(Peer.of(peer(template, route)), Span.PROTOCOLS, Span.PORTS);
    }

    private static Traffic traffic(SymbolicResolver template, JsonNode rule, String protocol, String from, String to) {
        String peer = peer(template, rule);
        Optional<Span> protocols = Protocol.numbers(protocol);
        Optional<Span> ports = protocols.flatMap(known -> Protocol.ports(known, from, to));
        // What is known only at deployment is equal to itself and compared with nothing else.
        return ports.isPresent()
                ? new Traffic(Peer.of(peer), protocols.get(), ports.get())
                : new Traffic(
                        new Peer.Named("%s (%s %s-%s)".formatted(peer, protocol, from, to)),
                        Span.PROTOCOLS,
                        Span.PORTS);
    }

    private static String peer(SymbolicResolver template, JsonNode rule) {
        return PEERS.stream()
                .filter(rule::has)
                .map(property -> template.text(rule.path(property)))
                .findFirst()
                .orElseGet(() -> template.text(rule));
    }
}
