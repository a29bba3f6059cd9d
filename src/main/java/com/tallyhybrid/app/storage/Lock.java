package com.tallyhybrid.app.storage;

import com.tallyhybrid.settings.Backup;
import software.amazon.awscdk.services.s3.CfnBucket.DefaultRetentionProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ObjectLockConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ObjectLockRuleProperty;

/**
 * How long the versions in a bucket are safe.
 *
 * @param mode {@code GOVERNANCE}: somebody with the right and a second factor can still mend mistakes; {@code
 *     COMPLIANCE}: nobody, not even AWS, can delete a version before its day
 * @param days the lock of every new version
 * @param noncurrentDays how long a deleted or overwritten version is kept; never less than its lock
 */
public record Lock(String mode, int days, int noncurrentDays) {

    /**
     * Nine years. An entry of 2 April belongs to a financial year that ends twelve months later, and must outlive
     * eight more full years: 3,285 days.
     */
    public static final int ARCHIVE_DAYS = 3_288;

    private static final int TRAIL_DAYS = 2_922;
    private static final String GOVERNANCE = "GOVERNANCE";
    private static final String COMPLIANCE = "COMPLIANCE";

    /** For the daily backups. */
    public static Lock daily(Backup settings) {
        return new Lock(GOVERNANCE, settings.lockDays(), settings.noncurrentDays());
    }

    /** For the record of who did what: eight years, as long as the books it is about. */
    public static Lock trail() {
        return new Lock(GOVERNANCE, TRAIL_DAYS, TRAIL_DAYS);
    }

    /** For one full set a year. */
    public static Lock archive(Backup settings) {
        return switch (settings.archiveLockMode()) {
            case GOVERNANCE -> new Lock(GOVERNANCE, ARCHIVE_DAYS, ARCHIVE_DAYS);
            case COMPLIANCE_NOBODY_CAN_UNDO -> new Lock(COMPLIANCE, ARCHIVE_DAYS, ARCHIVE_DAYS);
        };
    }

    ObjectLockConfigurationProperty configuration() {
        return ObjectLockConfigurationProperty.builder()
                .objectLockEnabled("Enabled")
                .rule(ObjectLockRuleProperty.builder()
                        .defaultRetention(DefaultRetentionProperty.builder()
                                .mode(mode)
                                .days(days)
                                .build())
                        .build())
                .build();
    }
}
