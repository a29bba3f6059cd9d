package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.Value;
import java.util.List;
import java.util.Map;

/** A filter by key and accepted values lets less through: it asks for another key, or accepts fewer values of one. */
record FilterNarrowed() implements WeakerWhen {

    @Override
    public Weakening judge(Value before, Value after) {
        if (before.isUnread() || after.isUnread()) {
            return Weakening.UNKNOWN;
        }
        JsonNode old = PlainValue.literal(before);
        Weakening answer = Weakening.NOT_WEAKER;
        for (Map.Entry<String, JsonNode> asked : PlainValue.literal(after).properties()) {
            List<JsonNode> accepted = PlainValue.entries(asked.getValue());
            List<JsonNode> wanted = PlainValue.entries(old.path(asked.getKey()));
            if (wanted.isEmpty() || !accepted.containsAll(wanted)) {
                boolean readable = accepted.stream().noneMatch(Intrinsic::isFunction)
                        && wanted.stream().noneMatch(Intrinsic::isFunction);
                answer = readable ? Weakening.WEAKER : Weakening.UNKNOWN;
            }
            if (answer == Weakening.WEAKER) {
                return answer;
            }
        }
        return answer;
    }
}
