package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.cloudformation.Value;
import java.util.List;
import java.util.Optional;

/**
 * Only certain values protect; others do not.
 *
 * @param values those that protect
 * @param absent the value where none is given; null if giving none does not protect
 */
record NotInSet(List<String> values, String absent) implements WeakerWhen {

    @Override
    public Weakening judge(Value before, Value after) {
        Optional<Boolean> old = protects(before);
        Optional<Boolean> next = protects(after);
        if (old.equals(Optional.of(false)) || next.equals(Optional.of(true))) {
            return Weakening.NOT_WEAKER;
        }
        return old.isPresent() && next.isPresent() ? Weakening.WEAKER : Weakening.UNKNOWN;
    }

    @Override
    public boolean isWeak(Value value) {
        return protects(value).equals(Optional.of(false));
    }

    private Optional<Boolean> protects(Value value) {
        if (value.isUnread()) {
            return Optional.empty();
        }
        String text = value instanceof Value.Literal literal ? literal.json().asText() : absent;
        return Optional.of(values.stream().anyMatch(good -> good.equalsIgnoreCase(text)));
    }
}
