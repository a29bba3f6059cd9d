package com.tallyhybrid.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a bill: one thing that one resource costs.
 *
 * @param stack name of the stack
 * @param logicalId the resource
 * @param type its CloudFormation type
 * @param words what is billed
 * @param kind whether it is paid each month, however much is used
 * @param quantities how many units in a month, or once; empty where the template does not tell
 * @param price the price; of what nobody knows, one without a value
 * @param region where it stands; empty where nothing says so
 * @param serves why the owner pays for it; empty where that is not the project's to say
 */
public record CostLine(
        String stack,
        String logicalId,
        String type,
        String words,
        Kind kind,
        Optional<Map<UsageCase, BigDecimal>> quantities,
        Price price,
        Optional<String> region,
        Optional<String> serves) {

    /** When a line is paid. */
    public enum Kind {
        /** Each month, whatever is done. */
        FIXED,
        /** Each month, by use. */
        USAGE,
        /** Once. */
        ONE_OFF
    }

    /** What one unit costs; empty where nobody knows. */
    public Optional<Amount> unitPrice() {
        return price.in(region);
    }

    /** What the line costs, to the cent; empty where the price or the quantity is not known. */
    public Optional<Amount> amount(UsageCase use) {
        return quantities.flatMap(known -> known.get(use).signum() == 0
                ? Optional.of(Amount.ZERO.cents())
                : unitPrice().map(unit -> unit.times(known.get(use)).cents()));
    }

    /** How many units. */
    public Optional<BigDecimal> quantity(UsageCase use) {
        return quantities.map(known -> known.get(use));
    }

    /** Stack and logical id, as reports name a resource. */
    public String label() {
        return stack + "/" + logicalId;
    }
}
