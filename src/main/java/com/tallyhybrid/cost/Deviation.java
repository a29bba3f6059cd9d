package com.tallyhybrid.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a bill with the price that this project knows, and with that of AWS's own list.
 *
 * @param known as this project prices it
 * @param listed as AWS's list does; a price that is not in the list stays as it is known
 */
public record Deviation(CostLine known, CostLine listed) {

    /** Every line of which the list has the price. */
    static List<Deviation> between(CostEstimate known, CostEstimate listed, PriceList list) {
        List<Deviation> deviations = new ArrayList<>();
        for (int i = 0; i < known.lines().size(); i++) {
            var deviation = new Deviation(known.lines().get(i), listed.lines().get(i));
            if (list.has(deviation.known.price(), deviation.known.region())) {
                deviations.add(deviation);
            }
        }
        return deviations;
    }

    /** Whether the list says another price, or one that was not known. */
    boolean differs() {
        Optional<Amount> before = known.unitPrice();
        Optional<Amount> after = listed.unitPrice();
        return before.isPresent() != after.isPresent()
                || before.isPresent()
                        && (before.get().low().compareTo(after.get().low()) != 0
                                || before.get().high().compareTo(after.get().high()) != 0);
    }

    /** Whether AWS says another price than the one that was taken from it. */
    boolean contradicts() {
        return differs() && known.price().confidence() == Confidence.PUBLISHED;
    }
}
