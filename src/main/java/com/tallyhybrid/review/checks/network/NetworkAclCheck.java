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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what network ACLs let through more or less: the first entry by number that fits decides. */
public final class NetworkAclCheck implements Check {

    /**
     * One entry.
     *
     * @param number the order in which entries are asked
     * @param allows whether it lets traffic through, or may
     * @param decides whether no later entry is asked about the same traffic; one that may not be there decides nothing
     * @param traffic what it is about
     * @param source the list, or the entry of a list that no template makes
     */
    private record Entry(int number, boolean allows, boolean decides, List<Traffic> traffic, Subject source) {}

    /** A subnet without a list of its own follows the network's default one, which lets everything through. */
    private static final TrafficComparison.Tie TIE = new TrafficComparison.Tie(
            "AWS::EC2::SubnetNetworkAclAssociation",
            "NetworkAclId",
            List.of(new RuleSet.Through(Direction.IN), new RuleSet.Through(Direction.OUT)));

    private static final Rule WIDENED = Rule.of("network-acl-widened");
    private static final Rule NARROWED = Rule.of("network-acl-narrowed");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        TrafficComparison sides =
                TrafficComparison.of(comparison, NetworkAclCheck::rules).withMovedSubnets(TIE);
        // A list that comes with its network lets through nothing that security groups do not decide.
        return sides.findings(
                more -> sides.isNew(more.rule().ruleSet()) ? Optional.empty() : Optional.of(finding(more, true)),
                less -> Optional.of(finding(less, false)));
    }

    private static ReviewFinding finding(Difference difference, boolean widened) {
        RuleSet ruleSet = difference.rule().ruleSet();
        boolean in = ruleSet.lets(Direction.IN);
        boolean danger = widened && (in || Reports.isPublic(difference.more()));
        boolean subnet = difference.rule().source().type().equals(TIE.type());
        String meaning = "%s %s could %s %s %s: %s."
                .formatted(
                        subnet ? "The network ACL of the subnet" : "Network ACL",
                        ruleSet.plainName(),
                        widened ? "now let" : "no longer let",
                        in ? "in" : "out",
                        widened ? "more than before" : "what relies on it",
                        Reports.shown(difference));
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
                JsonNode properties = resource.path("Properties");
                String acl = template.text(properties.path("NetworkAclId"));
                boolean out = template.text(properties.path("Egress")).equals("true");
                entries.computeIfAbsent(RuleSet.of(acl, out ? Direction.OUT : Direction.IN), none -> new ArrayList<>())
                        .add(entry(template, resource, side.maker(acl).orElse(subject), side));
            }
        });
        var rules = new TrafficRules();
        entries.forEach((ruleSet, list) -> decide(ruleSet, list, rules));
        return rules;
    }

    private static Entry entry(SymbolicResolver template, JsonNode resource, Subject source, Side side) {
        JsonNode properties = resource.path("Properties");
        String number = template.text(properties.path("RuleNumber"));
        String action = template.text(properties.path("RuleAction")).toLowerCase(Locale.ROOT);
        boolean stands = !resource.has("Condition")
                || template.inputs()
                        .condition(resource.path("Condition").asText())
                        .orElse(false);
        return new Entry(
                number.matches("\\d{1,5}") ? Integer.parseInt(number) : Integer.MAX_VALUE,
                !action.equals("deny"),
                stands && (action.equals("allow") || action.equals("deny")),
                new RuleReader(template, side).networkAcl(properties),
                source);
    }

    private static void decide(RuleSet ruleSet, List<Entry> entries, TrafficRules rules) {
        List<Traffic> decided = new ArrayList<>();
        entries.sort(Comparator.comparingInt(Entry::number));
        for (Entry entry : entries) {
            if (entry.allows()) {
                rules.add(ruleSet, Traffic.difference(entry.traffic(), decided), entry.source(), PropertyPath.ROOT);
            }
            if (entry.decides()) {
                decided.addAll(entry.traffic());
            }
        }
    }
}
