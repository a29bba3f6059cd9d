package com.tallyhybrid.controls.template;

/**
 * Where in the templates something stands, for the message when it is refused.
 *
 * @param stack the stack
 * @param logicalId the resource, output or parameter
 * @param path the way down from there, such as {@code Properties.PolicyDocument.Statement[0]}
 */
record Place(StackTemplate stack, String logicalId, String path) {

    Place at(String key) {
        return new Place(stack, logicalId, path + "." + key);
    }

    Place at(int index) {
        return new Place(stack, logicalId, path + "[" + index + "]");
    }

    IllegalArgumentException refusal(String why) {
        return new IllegalArgumentException("%s/%s at %s: %s".formatted(stack.name(), logicalId, path, why));
    }
}
