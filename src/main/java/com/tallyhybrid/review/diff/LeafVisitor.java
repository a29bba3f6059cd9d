package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.review.PropertyPath;
import java.util.function.BiConsumer;

/** Visits what stands at the ends of a value: texts, numbers and functions, each with its path. */
public final class LeafVisitor {

    private LeafVisitor() {}

    /** Every end of the value, in order; a function is an end. */
    public static void visit(PropertyPath path, JsonNode value, BiConsumer<PropertyPath, JsonNode> leaf) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                visit(path.index(i), value.get(i), leaf);
            }
        } else if (value.isObject() && !Intrinsic.isFunction(value)) {
            value.properties().forEach(entry -> visit(path.key(entry.getKey()), entry.getValue(), leaf));
        } else if (!value.isMissingNode() && !value.isNull()) {
            leaf.accept(path, value);
        }
    }
}
