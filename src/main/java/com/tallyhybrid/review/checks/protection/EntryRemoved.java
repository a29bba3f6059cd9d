package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.Value;
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
                .filter(entry -> !kept.contains(entry))
                .toList();
        if (lost.isEmpty()) {
            return Weakening.NOT_WEAKER;
        }
        // Another function in its place may well stand for the same thing, such as a topic whose construct moved.
        boolean mayBeTheSame = lost.stream().allMatch(Intrinsic::isFunction)
                && kept.size() >= identities(before).size();
        return mayBeTheSame ? Weakening.UNKNOWN : Weakening.WEAKER;
    }

    @Override
    public boolean isOfTargets() {
        return true;
    }

    private List<JsonNode> identities(Value list) {
        JsonNode json = list instanceof Value.Literal literal ? literal.json() : MissingNode.getInstance();
        return PlainValue.entries(json).stream()
                .map(entry -> by == null ? entry : entry.path(by))
                .toList();
    }
}
