package com.tallyhybrid.review.checks.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the traffic of firewall rules and routes. Where a choice ({@code Fn::If}) is open, a rule passes what any of its
 * branches passes.
 */
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

    private final SymbolicResolver template;
    private final Side side;

    RuleReader(SymbolicResolver template, Side side) {
        this.template = template;
        this.side = side;
    }

    /** What a rule of a security group passes, or a choice between lists of them. */
    List<Traffic> securityGroup(JsonNode rule) {
        return alternatives(rule)
                .flatMap(one -> traffic(one, one.path("IpProtocol"), one.path("FromPort"), one.path("ToPort")))
                .toList();
    }

    /** What an entry of a network ACL is about; it names ports and types apart. */
    List<Traffic> networkAcl(JsonNode entry) {
        return alternatives(entry)
                .flatMap(one -> one.has("Icmp")
                        ? traffic(one, one.path("Protocol"), one.at("/Icmp/Type"), one.at("/Icmp/Code"))
                        : traffic(one, one.path("Protocol"), one.at("/PortRange/From"), one.at("/PortRange/To")))
                .toList();
    }

    /** Everything to the destination of a route. */
    List<Traffic> route(JsonNode route) {
        return alternatives(route).flatMap(this::peers).map(Traffic::everything).toList();
    }

    private Stream<Traffic> traffic(JsonNode rule, JsonNode protocol, JsonNode from, JsonNode to) {
        String name = template.text(protocol);
        String low = template.text(from);
        String high = template.text(to);
        Optional<Span> protocols = Protocol.numbers(name);
        Optional<Span> ports = protocols.flatMap(known -> Protocol.ports(known, low, high));
        // What is known only at deployment is equal to itself and compared with nothing else.
        return peers(rule)
                .map(peer -> ports.isPresent()
                        ? new Traffic(peer, protocols.get(), ports.get())
                        : Traffic.unread("%s (%s %s-%s)".formatted(peer, name, low, high)));
    }

    private Stream<Peer> peers(JsonNode rule) {
        return PEERS.stream()
                .filter(rule::has)
                .findFirst()
                .map(property -> peers(property, template.text(rule.path(property))))
                .orElseGet(() -> Stream.of(new Peer.Named(template.text(rule))));
    }

    private Stream<Peer> peers(String property, String name) {
        if (property.contains("SecurityGroup")) {
            return Stream.of(new Peer.Named(Peer.GROUP + name));
        }
        return property.contains("PrefixList")
                ? prefixList(name).orElseGet(() -> Stream.of(new Peer.Named("prefix list " + name)))
                : Stream.of(Peer.of(name));
    }

    /** The addresses of a list that the templates make. */
    private Optional<Stream<Peer>> prefixList(String name) {
        return side.maker(name)
                .filter(maker -> maker.type().equals("AWS::EC2::PrefixList"))
                .map(maker -> side.template(maker.stack())
                        .orElseThrow()
                        .resource(maker.logicalId())
                        .at("/Properties/Entries")
                        .valueStream()
                        .map(entry -> Peer.of(side.text(maker.stack(), entry.path("Cidr")))));
    }

    /** Every rule that the value may be. */
    private Stream<JsonNode> alternatives(JsonNode value) {
        return choices(template.inputs().resolve(value))
                .flatMap(one -> one.isArray() ? one.valueStream() : Stream.of(one))
                .filter(rule -> !rule.isMissingNode())
                .flatMap(rule -> Intrinsic.isFunction(rule) ? choices(rule) : combinations(rule).stream());
    }

    /** The rule with one of the choices in each property. */
    private static List<JsonNode> combinations(JsonNode rule) {
        List<JsonNode> rules = List.of(JsonNodeFactory.instance.objectNode());
        for (var entry : rule.properties()) {
            List<JsonNode> longer = new ArrayList<>();
            for (JsonNode choice : choices(entry.getValue()).toList()) {
                for (JsonNode begun : rules) {
                    ObjectNode next = begun.deepCopy();
                    longer.add(choice.isMissingNode() ? next : next.set(entry.getKey(), choice));
                }
            }
            rules = longer;
        }
        return rules;
    }

    /** The branches of an open choice; the value itself where it is none. */
    private static Stream<JsonNode> choices(JsonNode value) {
        if (Intrinsic.isFunction(value) && Intrinsic.of(value) instanceof Intrinsic.If choice) {
            return Stream.of(choice.then(), choice.otherwise()).flatMap(RuleReader::choices);
        }
        return Stream.of(Intrinsic.isNoValue(value) ? MissingNode.getInstance() : value);
    }
}
