package com.tallyhybrid.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which backups Duplicati thins out.
 *
 * @see <a href="https://github.com/duplicati/duplicati/blob/master/Duplicati/Library/Main/Operation/DeleteHandler.cs">Duplicati:
 *     RetentionPolicyRemover</a>
 */
final class DuplicatiThinning {

    private DuplicatiThinning() {}

    /**
     * The backups that one run of Duplicati keeps.
     *
     * <p>In each timeframe it goes from the oldest to the newest and drops what comes sooner after the last kept one
     * than the interval, by the second.
     *
     * @param ages of all backups
     * @return the ages of those kept, the newest backup first
     */
    static List<Duration> kept(DuplicatiRetention retention, List<Duration> ages) {
        List<Duration> rest = new ArrayList<>(ages);
        rest.sort(Comparator.naturalOrder());
        List<Duration> kept = new ArrayList<>();
        if (!rest.isEmpty()) {
            kept.add(rest.remove(0));
        }
        for (DuplicatiRetention.Frame frame : retention.frames()) {
            List<Duration> within = rest.stream()
                    .filter(age -> age.compareTo(frame.timeframe().length()) <= 0)
                    .toList();
            rest = rest.subList(within.size(), rest.size());
            kept.addAll(thinned(within, frame.interval().length()));
        }
        return kept;
    }

    private static List<Duration> thinned(List<Duration> ages, Duration interval) {
        List<Duration> kept = new ArrayList<>();
        for (int index = ages.size() - 1; index >= 0; index--) {
            Duration age = ages.get(index);
            if (kept.isEmpty() || kept.get(0).minus(age).compareTo(interval) >= 0) {
                kept.add(0, age);
            }
        }
        return kept;
    }
}
