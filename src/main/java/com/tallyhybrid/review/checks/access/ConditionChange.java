package com.tallyhybrid.review.checks.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked of those who could do the same before, key by key.
 *
 * @param lost what is no longer asked
 * @param before what is asked today with a key that stays
 * @param after what would be asked with that key, or with a new one
 */
record ConditionChange(List<String> lost, List<String> before, List<String> after) {

    /** From the clauses as they are to those proposed. */
    static ConditionChange between(Collection<Clause> old, Collection<Clause> proposed) {
        Map<String, Set<ConditionEntry>> base = byKey(old);
        Map<String, Set<ConditionEntry>> head = byKey(proposed);
        // A key that one of the ways does without is asked of nobody who takes that way.
        Set<String> kept = new TreeSet<>(base.keySet());
        kept.removeIf(key -> proposed.stream()
                .anyMatch(clause -> clause.conditions().stream()
                        .noneMatch(entry -> entry.key().equals(key))));
        return new ConditionChange(
                words(base, key -> !kept.contains(key)),
                words(base, key -> kept.contains(key) && !base.get(key).equals(head.get(key))),
                words(
                        head,
                        key -> !base.containsKey(key)
                                || kept.contains(key) && !base.get(key).equals(head.get(key))));
    }

    /** What whoever it is could now do, and without what. */
    String said(String who, String what) {
        if (lost.isEmpty()) {
            return "%s could now %s under other conditions than before: %s. Until now: %s."
                    .formatted(who, what, joined(after), joined(before));
        }
        boolean one = lost.size() == 1;
        String first = "%s %s no longer asked of %s, %s could %s without %s."
                .formatted(
                        joined(lost),
                        one ? "is" : "are",
                        who.replaceAll(",$", ""),
                        who.startsWith("the service ") ? "which" : "who",
                        what,
                        one ? "it" : "them");
        return after.isEmpty() ? first : first + " Asked instead: " + joined(after) + ".";
    }

    private static Map<String, Set<ConditionEntry>> byKey(Collection<Clause> clauses) {
        return clauses.stream()
                .flatMap(clause -> clause.conditions().stream())
                .collect(Collectors.groupingBy(ConditionEntry::key, TreeMap::new, Collectors.toSet()));
    }

    private static List<String> words(Map<String, Set<ConditionEntry>> entries, Predicate<String> which) {
        return entries.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .flatMap(entry -> merged(entry.getValue()).stream())
                .map(ConditionWords::of)
                .distinct()
                .toList();
    }

    /** The values of one operator together: each is a way to meet the same line. */
    private static List<ConditionEntry> merged(Set<ConditionEntry> entries) {
        Map<String, ConditionEntry> merged = new LinkedHashMap<>();
        entries.stream()
                .sorted(Comparator.comparing(ConditionEntry::shown))
                .forEach(entry -> merged.merge(
                        entry.operator(),
                        entry,
                        (one, other) -> new ConditionEntry(
                                one.operator(),
                                one.key(),
                                Stream.concat(one.values().stream(), other.values().stream())
                                        .toList())));
        return List.copyOf(merged.values());
    }

    private static String joined(List<String> texts) {
        return String.join(" and ", texts);
    }
}
