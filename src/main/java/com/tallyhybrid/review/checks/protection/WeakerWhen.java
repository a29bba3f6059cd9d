package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.tallyhybrid.cloudformation.Value;
import com.tallyhybrid.review.diff.Reference;

/** When a changed value protects less than before; {@code is} names it in the table. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WeakerWhen.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = WeakerWhen.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = WeakerWhen.Swapped.class, name = "swapped"),
    @JsonSubTypes.Type(value = LessOrMore.Lower.class, name = "lower"),
    @JsonSubTypes.Type(value = LessOrMore.Higher.class, name = "higher"),
    @JsonSubTypes.Type(value = NotInSet.class, name = "leaves"),
    @JsonSubTypes.Type(value = LowerRank.class, name = "worse"),
    @JsonSubTypes.Type(value = EntryRemoved.class, name = "shorter"),
    @JsonSubTypes.Type(value = WeakerWhen.Fewer.class, name = "fewer"),
    @JsonSubTypes.Type(value = WeakerWhen.Longer.class, name = "longer"),
    @JsonSubTypes.Type(value = WeakerWhen.Added.class, name = "added"),
    @JsonSubTypes.Type(value = FilterNarrowed.class, name = "filtered")
})
interface WeakerWhen {

    /** Compares two values that differ. */
    Weakening judge(Value before, Value after);

    /** Whether a new resource is created without the protection. */
    default boolean isWeak(Value value) {
        return false;
    }

    /** Whether what stands there is named, so that two names can be told apart by what the templates make. */
    default boolean isOfTargets() {
        return false;
    }

    /** Something stood there, and nothing does. */
    record Removed() implements WeakerWhen {
        @Override
        public Weakening judge(Value before, Value after) {
            if (isNothing(before) || after instanceof Value.Reference) {
                return Weakening.NOT_WEAKER;
            }
            return isNothing(after) ? Weakening.WEAKER : after.isLiteral() ? Weakening.NOT_WEAKER : Weakening.UNKNOWN;
        }

        private static boolean isNothing(Value value) {
            return value instanceof Value.Absent
                    || value instanceof Value.Literal literal
                            && literal.json().isContainerNode()
                            && literal.json().isEmpty();
        }
    }

    /** Nothing stood there, and something does. */
    record Added() implements WeakerWhen {
        @Override
        public Weakening judge(Value before, Value after) {
            return new Removed().judge(after, before);
        }
    }

    /** Whatever it was, it is something else: for a person to read. */
    record Changed() implements WeakerWhen {
        @Override
        public Weakening judge(Value before, Value after) {
            boolean sameNothing = Removed.isNothing(before) && Removed.isNothing(after);
            return sameNothing ? Weakening.NOT_WEAKER : Weakening.WEAKER;
        }
    }

    /** Something else stands in its place: another key, role, topic or log group. */
    record Swapped() implements WeakerWhen {
        @Override
        public Weakening judge(Value before, Value after) {
            if (before instanceof Value.Absent || after instanceof Value.Absent || isOne(before, after)) {
                return Weakening.NOT_WEAKER;
            }
            return before.isLiteral() && after.isLiteral() ? Weakening.WEAKER : Weakening.UNKNOWN;
        }

        /** A key has a name and an ARN, and either stands for it. */
        private static boolean isOne(Value before, Value after) {
            return before.equals(after)
                    || before instanceof Value.Reference old
                            && after instanceof Value.Reference next
                            && Reference.in(old.json()).equals(Reference.in(next.json()));
        }

        @Override
        public boolean isOfTargets() {
            return true;
        }
    }

    /** A list of things that are told apart by no more than a label has fewer of them. */
    record Fewer() implements WeakerWhen {
        @Override
        public Weakening judge(Value before, Value after) {
            if (before.isUnread() || after.isUnread()) {
                return Weakening.UNKNOWN;
            }
            int left = PlainValue.literal(after).size();
            return left < PlainValue.literal(before).size() ? Weakening.WEAKER : Weakening.NOT_WEAKER;
        }
    }

    /**
     * A list of exceptions that gains an entry protects less.
     *
     * @param by as in {@link EntryRemoved}
     */
    record Longer(String by) implements WeakerWhen {
        @Override
        public Weakening judge(Value before, Value after) {
            return new EntryRemoved(by).judge(after, before);
        }
    }
}
