package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.Value;
import com.tallyhybrid.iam.Glob;
import java.util.List;

/**
 * A list that loses an entry protects less; its order does not count.
 *
 * @param by the key that makes two entries the same, such as {@code Arn}; null if they must be equal
 */
record EntryRemoved(String by) implements WeakerWhen {

    @Override
    public Weakening judge(Value before, Value after) {
        if (before.isUnread() || after.isUnread()) {
            return Weakening.UNKNOWN;
        }
        List<JsonNode> kept = identities(after);
        List<JsonNode> lost = identities(before).stream()
                .filter(entry -> kept.stream().noneMatch(other -> includes(other, entry)))
                .toList();
        if (lost.isEmpty()) {
            return Weakening.NOT_WEAKER;
        }
        // Another function in its place may well stand for the same thing, such as a topic whose construct moved.
        boolean isOpen =
                lost.stream().allMatch(Intrinsic::isFunction) || kept.stream().anyMatch(Intrinsic::isFunction);
        boolean mayBeTheSame = isOpen && kept.size() >= identities(before).size();
        return mayBeTheSame ? Weakening.UNKNOWN : Weakening.WEAKER;
    }

    @Override
    public boolean isOfTargets() {
        return true;
    }

    /** A star in a name stands for any text, as in the resources of a backup selection. */
    private static boolean includes(JsonNode kept, JsonNode lost) {
        return kept.equals(lost)
                || kept.isTextual()
                        && lost.isTextual()
                        && Glob.of(kept.asText()).covers(Glob.of(lost.asText()));
    }

    private List<JsonNode> identities(Value list) {
        return PlainValue.entries(PlainValue.literal(list)).stream()
                .map(entry -> by == null ? entry : entry.path(by))
                .toList();
    }
}
