package com.tallyhybrid.review.checks.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that passes on one side, by gate. */
final class TrafficRules {

    private final Map<RuleSet, List<TrafficRule>> byGate = new LinkedHashMap<>();

    /** A rule whose traffic the other side does not let through, or not all of it. */
    record Difference(TrafficRule passage, List<Traffic> more, List<Traffic> nearest) {}

    void add(TrafficRule passage) {
        byGate.computeIfAbsent(passage.gate(), none -> new ArrayList<>()).add(passage);
    }

    boolean has(RuleSet gate) {
        return byGate.containsKey(gate);
    }

    /** What passes here and not there, rule by rule. */
    List<Difference> without(TrafficRules other) {
        List<Difference> differences = new ArrayList<>();
        byGate.forEach((gate, passages) -> {
            List<Traffic> there = other.traffic(gate);
            for (TrafficRule passage : passages) {
                List<Traffic> own = List.of(passage.traffic());
                List<Traffic> more = Traffic.difference(own, there);
                if (!more.isEmpty()) {
                    differences.add(new Difference(passage, more, Traffic.touching(there, own)));
                }
            }
        });
        return differences;
    }

    private List<Traffic> traffic(RuleSet gate) {
        return byGate.getOrDefault(gate, List.of()).stream()
                .map(TrafficRule::traffic)
                .toList();
    }
}
