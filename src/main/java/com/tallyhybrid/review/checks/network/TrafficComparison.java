package com.tallyhybrid.review.checks.network;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.checks.network.TrafficRules.Difference;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What passes on both sides of a comparison.
 *
 * @param base the resources as they are
 * @param head the resources as proposed
 * @param before what passes as it is
 * @param after what would pass
 */
record TrafficComparison(Side base, Side head, TrafficRules before, TrafficRules after) {

    /**
     * What ties a subnet to the rules that it follows.
     *
     * @param type the resource type
     * @param property names the rules
     * @param open the ways by which everything passes for a subnet that nothing ties
     */
    record Tie(String type, String property, List<RuleSet.Way> open) {}

    private record Tied(String rules, Subject source) {}

    static TrafficComparison of(Comparison comparison, Function<Side, TrafficRules> reader) {
        Side base = comparison.base();
        Side head = comparison.head();
        return new TrafficComparison(base, head, reader.apply(base), reader.apply(head));
    }

    /** The same with each subnet that would follow other rules than today: there more passes though no rule changes. */
    TrafficComparison withMovedSubnets(Tie tie) {
        Map<String, Tied> old = tied(base, tie);
        Map<String, Tied> next = tied(head, tie);
        Set<String> subnets = new LinkedHashSet<>(old.keySet());
        subnets.addAll(next.keySet());
        for (String subnet : subnets) {
            Optional<Tied> was = Optional.ofNullable(old.get(subnet));
            Optional<Tied> is = Optional.ofNullable(next.get(subnet));
            boolean stays = (was.isPresent() || base.makes(subnet)) && (is.isPresent() || head.makes(subnet));
            boolean known = was.stream().allMatch(one -> base.makes(one.rules()))
                    && is.stream().allMatch(one -> head.makes(one.rules()));
            if (stays && known && !was.map(Tied::rules).equals(is.map(Tied::rules))) {
                Subject source = is.or(() -> was).orElseThrow().source();
                before.addFollower(subnet, was.map(Tied::rules), source, tie.open());
                after.addFollower(subnet, is.map(Tied::rules), source, tie.open());
            }
        }
        return this;
    }

    private static Map<String, Tied> tied(Side side, Tie tie) {
        Map<String, Tied> tied = new LinkedHashMap<>();
        side.forEach((template, subject, resource) -> {
            if (subject.type().equals(tie.type())) {
                tied.put(
                        template.text(resource.at("/Properties/SubnetId")),
                        new Tied(template.text(resource.path("Properties").path(tie.property())), subject));
            }
        });
        return tied;
    }

    /** What is said of all that passes more, then of all that passes less. */
    List<ReviewFinding> findings(
            Function<Difference, Optional<ReviewFinding>> gained, Function<Difference, Optional<ReviewFinding>> lost) {
        List<ReviewFinding> findings = new ArrayList<>();
        after.without(before).forEach(more -> gained.apply(more).ifPresent(findings::add));
        before.without(after).stream()
                .filter(less -> !goes(less))
                .forEach(less -> lost.apply(less).ifPresent(findings::add));
        return findings;
    }

    /** Whether the templates make the rule set, and did not before. */
    boolean isNew(RuleSet ruleSet) {
        return head.makes(ruleSet.name()) && !base.makes(ruleSet.name());
    }

    /** Whether the rule set goes too, or the app forgets the whole stack and AWS keeps both. */
    private boolean goes(Difference less) {
        String ruleSet = less.rule().ruleSet().name();
        return base.makes(ruleSet) && !head.makes(ruleSet)
                || !head.hasStack(less.rule().source().stack());
    }
}
