package com.tallyhybrid.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number of US dollars, known exactly or to lie between two.
 *
 * @param low the least that it can be
 * @param high the most; the same where it is known exactly
 */
public record Amount(BigDecimal low, BigDecimal high) {

    public static final Amount ZERO = of(BigDecimal.ZERO);

    /** One that is known exactly. */
    public static Amount of(BigDecimal exact) {
        return new Amount(exact, exact);
    }

    public boolean isExact() {
        return low.compareTo(high) == 0;
    }

    public Amount plus(Amount other) {
        return new Amount(low.add(other.low), high.add(other.high));
    }

    /** End from end: both sides hang on the same prices, so a range does not widen by a comparison. */
    public Amount minus(Amount other) {
        return new Amount(low.subtract(other.low), high.subtract(other.high));
    }

    public Amount times(BigDecimal quantity) {
        return new Amount(low.multiply(quantity), high.multiply(quantity));
    }

    /** Rounded to cents, as each line of a bill is, so that the lines that a reader sees add up to the total. */
    public Amount cents() {
        return new Amount(low.setScale(2, RoundingMode.HALF_UP), high.setScale(2, RoundingMode.HALF_UP));
    }

    /** Such as {@code 345.00}, or {@code 87.60 to 106.58}. */
    @Override
    public String toString() {
        return isExact() ? low.toPlainString() : low.toPlainString() + " to " + high.toPlainString();
    }
}
