package com.tallyhybrid.controls.template;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One synthesized CloudFormation template and where it is deployed.
 *
 * @param name the stack's name
 * @param account the twelve digits of the account
 * @param region the Region, such as {@code ap-south-1}
 * @param template the template, as synthesized
 */
public record StackTemplate(String name, String account, String region, JsonNode template) {

    public StackTemplate {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException(
                    "stack %s: an account has twelve digits, got %s".formatted(name, account));
        }
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new IllegalArgumentException("stack %s: not a Region: %s".formatted(name, region));
        }
    }

    /** The same stack with another template. */
    public StackTemplate with(JsonNode changed) {
        return new StackTemplate(name, account, region, changed);
    }

    String partition() {
        if (region.startsWith("cn-") || region.startsWith("us-gov-") || region.startsWith("us-iso")) {
            throw new IllegalArgumentException("stack %s: partition of %s is not modelled".formatted(name, region));
        }
        return "aws";
    }

    Place place(String section, String logicalId) {
        return new Place(this, logicalId, section);
    }
}
