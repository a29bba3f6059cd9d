package com.tallyhybrid.iam.simulator;

import java.util.Set;
import java.util.TreeSet;

/**
 * Whom a statement of a resource policy is about.
 *
 * @param negated whether everyone but those listed is meant ({@code NotPrincipal})
 * @param listed {@code *}, ARNs (an account as its root) and names of services
 */
record PrincipalElement(String place, boolean negated, Set<String> listed) {

    /** How closely a statement names a principal: an implicit deny elsewhere limits some grants and not others. */
    enum Match {
        /** Not named. */
        NONE,
        /** The account is named: it may pass the right on by an identity policy. */
        ACCOUNT,
        /** The role is named: its identity policy is not asked, its permissions boundary is. */
        ROLE,
        /** The user, the session, the service or everyone is named: nothing else is asked within the account. */
        DIRECT
    }

    /** How an Allow statement, which has no NotPrincipal, names the principal. */
    Match grants(Principal principal) {
        return match(principal);
    }

    /** Whether a Deny statement means the principal. */
    boolean denies(Principal principal, boolean bounded) {
        // The IAM User Guide: NotPrincipal with Deny always denies a principal that has a permissions boundary.
        return negated ? bounded || !excepts(principal) : match(principal) != Match.NONE;
    }

    private Match match(Principal principal) {
        if (listed.contains("*")) {
            return Match.DIRECT;
        }
        if (principal instanceof Principal.Service service) {
            return listed.contains(service.name()) ? Match.DIRECT : Match.NONE;
        }
        if (principal instanceof Principal.Federated federated) {
            return listed.contains(federated.providerArn()) ? Match.DIRECT : Match.NONE;
        }
        if (principal instanceof Principal.RoleSession role) {
            if (listed.contains(role.sessionArn())) {
                return Match.DIRECT;
            }
            return listed.contains(role.roleArn()) ? Match.ROLE : account(principal);
        }
        if (principal instanceof Principal.User user && listed.contains(user.arn())) {
            return Match.DIRECT;
        }
        return account(principal);
    }

    private Match account(Principal principal) {
        return principal.account().map(this::lists).orElse(false) ? Match.ACCOUNT : Match.NONE;
    }

    private boolean lists(String account) {
        return listed.contains("arn:aws:iam::" + account + ":root");
    }

    /** AWS documents a complete list (the account, and the user or the role and its session) and no partial one. */
    private boolean excepts(Principal principal) {
        Set<String> needed = needed(principal);
        if (listed.contains("*") || listed.containsAll(needed)) {
            return true;
        }
        if (needed.stream().anyMatch(listed::contains)) {
            throw new IllegalArgumentException("%s: NotPrincipal lists only part of %s; AWS leaves the effect open"
                    .formatted(place, new TreeSet<>(needed)));
        }
        return false;
    }

    private static Set<String> needed(Principal principal) {
        String root = principal
                .account()
                .map(account -> "arn:aws:iam::" + account + ":root")
                .orElse("");
        if (principal instanceof Principal.User user) {
            return Set.of(root, user.arn());
        }
        if (principal instanceof Principal.RoleSession role) {
            return Set.of(root, role.roleArn(), role.sessionArn());
        }
        if (principal instanceof Principal.Service service) {
            return Set.of(service.name());
        }
        return Set.of(root);
    }
}
