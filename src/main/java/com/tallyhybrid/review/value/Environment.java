package com.tallyhybrid.review.value;

import com.tallyhybrid.review.change.Template;
import java.util.Optional;

/**
 * Where a stack is deployed, as far as its manifest says.
 *
 * @param account the account; empty where nothing says so
 * @param region the Region, likewise
 */
public record Environment(Optional<String> account, Optional<String> region) {

    /** What the manifest says of the template, such as {@code aws://111122223333/ap-south-1}. */
    public static Environment of(Template template) {
        String[] parts = template.environment().orElse("").replace("aws://", "").split("/");
        return parts.length == 2
                ? new Environment(known(parts[0]), known(parts[1]))
                : new Environment(Optional.empty(), Optional.empty());
    }

    String partition() {
        String of = region.orElse("");
        return of.startsWith("cn-") ? "aws-cn" : of.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** The CDK writes {@code unknown-account} and {@code unknown-region} for a stack without an environment. */
    private static Optional<String> known(String text) {
        return Optional.of(text).filter(part -> !part.startsWith("unknown-"));
    }
}
