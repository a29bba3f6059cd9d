package com.tallyhybrid.app.storage;

import com.tallyhybrid.settings.Backup;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.ObjectLockRetention;

/**
 * How long the versions in a bucket are safe.
 *
 * @param retention the lock of every new version
 * @param noncurrentDays how long a deleted or overwritten version is kept; never less than its lock
 */
public record Lock(ObjectLockRetention retention, int noncurrentDays) {

    /**
     * Nine years. An entry of 2 April belongs to a financial year that ends twelve months later, and must outlive
     * eight more full years: 3,285 days.
     */
    public static final int ARCHIVE_DAYS = 3_288;

    private static final int TRAIL_DAYS = 2_922;

    /** For the daily backups. In governance mode somebody with the right and a second factor can still mend mistakes. */
    public static Lock daily(Backup settings) {
        return new Lock(ObjectLockRetention.governance(Duration.days(settings.lockDays())), settings.noncurrentDays());
    }

    /** For the record of who did what: eight years, as long as the books it is about. */
    public static Lock trail() {
        return new Lock(ObjectLockRetention.governance(Duration.days(TRAIL_DAYS)), TRAIL_DAYS);
    }

    /** For one full set a year. In compliance mode nobody, not even AWS, can delete a version before its day. */
    public static Lock archive(Backup settings) {
        Duration nineYears = Duration.days(ARCHIVE_DAYS);
        return switch (settings.archiveLockMode()) {
            case GOVERNANCE -> new Lock(ObjectLockRetention.governance(nineYears), ARCHIVE_DAYS);
            case COMPLIANCE_NOBODY_CAN_UNDO -> new Lock(ObjectLockRetention.compliance(nineYears), ARCHIVE_DAYS);
        };
    }
}
