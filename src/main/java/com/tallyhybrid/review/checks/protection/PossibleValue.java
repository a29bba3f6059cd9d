package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands at a place of a template, or may stand there.
 *
 * @param json the value; where nobody can look into a function, the function
 * @param function the outermost function on the way to it
 */
record PossibleValue(JsonNode json, JsonNode function) implements Stated {

    /** Everything below the keys: each entry of a list, and either value of a choice. */
    static List<PossibleValue> below(JsonNode holder, String... keys) {
        Stream<PossibleValue> values = Stream.of(new PossibleValue(holder, MissingNode.getInstance()));
        for (String key : keys) {
            values = values.flatMap(value -> value.inside(key));
        }
        return values.toList();
    }

    /** Everything at a key of it. */
    Stream<PossibleValue> inside(String key) {
        return Intrinsic.isFunction(json) ? Stream.of(this) : new PossibleValue(json.path(key), function).each();
    }

    /** The same, less certain where a function stands there, which decides something about it. */
    PossibleValue dependingOn(JsonNode decides) {
        return Intrinsic.isFunction(decides) && isCertain() ? new PossibleValue(json, decides) : this;
    }

    private Stream<PossibleValue> each() {
        JsonNode value = PlainValue.value(json);
        if (value.isArray()) {
            return value.valueStream().flatMap(entry -> new PossibleValue(entry, function).each());
        }
        if (Intrinsic.isFunction(value)) {
            JsonNode outermost = isCertain() ? value : function;
            return Intrinsic.of(value) instanceof Intrinsic.If choice
                    ? Stream.of(choice.then(), choice.otherwise())
                            .flatMap(either -> new PossibleValue(either, outermost).each())
                    : Stream.of(new PossibleValue(value, outermost));
        }
        return value.isMissingNode() ? Stream.of() : Stream.of(this);
    }
}
