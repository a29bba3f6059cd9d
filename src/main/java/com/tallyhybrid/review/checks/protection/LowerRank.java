package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Value;
import java.util.List;
import java.util.OptionalInt;

/**
 * Values have an order; of a list the worst counts, because the other side may choose it.
 *
 * @param ranks the values, best first; equals stand together
 * @param absent the value where none is given; null if that is as bad as the worst
 */
record LowerRank(List<List<String>> ranks, String absent) implements WeakerWhen {

    @Override
    public Weakening judge(Value before, Value after) {
        OptionalInt old = worst(before);
        OptionalInt next = worst(after);
        if (old.isEmpty() || next.isEmpty()) {
            return Weakening.UNKNOWN;
        }
        return next.getAsInt() > old.getAsInt() ? Weakening.WEAKER : Weakening.NOT_WEAKER;
    }

    private OptionalInt worst(Value value) {
        if (value.isUnread()) {
            return OptionalInt.empty();
        }
        JsonNode json = PlainValue.literal(value);
        if (json.isMissingNode() || json.isArray() && json.isEmpty()) {
            return absent == null ? OptionalInt.of(ranks.size() - 1) : rank(absent);
        }
        int worst = 0;
        for (JsonNode entry : PlainValue.entries(json)) {
            OptionalInt rank = rank(named(entry));
            if (rank.isEmpty()) {
                return rank;
            }
            worst = Math.max(worst, rank.getAsInt());
        }
        return OptionalInt.of(worst);
    }

    /** Some values are objects: one with a {@code Value}, or one whose only key says it, such as {@code Block: {}}. */
    private static String named(JsonNode entry) {
        JsonNode value = entry.path("Value").isValueNode() ? entry.path("Value") : entry;
        return value.isObject() && value.size() == 1 ? value.fieldNames().next() : value.asText();
    }

    private OptionalInt rank(String text) {
        for (int rank = 0; rank < ranks.size(); rank++) {
            if (ranks.get(rank).contains(text)) {
                return OptionalInt.of(rank);
            }
        }
        return OptionalInt.empty();
    }
}
