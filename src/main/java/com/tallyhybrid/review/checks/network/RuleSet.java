package com.tallyhybrid.review.checks.network;

import com.tallyhybrid.review.Aspect.Direction;

/**
 * What traffic passes: a security group or a network ACL in one direction, or a way out of a route table.
 *
 * @param name what {@code Ref} gives for it
 * @param way the direction, or the target of a route
 */
record RuleSet(String name, Way way) {

    /** A direction, or where a route leads: another target is another way. */
    sealed interface Way {}

    /** Through a firewall. */
    record Through(Direction direction) implements Way {}

    /** By a route. */
    record To(RouteTarget kind, String id) implements Way {}

    static RuleSet of(String name, Direction direction) {
        return new RuleSet(name, new Through(direction));
    }

    boolean lets(Direction direction) {
        return way.equals(new Through(direction));
    }

    String plainName() {
        return name.replaceAll("[<>]", "");
    }
}
