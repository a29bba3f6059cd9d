package com.tallyhybrid.cloudformation;

/**
 * Where in the templates something stands, for the message when it is refused.
 *
 * @param stack the stack
 * @param logicalId the resource, output or parameter
 * @param path the way down from there, such as {@code Properties.PolicyDocument.Statement[0]}
 */
record Place(Template stack, String logicalId, String path) {

    Place at(String key) {
        return new Place(stack, logicalId, path + "." + key);
    }

    Place at(int index) {
        return new Place(stack, logicalId, path + "[" + index + "]");
    }

    UnreadableTemplate refusal(String why) {
        return new UnreadableTemplate("%s/%s at %s: %s".formatted(stack.stack(), logicalId, path, why));
    }
}
