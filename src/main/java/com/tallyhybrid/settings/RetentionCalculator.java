package com.tallyhybrid.settings;

import java.util.Optional;

/**
 * For how many days a backup outlives what happens to it, by arithmetic on the settings alone.
 *
 * <p>The model is one object version of the bucket. It is locked for {@code lockDays} from its upload. A delete or an
 * overwrite on some later day makes it noncurrent, and the lifecycle removes it {@code noncurrentDays} after that, or
 * when its lock ends if that is later. Nothing removes a current version. S3 works by the midnight after, so it keeps
 * everything up to a day longer than the answers here.
 *
 * <p>So whatever the bucket holds at one moment, all of it can be read for {@code noncurrentDays} more, and a restore
 * wants exactly that: the volumes, indexes and list of one backup as they stood together.
 *
 * @param lockDays from the upload of a version
 * @param noncurrentDays from the day on which a version is deleted or overwritten
 */
public record RetentionCalculator(DuplicatiRetention retention, int lockDays, int noncurrentDays) {

    public static RetentionCalculator of(Backup backup) {
        return new RetentionCalculator(backup.retention(), backup.lockDays(), backup.noncurrentDays());
    }

    /**
     * A volume that somebody with a stolen key destroys too soon. The days count from its upload.
     *
     * @param deletedOn the first day on which the lock no longer helps
     * @param goneOn the day on which nobody can restore it any more
     */
    public record Loss(int deletedOn, int goneOn) {

        public int daysLater() {
            return goneOn - deletedOn;
        }
    }

    /** The loss that shows why these days do not go together; empty where they do. */
    public static Optional<Loss> counterExample(int lockDays, int noncurrentDays) {
        return noncurrentDays < lockDays
                ? Optional.of(new Loss(lockDays, goneOn(lockDays, noncurrentDays, lockDays)))
                : Optional.empty();
    }

    /** The later of the end of the noncurrent days and the end of the lock; all days count from the upload. */
    private static int goneOn(int lockDays, int noncurrentDays, int noncurrentOn) {
        return Math.max(noncurrentOn + noncurrentDays, lockDays);
    }

    /**
     * Days for which every version can still be restored after it became noncurrent: because Duplicati thinned out or compacted
     * a backup, or because a stolen agent key, which adds only markers and versions, deleted or overwrote everything.
     *
     * <p>The lifecycle counts no versions: more overwrites bury a version deeper, and remove it no sooner. A version whose lock
     * has ended is the worst case: a younger one lasts as long or longer.
     */
    public int daysAfterDelete() {
        return goneOn(lockDays, noncurrentDays, lockDays) - lockDays;
    }

    /**
     * Days for which a document deleted in the office can still be restored from Mumbai; empty where there is no end.
     *
     * <p>Counted from the last backup that held it: the longest timeframe, in which Duplicati keeps its entry, and the
     * noncurrent days. Duplicati deletes only when it runs, so the hours between its runs and the midnights of S3 come
     * on top; its blocks may lie nameless in a volume that other documents share, until Duplicati compacts it. Hyderabad has no
     * end: delete markers do not travel, and nothing that is current expires.
     */
    public Optional<Integer> outlivesInMumbai() {
        return retention.longestDays().map(days -> days + noncurrentDays);
    }
}
