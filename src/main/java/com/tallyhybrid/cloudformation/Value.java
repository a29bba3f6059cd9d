package com.tallyhybrid.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is known of a value before its stack is deployed.
 *
 * <p>It has no text of its own: only a literal can be read, so what is unknown never passes for an empty text.
 */
public sealed interface Value {

    /** Nothing stands there. */
    record Absent() implements Value {}

    /** The template says it: a text, a number, a truth value, a list or an object, in which functions may stand. */
    record Literal(JsonNode json) implements Value {}

    /** The name of something that a template makes or imports: not known, and the same wherever it is written. */
    record Reference(JsonNode json) implements Value {}

    /**
     * Only the deployment tells.
     *
     * @param json as it is written
     * @param reason why nobody knows it before
     */
    record Unknown(JsonNode json, String reason) implements Value {}

    /** What stands in a template whose inputs are resolved. */
    static Value of(JsonNode json) {
        if (json.isMissingNode() || json.isNull() || Intrinsic.isNoValue(json)) {
            return new Absent();
        }
        if (!Intrinsic.isFunction(json)) {
            return new Literal(json);
        }
        Intrinsic function = Intrinsic.of(json);
        if (function instanceof Intrinsic.Ref || function instanceof Intrinsic.GetAtt) {
            return new Reference(json);
        }
        if (function instanceof Intrinsic.ImportValue || function instanceof Intrinsic.StackOutput) {
            return new Reference(json);
        }
        return new Unknown(json, json.fieldNames().next() + " is computed when the stack is deployed");
    }

    /** Whether it can be read. */
    default boolean isLiteral() {
        return this instanceof Literal;
    }

    /** Whether something stands there that cannot be read. */
    default boolean isUnread() {
        return this instanceof Reference || this instanceof Unknown;
    }
}
