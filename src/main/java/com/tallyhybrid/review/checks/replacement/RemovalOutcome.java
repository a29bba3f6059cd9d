package com.tallyhybrid.review.checks.replacement;

import com.fasterxml.jackson.databind.JsonNode;

/** What happens to the old resource when CloudFormation lets it go. */
enum RemovalOutcome {
    /** It goes, with all that is in it. */
    DELETED,
    /** A snapshot is taken, then it goes. */
    SNAPSHOT,
    /** It stays in the account, billed and managed by nobody. */
    KEPT;

    /**
     * When its definition is removed: the policy that is deployed now decides.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">
     *     DeletionPolicy; databases are kept as a snapshot where nothing is said</a>
     */
    static RemovalOutcome whenRemoved(JsonNode resource) {
        String policy = resource.path("DeletionPolicy").asText();
        return policy.isEmpty() && isDatabase(resource) ? SNAPSHOT : of(policy);
    }

    /** When a new one takes its place: nothing tells which side's policy counts, so the weaker is believed. */
    static RemovalOutcome whenReplaced(JsonNode before, JsonNode after) {
        RemovalOutcome old = of(before.path("UpdateReplacePolicy").asText());
        RemovalOutcome next = of(after.path("UpdateReplacePolicy").asText());
        return old.compareTo(next) < 0 ? old : next;
    }

    /** {@code RetainExceptOnCreate} differs from {@code Retain} only while the first deploy of the resource fails. */
    static RemovalOutcome of(String policy) {
        return switch (policy) {
            case "Retain", "RetainExceptOnCreate" -> KEPT;
            case "Snapshot" -> SNAPSHOT;
            default -> DELETED;
        };
    }

    private static boolean isDatabase(JsonNode resource) {
        String type = resource.path("Type").asText();
        return type.equals("AWS::RDS::DBCluster")
                || type.equals("AWS::RDS::DBInstance")
                        && !resource.path("Properties").has("DBClusterIdentifier");
    }
}
