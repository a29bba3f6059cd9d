package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.cloudformation.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Numbers whose direction counts. */
final class LessOrMore {

    /** Longer than anything: what a log group without a retention keeps. */
    private static final String FOR_EVER = "for ever";

    private static final BigDecimal NO_END = BigDecimal.valueOf(Long.MAX_VALUE);

    private LessOrMore() {}

    /**
     * A smaller number protects less.
     *
     * @param absent the number where none is given, or {@code for ever}; null if it is not known
     */
    record Lower(String absent) implements WeakerWhen {
        @Override
        public Weakening judge(Value before, Value after) {
            return compare(before, after, absent, order -> order < 0);
        }

        @Override
        public boolean isWeak(Value value) {
            return amount(value, absent).filter(number -> number.signum() == 0).isPresent();
        }
    }

    /**
     * A larger number protects less.
     *
     * @param absent as in {@link Lower}
     */
    record Higher(String absent) implements WeakerWhen {
        @Override
        public Weakening judge(Value before, Value after) {
            return compare(before, after, absent, order -> order > 0);
        }
    }

    private static Weakening compare(Value before, Value after, String absent, IntPredicate weaker) {
        Optional<BigDecimal> old = amount(before, absent);
        Optional<BigDecimal> next = amount(after, absent);
        if (old.isEmpty() || next.isEmpty()) {
            return Weakening.UNKNOWN;
        }
        return weaker.test(next.get().compareTo(old.get())) ? Weakening.WEAKER : Weakening.NOT_WEAKER;
    }

    private static Optional<BigDecimal> amount(Value value, String absent) {
        if (!(value instanceof Value.Absent)) {
            return value instanceof Value.Literal literal ? PlainValue.amount(literal.json()) : Optional.empty();
        }
        return Optional.ofNullable(absent).map(text -> text.equals(FOR_EVER) ? NO_END : new BigDecimal(text));
    }
}
