package com.tallyhybrid.settings;

/**
 * The record of who did what.
 *
 * @param trail what the trail records. Changing it later changes what is recorded from then on; the trail stays
 */
public record Audit(TrailRecords trail) {

    /** What a trail records. */
    public enum TrailRecords {
        /** Every change in the account, and every access to a backup. */
        EVERYTHING,
        /**
         * Every access to a backup only: for an account whose organisation has a trail of the changes already. What is
         * found out only from our own trail's log is then not found out: new access keys, the root user, changes in
         * Hyderabad.
         */
        BACKUP_ACCESS_ONLY
    }
}
