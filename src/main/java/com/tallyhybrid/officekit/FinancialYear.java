package com.tallyhybrid.officekit;

import java.time.LocalDate;
import java.time.Month;

/**
 * An Indian financial year, 1 April to 31 March, written {@code 2025-26}.
 *
 * @param begins the calendar year in which it begins
 */
record FinancialYear(int begins) {

    /** The last one that is over on this day. */
    static FinancialYear endedBefore(LocalDate day) {
        return new FinancialYear(day.getYear() - (day.getMonthValue() < Month.APRIL.getValue() ? 2 : 1));
    }

    @Override
    public String toString() {
        return "%d-%02d".formatted(begins, (begins + 1) % 100);
    }
}
