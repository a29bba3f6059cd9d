package com.tallyhybrid.cloudformation;

import java.util.Optional;

/**
 * Where a stack is deployed, as far as its manifest says.
 *
 * @param text as the manifest writes it, such as {@code aws://111122223333/ap-south-1}; empty without a manifest
 * @param account the account; empty where nothing says so
 * @param region the Region, likewise
 */
public record Environment(String text, Optional<String> account, Optional<String> region) {

    /** Of a template without a manifest. */
    public static final Environment UNKNOWN = new Environment("", Optional.empty(), Optional.empty());

    /** What a manifest writes. */
    public static Environment of(String text) {
        String[] parts = text.replaceFirst("^aws://", "").split("/", -1);
        return parts.length == 2
                ? new Environment(text, known(parts[0]), known(parts[1]))
                : new Environment(text, Optional.empty(), Optional.empty());
    }

    /** What {@code Ref} gives for {@code AWS::AccountId} and its like; empty where only the deployment tells. */
    public Optional<String> pseudo(String name) {
        return switch (name) {
            case "AWS::AccountId" -> account;
            case "AWS::Region" -> region;
            case "AWS::Partition" -> region.map(Environment::partition);
            default -> Optional.empty();
        };
    }

    private static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** The CDK writes {@code unknown-account} and {@code unknown-region} for a stack without an environment. */
    private static Optional<String> known(String text) {
        return Optional.of(text).filter(part -> !part.isEmpty() && !part.startsWith("unknown-"));
    }
}
