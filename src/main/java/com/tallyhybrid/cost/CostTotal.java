package com.tallyhybrid.cost;

import java.util.Collection;
import java.util.Optional;

/**
 * A sum that says what is not in it.
 *
 * @param amount of the lines that are known
 * @param unknown how many lines are not
 */
public record CostTotal(Amount amount, int unknown) {

    /** The sum of lines. */
    public static CostTotal of(Collection<CostLine> lines, UsageCase use) {
        Amount sum = Amount.ZERO.cents();
        int unknown = 0;
        for (CostLine line : lines) {
            Optional<Amount> amount = line.amount(use);
            sum = amount.isPresent() ? sum.plus(amount.get()) : sum;
            unknown += amount.isPresent() ? 0 : 1;
        }
        return new CostTotal(sum, unknown);
    }

    /** Such as {@code 345.00 USD and 2 lines whose price is not known}. */
    @Override
    public String toString() {
        return amount + " USD" + (unknown == 0 ? "" : " and " + lines(unknown));
    }

    /** Such as {@code 345.00 USD per month, and 2 lines whose price is not known}. */
    public String perMonth() {
        return amount + " USD per month" + (unknown == 0 ? "" : ", and " + lines(unknown));
    }

    /** A number of lines that are not in a sum. */
    public static String lines(int unknown) {
        return unknown == 1 ? "1 line whose price is not known" : unknown + " lines whose price is not known";
    }
}
