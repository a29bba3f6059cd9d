package com.tallyhybrid.review;

import com.tallyhybrid.review.change.ResourceChange;

/**
 * What a finding is about.
 *
 * @param stack name of the stack
 * @param logicalId the resource, output or export in it; {@code -} for the stack itself
 * @param type CloudFormation type of the resource; {@code -} for anything else
 */
public record Subject(String stack, String logicalId, String type) {

    public static Subject of(ResourceChange change) {
        return new Subject(change.stack(), change.logicalId(), change.type());
    }

    /** The stack as a whole. */
    public static Subject stack(String name) {
        return new Subject(name, "-", "-");
    }

    /** Stack and logical id, as waivers name it. */
    public String label() {
        return stack + "/" + logicalId;
    }
}
