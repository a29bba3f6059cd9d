package com.tallyhybrid.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an owner in India makes of an amount in dollars. Nothing of it is known here: who asks gives the rate and the tax.
 *
 * @param rupees how many rupees a dollar costs
 * @param gst tax in per cent
 */
public record Conversion(Optional<BigDecimal> rupees, Optional<BigDecimal> gst) {

    private static final BigDecimal MOST_RUPEES = BigDecimal.valueOf(1000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Reads what somebody typed, and adds what is wrong with it to the problems. */
    static Conversion of(Optional<String> rupees, Optional<String> gst, List<String> problems) {
        Optional<BigDecimal> rate = rupees.flatMap(
                text -> number(text).filter(number -> number.signum() > 0 && number.compareTo(MOST_RUPEES) <= 0));
        if (rupees.isPresent() && rate.isEmpty()) {
            problems.add(
                    "--rupees: '%s' is not allowed; give the rupees for one dollar, above 0 and up to 1000, such as 88.40"
                            .formatted(rupees.get()));
        }
        Optional<BigDecimal> tax = gst.flatMap(text -> number(text).filter(number -> number.compareTo(HUNDRED) <= 0));
        if (gst.isPresent() && tax.isEmpty()) {
            problems.add("--gst: '%s' is not allowed; give per cent from 0 to 100, such as 18".formatted(gst.get()));
        }
        return new Conversion(rate, tax);
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("\\d{1,6}(\\.\\d{1,6})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** An amount in another form. */
    record Converted(String words, String unit, Amount amount) {}

    /** The forms that somebody asked for, the tax as a line of its own. */
    List<Converted> of(Amount usd) {
        List<Converted> forms = new ArrayList<>();
        gst.ifPresent(per -> add(forms, "", "USD", usd, per));
        rupees.ifPresent(rate -> {
            Amount converted = usd.times(rate).cents();
            String at = " at " + rate.toPlainString() + " rupees for a dollar";
            forms.add(new Converted("In rupees" + at, "INR", converted));
            gst.ifPresent(per -> add(forms, at, "INR", converted, per));
        });
        return forms;
    }

    private static void add(List<Converted> forms, String at, String unit, Amount amount, BigDecimal per) {
        Amount tax = amount.times(per.divide(HUNDRED, 8, RoundingMode.HALF_UP)).cents();
        forms.add(new Converted("GST of %s per cent%s".formatted(per.toPlainString(), at), unit, tax));
        forms.add(new Converted("With GST" + at, unit, amount.plus(tax)));
    }
}
