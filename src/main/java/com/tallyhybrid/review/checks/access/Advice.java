package com.tallyhybrid.review.checks.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How to give the same right more narrowly. */
final class Advice {

    /** Services that run code or machines of the account itself: nobody else's resource can make them take a role. */
    private static final Set<String> OWN_CODE = new TreeSet<>(List.of(
            "Service:ec2.amazonaws.com",
            "Service:ecs-tasks.amazonaws.com",
            "Service:lambda.amazonaws.com",
            "Service:pods.eks.amazonaws.com"));

    private static final Set<String> SOURCES = new TreeSet<>(
            List.of("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceowner", "aws:principalorgid"));

    private Advice() {}

    /** The first that applies. */
    static Optional<String> on(StatementChange change) {
        if (change.atoms().stream().anyMatch(Advice::lacksSource)) {
            return Optional.of(
                    "Add a condition on aws:SourceAccount or aws:SourceArn: without it somebody else's resource"
                            + " may make the service act here.");
        }
        boolean open = change.holders().stream().noneMatch(PolicyAttachment::isIdentity)
                && change.atoms().stream()
                        .anyMatch(atom -> atom.principal().isEverything() && !NewGrantSeverity.isLimited(atom));
        if (open) {
            return Optional.of("Name the principal, or say in a condition who is meant.");
        }
        if (change.atoms().stream().anyMatch(Dangers::isWildcard)) {
            return Optional.of("Name the actions that are needed.");
        }
        boolean everywhere = change.holders().stream().allMatch(PolicyAttachment::isIdentity)
                && change.atoms().stream().anyMatch(atom -> atom.resource().isEverything());
        return everywhere ? Optional.of("Name the resources, where the action knows any.") : Optional.empty();
    }

    /** Whether a service is let act for whoever asks it. */
    private static boolean lacksSource(AtomicStatement atom) {
        if (atom.principal().negated()) {
            return false;
        }
        String principal = atom.principal().texts().get(0);
        return principal.startsWith("Service:")
                && !OWN_CODE.contains(principal)
                && atom.conditions().stream()
                        .noneMatch(line ->
                                SOURCES.contains(line.key()) || line.key().startsWith("kms:encryptioncontext:"));
    }
}
