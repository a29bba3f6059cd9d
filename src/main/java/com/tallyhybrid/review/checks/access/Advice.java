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
        if (change.clauses().stream().anyMatch(Advice::lacksSource)) {
            return Optional.of(
                    "Add a condition on aws:SourceAccount or aws:SourceArn: without it somebody else's resource"
                            + " may make the service act here.");
        }
        boolean open = change.holders().stream().noneMatch(PolicyAttachment::isIdentity)
                && change.clauses().stream()
                        .anyMatch(clause -> clause.principals().stream().anyMatch(Scope::isEverything)
                                && !NewGrantSeverity.isLimited(clause));
        if (open) {
            return Optional.of("Name the principal, or say in a condition who is meant.");
        }
        if (change.clauses().stream().anyMatch(Dangers::isWildcard)) {
            return Optional.of("Name the actions that are needed.");
        }
        boolean everywhere = change.holders().stream().allMatch(PolicyAttachment::isIdentity)
                && change.clauses().stream().anyMatch(Clause::isOnEverything);
        return everywhere ? Optional.of("Name the resources, where the action knows any.") : Optional.empty();
    }

    /** Whether a service is let act for whoever asks it. */
    private static boolean lacksSource(Clause clause) {
        return clause.principals().stream().anyMatch(Advice::isForeignCode)
                && clause.conditions().stream()
                        .noneMatch(line ->
                                SOURCES.contains(line.key()) || line.key().startsWith("kms:encryptioncontext:"));
    }

    private static boolean isForeignCode(Scope principal) {
        return !principal.negated()
                && principal.texts().get(0).startsWith("Service:")
                && !OWN_CODE.contains(principal.texts().get(0));
    }
}
