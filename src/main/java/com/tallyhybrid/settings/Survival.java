package com.tallyhybrid.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * @param arrivalWindowHours from the last backup to the alarm
 */
public record Survival(DuplicatiRetention retention, int lockDays, int noncurrentDays, int arrivalWindowHours) {

    private static final int RUNS = 365;
    private static final int MIB_A_GIB = 1024;
    private static final int MIB_A_VOLUME = 50;

    public static Survival of(Backup backup) {
        return new Survival(
                backup.retention(), backup.lockDays(), backup.noncurrentDays(), backup.arrivalWindowHours());
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

    /** Days for which a backup that Duplicati thins out or compacts can still be restored. */
    public int afterHonestDelete() {
        return shortestAfterNoncurrent();
    }

    /** Days for which every backup can be restored after a stolen agent key, which adds only markers, deleted all. */
    public int afterStolenKeyDeletes() {
        return shortestAfterNoncurrent();
    }

    /**
     * Days for which every backup can be restored after a stolen agent key overwrote everything.
     *
     * <p>The first overwrite starts the noncurrent days, and the lifecycle counts no versions: more overwrites bury a
     * version deeper, and remove it no sooner.
     */
    public int afterStolenKeyOverwrites() {
        return shortestAfterNoncurrent();
    }

    /** A version whose lock has ended is the worst case: a younger one lasts as long or longer. */
    private int shortestAfterNoncurrent() {
        return goneOn(lockDays, noncurrentDays, lockDays) - lockDays;
    }

    /**
     * Whole days between the alarm for missing backups and the first loss, when a thief deletes everything.
     *
     * <p>The alarm sounds {@code arrivalWindowHours} after the last backup at the latest, unless the thief goes on
     * writing what looks like one.
     */
    public int daysToActAfterTheAlarm() {
        long hours = 24L * afterStolenKeyDeletes() - arrivalWindowHours;
        return Math.toIntExact(Math.max(0, hours / 24));
    }

    /** Days for which the lock stops a thief who may delete versions, for a version of this age. */
    public int lockStops(int ageDays) {
        return Math.max(0, lockDays - ageDays);
    }

    /** {@link #lockStops} for what was uploaded last. */
    public int lockStopsForTheNewest() {
        return lockStops(0);
    }

    /**
     * {@link #lockStops} for what was uploaded first: not a day, once the job is older than the lock.
     *
     * <p>The retention does not bound that age. Even the newest backup rests on volumes of the first day, as long as
     * what they hold has not changed.
     */
    public int lockStopsForTheOldest() {
        return lockStops(lockDays);
    }

    /**
     * Days for which a document deleted in the office can still be restored from Mumbai; empty where there is no end.
     *
     * <p>Counted from the last backup that held it: the longest timeframe, in which Duplicati keeps its entry, and the
     * noncurrent days. Duplicati deletes only when it runs, so {@link #arrivalWindowHours} and the midnights of S3 come
     * on top; its blocks may lie nameless in a volume that other documents share, until Duplicati compacts it.
     */
    public Optional<Integer> outlivesInMumbai() {
        return retention.longestDays().map(days -> days + noncurrentDays);
    }

    /** As {@link #outlivesInMumbai}: no end, as delete markers do not travel and nothing that is current expires. */
    public Optional<Integer> outlivesInHyderabad() {
        return Optional.empty();
    }

    /**
     * Object versions after a year of daily backups.
     *
     * @param current at most: Duplicati has compacted nothing
     * @param noncurrentAtMost Duplicati has deleted the volumes of a day together with its list
     * @param replica in Hyderabad, where only overwrites make versions noncurrent
     */
    public record Versions(int current, int noncurrentAtMost, int replica) {}

    /**
     * Counts the versions that 365 daily runs leave on the day of the last.
     *
     * <p>The first run uploads the source in volumes of 50 MiB, as if nothing compressed; each later run uploads what
     * changed, its last volume not full. With every volume comes an index, with every run a list under a name of its
     * own and the verification file under its one name. Volumes that compacting writes anew are not counted.
     *
     * @param sourceGib size of what is backed up
     * @param dailyChange the part of it that changes from one run to the next, 0 to 1
     */
    public Versions versionsInAYear(int sourceGib, double dailyChange) {
        int later = RUNS - 1;
        int daily = 2 * volumes(sourceGib * dailyChange);
        int uploaded = 2 * volumes(sourceGib) + daily * later;
        Thinning lists = thinning();
        int verifications = Math.min(later, noncurrentDays);
        return new Versions(
                uploaded + lists.kept() + 1,
                lists.noncurrent() * (1 + daily) + verifications,
                uploaded + RUNS + 1 + verifications);
    }

    private static int volumes(double gib) {
        // Not quite up: 0.07 times 100 is a little more than 7 to a computer.
        return (int) Math.ceil(gib * MIB_A_GIB / MIB_A_VOLUME - 1e-9);
    }

    /** The lists of a year: those that Duplicati keeps, and those of which the bucket holds the deleted version. */
    private record Thinning(int kept, int noncurrent) {}

    private Thinning thinning() {
        List<Duration> ages = List.of();
        int noncurrent = 0;
        for (int run = 0; run < RUNS; run++) {
            List<Duration> before = new ArrayList<>(List.of(Duration.ZERO));
            ages.forEach(age -> before.add(age.plusDays(1)));
            ages = retention.kept(before);
            if (run + noncurrentDays >= RUNS) {
                noncurrent += before.size() - ages.size();
            }
        }
        return new Thinning(ages.size(), noncurrent);
    }
}
