package com.tallyhybrid.review.checks.network;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that passes on one side, by rule set. */
final class TrafficRules {

    private final Map<RuleSet, List<TrafficRule>> byRuleSet = new LinkedHashMap<>();

    /** A rule whose traffic the other side does not let through, or not all of it. */
    record Difference(TrafficRule rule, List<Traffic> more, List<Traffic> nearest) {}

    void add(RuleSet ruleSet, List<Traffic> traffic, Subject source, PropertyPath path) {
        traffic.forEach(block -> byRuleSet
                .computeIfAbsent(ruleSet, none -> new ArrayList<>())
                .add(new TrafficRule(ruleSet, block, source, path)));
    }

    /** Says of something that it passes what the rules of that name pass, or everything by some ways if it follows none. */
    void addFollower(String follower, Optional<String> name, Subject source, List<RuleSet.Way> open) {
        if (name.isEmpty()) {
            open.forEach(way -> add(new RuleSet(follower, way), Traffic.ANYWHERE, source, PropertyPath.ROOT));
        }
        List.copyOf(byRuleSet.values()).stream()
                .flatMap(List::stream)
                .filter(rule -> name.equals(Optional.of(rule.ruleSet().name())))
                .forEach(rule -> add(
                        new RuleSet(follower, rule.ruleSet().way()),
                        List.of(rule.traffic()),
                        source,
                        PropertyPath.ROOT));
    }

    boolean has(RuleSet ruleSet) {
        return byRuleSet.containsKey(ruleSet);
    }

    /** What passes here and not there, rule by rule. */
    List<Difference> without(TrafficRules other) {
        List<Difference> differences = new ArrayList<>();
        byRuleSet.forEach((ruleSet, rules) -> {
            List<Traffic> there = other.traffic(ruleSet);
            for (TrafficRule rule : rules) {
                List<Traffic> own = List.of(rule.traffic());
                List<Traffic> more = Traffic.difference(own, there);
                if (!more.isEmpty()) {
                    differences.add(new Difference(rule, more, Traffic.touching(there, own)));
                }
            }
        });
        return differences;
    }

    private List<Traffic> traffic(RuleSet ruleSet) {
        return byRuleSet.getOrDefault(ruleSet, List.of()).stream()
                .map(TrafficRule::traffic)
                .toList();
    }
}
