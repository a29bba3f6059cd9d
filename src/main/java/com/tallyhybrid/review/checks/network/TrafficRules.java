package com.tallyhybrid.review.checks.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that passes on one side, by rule set. */
final class TrafficRules {

    private final Map<RuleSet, List<TrafficRule>> byRuleSet = new LinkedHashMap<>();

    /** A rule whose traffic the other side does not let through, or not all of it. */
    record Difference(TrafficRule rule, List<Traffic> more, List<Traffic> nearest) {}

    void add(TrafficRule rule) {
        byRuleSet.computeIfAbsent(rule.ruleSet(), none -> new ArrayList<>()).add(rule);
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
