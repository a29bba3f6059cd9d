package com.tallyhybrid.review.protection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.tallyhybrid.cloudformation.Value;

/** When a changed value protects less than before; {@code is} names it in the table. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Weakness.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = Weakness.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = Weakness.Swapped.class, name = "swapped"),
    @JsonSubTypes.Type(value = LessOrMore.Lower.class, name = "lower"),
    @JsonSubTypes.Type(value = LessOrMore.Higher.class, name = "higher"),
    @JsonSubTypes.Type(value = Leaves.class, name = "leaves"),
    @JsonSubTypes.Type(value = WorseRank.class, name = "worse"),
    @JsonSubTypes.Type(value = Shorter.class, name = "shorter"),
    @JsonSubTypes.Type(value = Weakness.Longer.class, name = "longer")
})
interface Weakness {

    /** Compares two values that differ. */
    Answer judge(Value before, Value after);

    /** Whether a new resource is created without the protection. */
    default boolean isWeak(Value value) {
        return false;
    }

    /** Whether what stands there is named, so that two names can be told apart by what the templates make. */
    default boolean isOfTargets() {
        return false;
    }

    /** Something stood there, and nothing does. */
    record Removed() implements Weakness {
        @Override
        public Answer judge(Value before, Value after) {
            if (isNothing(before) || after instanceof Value.Reference) {
                return Answer.NOT_WEAKER;
            }
            return isNothing(after) ? Answer.WEAKER : after.isLiteral() ? Answer.NOT_WEAKER : Answer.UNKNOWN;
        }

        @Override
        public boolean isWeak(Value value) {
            return value instanceof Value.Absent;
        }

        private static boolean isNothing(Value value) {
            return value instanceof Value.Absent
                    || value instanceof Value.Literal literal
                            && literal.json().isContainerNode()
                            && literal.json().isEmpty();
        }
    }

    /** Whatever it was, it is something else: for a person to read. */
    record Changed() implements Weakness {
        @Override
        public Answer judge(Value before, Value after) {
            return Answer.WEAKER;
        }
    }

    /** Something else stands in its place: another key, role, topic or log group. */
    record Swapped() implements Weakness {
        @Override
        public Answer judge(Value before, Value after) {
            if (before instanceof Value.Absent || after instanceof Value.Absent) {
                return Answer.NOT_WEAKER;
            }
            return before.isLiteral() && after.isLiteral() ? Answer.WEAKER : Answer.UNKNOWN;
        }

        @Override
        public boolean isOfTargets() {
            return true;
        }
    }

    /**
     * A list of exceptions that gains an entry protects less.
     *
     * @param by as in {@link Shorter}
     */
    record Longer(String by) implements Weakness {
        @Override
        public Answer judge(Value before, Value after) {
            return new Shorter(by).judge(after, before);
        }
    }
}
