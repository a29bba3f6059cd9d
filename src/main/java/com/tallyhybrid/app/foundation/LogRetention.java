package com.tallyhybrid.app.foundation;

/** How long a log keeps its entries: of the numbers of days that CloudWatch Logs accepts, those that are used here. */
public enum LogRetention {
    /** Indian rules ask for 180 days of logs (CERT-In) and for one year (DPDP). */
    THIRTEEN_MONTHS(400),
    /** The evidence of daily backups, as long as the books it is about. */
    NINE_YEARS(3_288);

    private final int days;

    LogRetention(int days) {
        this.days = days;
    }

    int days() {
        return days;
    }
}
