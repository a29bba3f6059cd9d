package com.tallyhybrid.iam.simulator;

import java.time.DateTimeException;
import java.util.List;

/** One line of a statement's {@code Condition}: an operator, a key and the values it is compared with. */
sealed interface Condition {

    /** How the values of a key that may have several are counted. */
    enum Quantifier {
        ONE,
        ALL,
        ANY
    }

    boolean holds(Context context);

    /**
     * Compares the key's values.
     *
     * @param ifExists whether an absent key satisfies the condition, where the quantifier leaves that open
     */
    record Compared(
            String place,
            Quantifier quantifier,
            Operator operator,
            boolean ifExists,
            String key,
            List<PolicyText> values)
            implements Condition {

        @Override
        public boolean holds(Context context) {
            try {
                return compare(context);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException("%s: %s: %s".formatted(place, key, e.getMessage()), e);
            }
        }

        private boolean compare(Context context) {
            List<String> actual = context.values(key);
            if (actual.isEmpty()) {
                return absent();
            }
            return switch (quantifier) {
                // The IAM User Guide: for the set operators an empty text is a value set without members.
                case ALL ->
                    actual.stream().filter(value -> !value.isEmpty()).allMatch(value -> accepts(value, context));
                case ANY ->
                    actual.stream().filter(value -> !value.isEmpty()).anyMatch(value -> accepts(value, context));
                case ONE -> accepts(single(actual), context);
            };
        }

        /** What an absent key makes of the condition: AWS does not heed IfExists beside ForAnyValue. */
        private boolean absent() {
            return switch (quantifier) {
                case ALL -> true;
                case ANY -> false;
                case ONE -> ifExists || operator.negated();
            };
        }

        private static String single(List<String> values) {
            if (values.size() != 1) {
                throw new IllegalArgumentException("several values need ForAllValues or ForAnyValue");
            }
            return values.get(0);
        }

        private boolean accepts(String value, Context context) {
            boolean matched =
                    values.stream().anyMatch(text -> operator.comparison().matches(text, value, context));
            return operator.negated() != matched;
        }
    }

    /**
     * Asks whether the request carries the key at all.
     *
     * @param wanted the answers that satisfy the condition; true stands for an absent key
     */
    record Absent(String key, List<Boolean> wanted) implements Condition {

        @Override
        public boolean holds(Context context) {
            return wanted.contains(context.values(key).isEmpty());
        }
    }
}
