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

    private static final Rule NEW_INGRESS = Rule.of("new-ingress");
    private static final Rule NEW_EGRESS = Rule.of("new-egress");
    private static final Rule INGRESS_WIDENED = Rule.of("ingress-widened");
    private static final Rule EGRESS_WIDENED = Rule.of("egress-widened");
    private static final Rule INGRESS_NARROWED = Rule.of("ingress-narrowed");
    private static final Rule EGRESS_NARROWED = Rule.of("egress-narrowed");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        TrafficComparison sides = TrafficComparison.of(comparison, SecurityGroupCheck::rules);
        return sides.findings(
                more -> gained(more, sides.isNew(more.rule().ruleSet())), less -> Optional.of(lost(less)));
    }

    private static Optional<ReviewFinding> gained(Difference more, boolean isNew) {
        RuleSet ruleSet = more.rule().ruleSet();
        boolean in = ruleSet.lets(Direction.IN);
        boolean open = Reports.isPublic(more.more());
        if (isNew && !in && !open) {
            return Optional.empty();
        }
        boolean danger = isNew ? in && open : in || open;
        Rule rule = isNew ? in ? NEW_INGRESS : NEW_EGRESS : in ? INGRESS_WIDENED : EGRESS_WIDENED;
        String traffic = Reports.shown(more);
        String meaning = in
                ? "%s%s could now reach what the security group %s protects."
                        .formatted(open ? "From the internet: " : "", traffic, ruleSet.plainName())
                : "What the security group %s protects could now reach %s: %s."
                        .formatted(ruleSet.plainName(), open ? "the internet" : "more of the network", traffic);
        return Optional.of(Reports.gained(rule, danger, more, meaning));
    }

    private static ReviewFinding lost(Difference less) {
        RuleSet ruleSet = less.rule().ruleSet();
        boolean in = ruleSet.lets(Direction.IN);
        String meaning = in
                ? "%s could no longer reach what the security group %s protects; what relies on it stops working."
                        .formatted(Reports.shown(less), ruleSet.plainName())
                : "What the security group %s protects could no longer reach %s; what relies on it stops working."
                        .formatted(ruleSet.plainName(), Reports.shown(less));
        return Reports.lost(in ? INGRESS_NARROWED : EGRESS_NARROWED, less, meaning);
    }

    private static TrafficRules rules(Side side) {
        var rules = new TrafficRules();
        side.forEach((template, subject, resource) -> {
            var reader = new RuleReader(template, side);
            JsonNode properties = resource.path("Properties");
            switch (subject.type()) {
                case GROUP -> {
                    String name = template.reference(subject.logicalId());
                    inline(rules, RuleSet.of(name, Direction.IN), reader, subject, properties, "SecurityGroupIngress");
                    inline(rules, RuleSet.of(name, Direction.OUT), reader, subject, properties, "SecurityGroupEgress");
                }
                case GROUP + "Ingress", GROUP + "Egress" -> {
                    String property = properties.has("GroupId") ? "GroupId" : "GroupName";
                    Direction way = subject.type().equals(GROUP + "Ingress") ? Direction.IN : Direction.OUT;
                    RuleSet ruleSet = RuleSet.of(template.text(properties.path(property)), way);
                    rules.add(ruleSet, reader.securityGroup(properties), subject, PropertyPath.ROOT);
                }
                default -> {
                    // No rule of a security group.
                }
            }
        });
        side.forEach((template, subject, resource) -> {
            if (subject.type().equals(GROUP)) {
                addDefault(rules, template, subject);
            }
        });
        return rules;
    }

    /** EC2 lets everything out of a group for which no template says what may go out. */
    private static void addDefault(TrafficRules rules, SymbolicResolver template, Subject subject) {
        var ruleSet = RuleSet.of(template.reference(subject.logicalId()), Direction.OUT);
        if (!rules.has(ruleSet)) {
            rules.add(ruleSet, Traffic.ANYWHERE, subject, PropertyPath.ROOT);
        }
    }

    private static void inline(
            TrafficRules rules, RuleSet ruleSet, RuleReader reader, Subject subject, JsonNode properties, String list) {
        JsonNode written = properties.path(list);
        if (!written.isArray()) {
            rules.add(ruleSet, reader.securityGroup(written), subject, PropertyPath.of(list));
        }
        for (int i = 0; written.isArray() && i < written.size(); i++) {
            PropertyPath place = PropertyPath.of(list).index(i);
            rules.add(ruleSet, reader.securityGroup(written.get(i)), subject, place);
        }
    }
}
