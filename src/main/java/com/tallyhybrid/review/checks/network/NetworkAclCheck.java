package com.tallyhybrid.review.checks.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.Aspect.Direction;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.checks.network.TrafficRules.Difference;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what network ACLs let through more or less: the first entry by number that fits decides. */
public final class NetworkAclCheck implements Check {

    /**
     * One entry.
     *
     * @param number the order in which entries are asked
     * @param allows whether it lets traffic through
     * @param rule the traffic
     */
    private record Entry(int number, boolean allows, TrafficRule rule) {}

    private static final Rule WIDENED = Rule.of("network-acl-widened");
    private static final Rule NARROWED = Rule.of("network-acl-narrowed");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        TrafficComparison sides = TrafficComparison.of(comparison, NetworkAclCheck::rules);
        // A list that comes with its network lets through nothing that security groups do not decide.
        return sides.findings(
                more -> sides.isNew(more.rule().ruleSet()) ? Optional.empty() : Optional.of(finding(more, true)),
                less -> Optional.of(finding(less, false)));
    }

    private static ReviewFinding finding(Difference difference, boolean widened) {
        RuleSet ruleSet = difference.rule().ruleSet();
        boolean in = ruleSet.lets(Direction.IN);
        boolean danger = widened && (in || Reports.isPublic(difference.more()));
        String meaning = "Network ACL %s could %s %s %s: %s."
                .formatted(
                        ruleSet.plainName(),
                        widened ? "now let" : "no longer let",
                        in ? "in" : "out",
                        widened ? "more than before" : "what relies on it",
                        Reports.shown(difference.more()));
        ReviewFinding finding = (widened ? WIDENED : NARROWED)
                .about(difference.rule().source())
                .as(danger ? Severity.DANGER : Severity.NOTICE)
                .at(in ? Direction.IN : Direction.OUT)
                .saying(meaning);
        String more = Reports.shown(difference.more());
        String nearest = Reports.shown(difference.nearest());
        return widened ? finding.values(nearest, more) : finding.values(more, nearest);
    }

    private static TrafficRules rules(Side side) {
        Map<RuleSet, List<Entry>> entries = new LinkedHashMap<>();
        side.forEach((template, subject, resource) -> {
            if (subject.type().equals("AWS::EC2::NetworkAclEntry")) {
                Entry entry = entry(template, subject, resource.path("Properties"), side);
                entries.computeIfAbsent(entry.rule().ruleSet(), none -> new ArrayList<>())
                        .add(entry);
            }
        });
        var rules = new TrafficRules();
        entries.values().forEach(list -> decide(list, rules));
        return rules;
    }

    private static Entry entry(SymbolicResolver template, Subject subject, JsonNode properties, Side side) {
        String acl = template.text(properties.path("NetworkAclId"));
        boolean out = template.text(properties.path("Egress")).equals("true");
        String number = template.text(properties.path("RuleNumber"));
        var ruleSet = RuleSet.of(acl, out ? Direction.OUT : Direction.IN);
        Traffic traffic = RuleReader.networkAcl(template, properties);
        return new Entry(
                number.matches("\\d{1,5}") ? Integer.parseInt(number) : Integer.MAX_VALUE,
                template.text(properties.path("RuleAction")).equalsIgnoreCase("allow"),
                new TrafficRule(ruleSet, traffic, side.maker(acl).orElse(subject), PropertyPath.ROOT));
    }

    private static void decide(List<Entry> entries, TrafficRules rules) {
        List<Traffic> decided = new ArrayList<>();
        entries.sort(Comparator.comparingInt(Entry::number));
        for (Entry entry : entries) {
            TrafficRule rule = entry.rule();
            if (entry.allows()) {
                Traffic.difference(List.of(rule.traffic()), decided)
                        .forEach(left -> rules.add(new TrafficRule(rule.ruleSet(), left, rule.source(), rule.path())));
            }
            decided.add(rule.traffic());
        }
    }
}
