package com.tallyhybrid.review.checks.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.Aspect.Direction;
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

/**
 * Says which addresses reach more or fewer ports through security groups, inline rules and separate ones together.
 *
 * <p>More that comes in is an alarm, and so is more that goes out to the internet. A new group is an alarm only where
 * the internet comes in.
 */
public final class SecurityGroupCheck implements Check {

    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final Optional<String> ADVICE = Optional.of("Name the addresses and ports that are needed.");

    private static final Rule NEW_INGRESS = Rule.of("new-ingress");
    private static final Rule NEW_EGRESS = Rule.of("new-egress");
    private static final Rule INGRESS_WIDENED = Rule.of("ingress-widened");
    private static final Rule EGRESS_WIDENED = Rule.of("egress-widened");
    private static final Rule INGRESS_NARROWED = Rule.of("ingress-narrowed");
    private static final Rule EGRESS_NARROWED = Rule.of("egress-narrowed");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        BothSides sides = BothSides.of(comparison, SecurityGroupCheck::passages);
        return sides.findings(
                more -> gained(more, sides.isNew(more.passage().gate())), less -> Optional.of(lost(less)));
    }

    private static Optional<ReviewFinding> gained(Difference more, boolean isNew) {
        RuleSet gate = more.passage().gate();
        boolean in = gate.lets(Direction.IN);
        boolean open = Reports.isPublic(more.more());
        if (isNew && !in && !open) {
            return Optional.empty();
        }
        boolean danger = isNew ? in && open : in || open;
        Rule rule = isNew ? in ? NEW_INGRESS : NEW_EGRESS : in ? INGRESS_WIDENED : EGRESS_WIDENED;
        String traffic = Reports.shown(more.more());
        String meaning = in
                ? "%s%s could now reach what the security group %s protects."
                        .formatted(open ? "From the internet: " : "", traffic, gate.plainName())
                : "What the security group %s protects could now reach %s: %s."
                        .formatted(gate.plainName(), open ? "the internet" : "more of the network", traffic);
        return Optional.of(Reports.gained(rule, danger, more, meaning).advising(open ? ADVICE : Optional.empty()));
    }

    private static ReviewFinding lost(Difference less) {
        RuleSet gate = less.passage().gate();
        boolean in = gate.lets(Direction.IN);
        String meaning = in
                ? "%s could no longer reach what the security group %s protects; what relies on it stops working."
                        .formatted(Reports.shown(less.more()), gate.plainName())
                : "What the security group %s protects could no longer reach %s; what relies on it stops working."
                        .formatted(gate.plainName(), Reports.shown(less.more()));
        return Reports.lost(in ? INGRESS_NARROWED : EGRESS_NARROWED, less, meaning);
    }

    private static TrafficRules passages(Side side) {
        var passages = new TrafficRules();
        side.forEach((template, subject, resource) -> {
            JsonNode properties = resource.path("Properties");
            switch (subject.type()) {
                case GROUP -> {
                    String name = template.reference(subject.logicalId());
                    inline(
                            passages,
                            RuleSet.of(name, Direction.IN),
                            template,
                            subject,
                            properties,
                            "SecurityGroupIngress");
                    inline(
                            passages,
                            RuleSet.of(name, Direction.OUT),
                            template,
                            subject,
                            properties,
                            "SecurityGroupEgress");
                }
                case GROUP + "Ingress" -> separate(passages, Direction.IN, template, subject, properties);
                case GROUP + "Egress" -> separate(passages, Direction.OUT, template, subject, properties);
                default -> {
                    // No rule of a security group.
                }
            }
        });
        side.forEach((template, subject, resource) -> {
            if (subject.type().equals(GROUP)) {
                addDefault(passages, template, subject);
            }
        });
        return passages;
    }

    /** EC2 lets everything out of a group for which no template says what may go out. */
    private static void addDefault(TrafficRules passages, SymbolicResolver template, Subject subject) {
        var gate = RuleSet.of(template.reference(subject.logicalId()), Direction.OUT);
        if (!passages.has(gate)) {
            for (String everything : List.of("0.0.0.0/0", "::/0")) {
                var traffic = new Traffic(Peer.of(everything), Span.PROTOCOLS, Span.PORTS);
                passages.add(new TrafficRule(gate, traffic, subject, PropertyPath.ROOT));
            }
        }
    }

    private static void inline(
            TrafficRules passages,
            RuleSet gate,
            SymbolicResolver template,
            Subject subject,
            JsonNode properties,
            String list) {
        JsonNode rules = properties.path(list);
        if (rules.isArray()) {
            for (int i = 0; i < rules.size(); i++) {
                Traffic traffic = RuleReader.securityGroup(template, rules.get(i));
                passages.add(new TrafficRule(
                        gate, traffic, subject, PropertyPath.of(list).index(i)));
            }
        } else if (!rules.isMissingNode()) {
            passages.add(
                    new TrafficRule(gate, RuleReader.securityGroup(template, rules), subject, PropertyPath.of(list)));
        }
    }

    private static void separate(
            TrafficRules passages, Direction way, SymbolicResolver template, Subject subject, JsonNode properties) {
        String property = properties.has("GroupId") ? "GroupId" : "GroupName";
        var gate = RuleSet.of(template.text(properties.path(property)), way);
        passages.add(new TrafficRule(gate, RuleReader.securityGroup(template, properties), subject, PropertyPath.ROOT));
    }
}
