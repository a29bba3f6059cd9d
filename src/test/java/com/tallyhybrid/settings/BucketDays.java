package com.tallyhybrid.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A versioned bucket with a default lock and a lifecycle for noncurrent versions, day after day.
 *
 * <p>Written from what S3 does, without the arithmetic that it checks.
 */
final class BucketDays {

    private final int lockDays;
    private final int noncurrentDays;
    private final Map<String, List<Version>> objects = new LinkedHashMap<>();
    private int today;

    BucketDays(int lockDays, int noncurrentDays) {
        this.lockDays = lockDays;
        this.noncurrentDays = noncurrentDays;
    }

    /** One version of an object, or a delete marker. */
    static final class Version {

        private final int uploaded;
        private final boolean marker;
        private Integer noncurrentSince;

        private Version(int uploaded, boolean marker) {
            this.uploaded = uploaded;
            this.marker = marker;
        }
    }

    int today() {
        return today;
    }

    Version upload(String key) {
        return push(key, false);
    }

    /** What an agent's key may do. */
    void delete(String key) {
        push(key, true);
    }

    void deleteEverything() {
        List.copyOf(objects.keySet()).forEach(this::delete);
    }

    private Version push(String key, boolean marker) {
        List<Version> versions = objects.computeIfAbsent(key, first -> new ArrayList<>());
        if (!versions.isEmpty()) {
            versions.get(versions.size() - 1).noncurrentSince = today;
        }
        var version = new Version(today, marker);
        versions.add(version);
        return version;
    }

    /** What no key of an agent may do. */
    boolean deleteVersion(Version version) {
        return !isLocked(version) && objects.values().stream().anyMatch(versions -> versions.remove(version));
    }

    /** Lets a night pass, in which the lifecycle works. */
    void night() {
        today++;
        objects.values().forEach(versions -> versions.removeIf(version -> isExpired(version) && !isLocked(version)));
        objects.values().removeIf(versions -> versions.stream().allMatch(version -> version.marker));
    }

    private boolean isExpired(Version version) {
        return version.noncurrentSince != null && today - version.noncurrentSince >= noncurrentDays;
    }

    private boolean isLocked(Version version) {
        return !version.marker && today - version.uploaded < lockDays;
    }

    boolean holds(Version version) {
        return objects.values().stream().anyMatch(versions -> versions.contains(version));
    }

    int current() {
        return (int) objects.values().stream()
                .map(versions -> versions.get(versions.size() - 1))
                .filter(version -> !version.marker)
                .count();
    }

    int noncurrent() {
        return (int) objects.values().stream()
                .flatMap(List::stream)
                .filter(version -> !version.marker && version.noncurrentSince != null)
                .count();
    }
}
