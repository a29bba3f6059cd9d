package com.tallyhybrid.iam.simulator;

import com.tallyhybrid.iam.simulator.PrincipalElement.Match;
import java.util.List;
import java.util.Optional;

/**
 * Decides one request, in the order the IAM User Guide gives ("Policy evaluation logic").
 *
 * @param request the question
 * @param context its condition keys
 * @param applicable the statements that have a say
 * @param local whether principal and resource belong to one account
 */
record Evaluation(Request request, Context context, Applicable applicable, boolean local) {

    /** An Allow of a resource policy, and how closely it names the principal. */
    private record Grant(Statement statement, Match match) {}

    Decision decide() {
        Optional<Statement> denial = applicable
                .all()
                .filter(statement -> !statement.allows())
                .filter(this::denies)
                .findFirst();
        if (denial.isPresent()) {
            return Decision.denied(denial.get());
        }
        if (request.principal() instanceof Principal.Root && request.action().equalsIgnoreCase("sts:AssumeRole")) {
            // The STS API Reference, AssumeRole: "You cannot use AWS account root user credentials".
            return Decision.missing("a root user cannot take on a role");
        }
        for (List<Statement> endpoint : applicable.endpoints()) {
            if (strongest(endpoint).isEmpty()) {
                return Decision.missing("the policy of the VPC endpoint does not allow it");
            }
        }
        Optional<Grant> grant = strongest(applicable.resource());
        if (request.principal().account().isEmpty()) {
            return grant.map(found -> Decision.allowed(found.statement()))
                    .orElse(Decision.missing("no resource policy allows it"));
        }
        return local && grant.isPresent() ? granted(grant.get()) : byIdentity(grant);
    }

    private Decision granted(Grant grant) {
        return switch (grant.match()) {
            case DIRECT -> Decision.allowed(grant.statement());
            case ROLE -> withinBoundary(grant.statement());
            default -> byIdentity(Optional.of(grant));
        };
    }

    private Decision byIdentity(Optional<Grant> grant) {
        if (grant.isEmpty() && (!local || resourcePolicyDecides())) {
            return Decision.missing("no resource policy allows it");
        }
        return allowing(applicable.identity())
                .map(this::withinBoundary)
                .orElse(Decision.missing("no identity policy allows it"));
    }

    private Decision withinBoundary(Statement allow) {
        boolean within = applicable
                .boundary()
                .map(statements -> allowing(statements).isPresent())
                .orElse(true);
        return within ? Decision.allowed(allow) : Decision.missing("the permissions boundary does not allow it");
    }

    /** Keys and roles open to nobody that their own policy does not name, not even within the account. */
    private boolean resourcePolicyDecides() {
        return request.service().equals("kms") && request.resource().contains(":key/")
                || request.service().equals("sts") && request.resource().contains(":role/");
    }

    private Optional<Statement> allowing(List<Statement> statements) {
        return statements.stream()
                .filter(statement -> statement.allows() && statement.covers(request, context))
                .findFirst();
    }

    private Optional<Grant> strongest(List<Statement> statements) {
        Grant strongest = null;
        for (Statement statement : statements) {
            if (statement.allows() && statement.covers(request, context)) {
                Match match = statement.principals().orElseThrow().grants(request.principal());
                if (match != Match.NONE && (strongest == null || match.compareTo(strongest.match()) > 0)) {
                    strongest = new Grant(statement, match);
                }
            }
        }
        return Optional.ofNullable(strongest);
    }

    private boolean denies(Statement statement) {
        boolean bounded = applicable.boundary().isPresent();
        return statement.covers(request, context)
                && statement
                        .principals()
                        .map(element -> element.denies(request.principal(), bounded))
                        .orElse(true);
    }
}
