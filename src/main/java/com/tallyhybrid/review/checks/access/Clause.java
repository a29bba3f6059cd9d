package com.tallyhybrid.review.checks.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a statement says under one way to meet its conditions: any of the principals, any of the actions, any of the
 * resources. It stays together as sets, because sixty actions on sixty resources are 3,600 combinations and 120 texts.
 *
 * @param allows whether it allows or denies
 * @param principals whom it is about; everybody in an identity policy, which is about its holder
 * @param actions what may or may not be done
 * @param resources on what
 * @param conditions what has to hold besides, all of it
 */
record Clause(
        boolean allows,
        List<Scope> principals,
        List<Scope> actions,
        List<Scope> resources,
        Set<ConditionEntry> conditions) {

    Clause {
        principals = List.copyOf(principals);
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = Set.copyOf(conditions);
    }

    /** The part of this of which the other says the same; empty where it says it of nothing, or where that cannot be told. */
    Optional<Clause> coveredBy(Clause other) {
        return other.conditionsCover(this) ? requestsCoveredBy(other) : Optional.empty();
    }

    /** The same, whatever the conditions are. */
    Optional<Clause> requestsCoveredBy(Clause other) {
        // An Allow to an account leaves the choice to its administrators, so it does not include an Allow to one role.
        return part(other, (own, others) -> others.covers(own, !allows));
    }

    /** The part of this that includes something of what the other says. */
    Optional<Clause> covering(Clause other) {
        return conditionsCover(other) ? requestsCovering(other) : Optional.empty();
    }

    /** The same, whatever the conditions are. */
    Optional<Clause> requestsCovering(Clause other) {
        return part(other, (own, others) -> own.covers(others, !allows));
    }

    /** Whether there may be a request that both are about, whatever the conditions are; where that cannot be told, yes. */
    boolean meets(Clause other) {
        return meets(principals, other.principals)
                && meets(actions, other.actions)
                && meets(resources, other.resources);
    }

    private static boolean meets(List<Scope> own, List<Scope> others) {
        return own.stream()
                .anyMatch(scope -> others.stream()
                        .anyMatch(other ->
                                other.negated() || other.texts().stream().anyMatch(scope::meets)));
    }

    /** What remains when one of its parts is taken out. */
    List<Clause> without(Clause part) {
        return Stream.of(
                        with(less(principals, part.principals), actions, resources),
                        with(part.principals, less(actions, part.actions), resources),
                        with(part.principals, part.actions, less(resources, part.resources)))
                .filter(clause -> !clause.isEmpty())
                .toList();
    }

    /** One clause for each principal, action and kind of resource: those that are everything, and those that are not. */
    List<Clause> apart() {
        List<Clause> parts = new ArrayList<>();
        List<Scope> everything = resources.stream().filter(Scope::isEverything).toList();
        for (Scope principal : principals) {
            for (Scope action : actions) {
                parts.add(with(List.of(principal), List.of(action), everything));
                parts.add(with(List.of(principal), List.of(action), less(resources, everything)));
            }
        }
        return parts.stream().filter(clause -> !clause.isEmpty()).toList();
    }

    /** The conditions of the template that it hangs on. */
    Set<String> choices() {
        return conditions.stream()
                .filter(line -> line.operator().equals("Fn::If"))
                .map(ConditionEntry::key)
                .collect(Collectors.toSet());
    }

    /** The same where one thing more holds. */
    Clause under(ConditionEntry line) {
        Set<ConditionEntry> more = new HashSet<>(conditions);
        more.add(line);
        return new Clause(allows, principals, actions, resources, more);
    }

    boolean isOnEverything() {
        return resources.stream().anyMatch(Scope::isEverything);
    }

    private boolean conditionsCover(Clause other) {
        return conditions.stream().allMatch(own -> other.conditions.stream().anyMatch(line -> line.implies(own)));
    }

    private Optional<Clause> part(Clause other, BiPredicate<Scope, Scope> related) {
        return allows != other.allows
                ? Optional.empty()
                : Optional.of(with(
                                related(principals, other.principals, related),
                                related(actions, other.actions, related),
                                related(resources, other.resources, related)))
                        .filter(clause -> !clause.isEmpty());
    }

    private static List<Scope> related(List<Scope> own, List<Scope> others, BiPredicate<Scope, Scope> related) {
        // What stands on both sides is most of it, and is found without comparing every pair.
        Set<Scope> same = new HashSet<>(others);
        return own.stream()
                .filter(scope -> same.contains(scope) || others.stream().anyMatch(other -> related.test(scope, other)))
                .toList();
    }

    private static List<Scope> less(List<Scope> scopes, List<Scope> taken) {
        Set<Scope> gone = new HashSet<>(taken);
        return scopes.stream().filter(scope -> !gone.contains(scope)).toList();
    }

    private Clause with(List<Scope> somePrincipals, List<Scope> someActions, List<Scope> someResources) {
        return new Clause(allows, somePrincipals, someActions, someResources, conditions);
    }

    private boolean isEmpty() {
        return principals.isEmpty() || actions.isEmpty() || resources.isEmpty();
    }
}
