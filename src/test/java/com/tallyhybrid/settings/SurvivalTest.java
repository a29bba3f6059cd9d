package com.tallyhybrid.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.settings.BucketDays.Version;
import com.tallyhybrid.settings.Survival.Loss;
import com.tallyhybrid.settings.Survival.Versions;
import com.tallyhybrid.settings.file.DeploymentFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arithmetic against a bucket that lives through the same days. */
class SurvivalTest {

    private static final DuplicatiRetention DEFAULT = DuplicatiRetention.of("7D:U,4W:1W,1Y:1M");
    private static final String KEY = "volume";

    private static Survival survival(int lockDays, int noncurrentDays) {
        return new Survival(DEFAULT, lockDays, noncurrentDays, 26);
    }

    static Stream<Arguments> lockAndNoncurrentDays() {
        int[] days = {1, 2, 3, 7, 10, 35, 36, 90};
        return IntStream.of(days)
                .boxed()
                .flatMap(lock -> IntStream.of(days).mapToObj(kept -> Arguments.of(lock, kept)));
    }

    @ParameterizedTest(name = "lock {0}, noncurrent {1}")
    @MethodSource("lockAndNoncurrentDays")
    void givesTheDaysThatAnyVersionOutlivesADelete(int lockDays, int noncurrentDays) {
        int shortest = shortestLife(lockDays, noncurrentDays, (bucket, sinceAttack) -> {
            if (sinceAttack == 0) {
                bucket.delete(KEY);
            }
        });

        assertThat(survival(lockDays, noncurrentDays).afterHonestDelete()).isEqualTo(shortest);
        assertThat(survival(lockDays, noncurrentDays).afterStolenKeyDeletes()).isEqualTo(shortest);
    }

    @ParameterizedTest(name = "lock {0}, noncurrent {1}")
    @MethodSource("lockAndNoncurrentDays")
    void givesTheDaysThatAnyVersionOutlivesOverwritesEveryDay(int lockDays, int noncurrentDays) {
        int shortest = shortestLife(lockDays, noncurrentDays, (bucket, sinceAttack) -> bucket.upload(KEY));

        assertThat(survival(lockDays, noncurrentDays).afterStolenKeyOverwrites())
                .isEqualTo(shortest);
    }

    @ParameterizedTest(name = "lock {0}, noncurrent {1}")
    @MethodSource("lockAndNoncurrentDays")
    void givesTheDaysThatAnyVersionOutlivesDeletesAndOverwritesInTurn(int lockDays, int noncurrentDays) {
        int shortest = shortestLife(lockDays, noncurrentDays, (bucket, sinceAttack) -> {
            bucket.delete(KEY);
            bucket.upload(KEY);
            bucket.deleteEverything();
        });

        assertThat(survival(lockDays, noncurrentDays).afterStolenKeyDeletes()).isEqualTo(shortest);
    }

    /** Over all upload days and days of attack; the attack goes on every day after. */
    private static int shortestLife(int lockDays, int noncurrentDays, BiConsumer<BucketDays, Integer> attack) {
        int shortest = Integer.MAX_VALUE;
        for (int uploadDay : List.of(0, 1, 5)) {
            for (int age = 0; age <= lockDays + 2; age++) {
                var bucket = new BucketDays(lockDays, noncurrentDays);
                pass(bucket, uploadDay);
                Version version = bucket.upload(KEY);
                pass(bucket, age);
                int attacked = bucket.today();
                while (bucket.holds(version)) {
                    attack.accept(bucket, bucket.today() - attacked);
                    bucket.night();
                }
                shortest = Math.min(shortest, bucket.today() - attacked);
            }
        }
        return shortest;
    }

    private static void pass(BucketDays bucket, int days) {
        for (int day = 0; day < days; day++) {
            bucket.night();
        }
    }

    @ParameterizedTest(name = "lock {0}, noncurrent {1}")
    @MethodSource("lockAndNoncurrentDays")
    void refusesExactlyWhatLosesAVersionSoonerThanTheLockPromises(int lockDays, int noncurrentDays) {
        boolean tooSoon = survival(lockDays, noncurrentDays).afterStolenKeyDeletes() < lockDays;

        assertThat(Survival.counterExample(lockDays, noncurrentDays).isPresent())
                .isEqualTo(tooSoon);
    }

    @ParameterizedTest(name = "lock {0}, noncurrent {1}")
    @MethodSource("lockAndNoncurrentDays")
    void tellsALossThatHappensOnThoseDays(int lockDays, int noncurrentDays) {
        Survival.counterExample(lockDays, noncurrentDays).ifPresent(loss -> {
            var bucket = new BucketDays(lockDays, noncurrentDays);
            Version volume = bucket.upload(KEY);
            pass(bucket, loss.deletedOn());
            bucket.delete(KEY);
            pass(bucket, loss.goneOn() - loss.deletedOn() - 1);
            assertThat(bucket.holds(volume)).isTrue();
            bucket.night();
            assertThat(bucket.holds(volume)).isFalse();
        });
    }

    @Test
    void tellsTheLossOfThirtyDaysUnderALockOfSixty() {
        assertThat(Survival.counterExample(60, 30)).contains(new Loss(60, 90));
        assertThat(Survival.counterExample(60, 60)).isEmpty();
    }

    @ParameterizedTest(name = "lock {0}")
    @CsvSource({"1", "2", "35", "60"})
    void givesTheDaysThatTheLockStopsAThiefWhoMayDeleteVersions(int lockDays) {
        for (int age = 0; age <= lockDays + 2; age++) {
            var bucket = new BucketDays(lockDays, lockDays);
            Version version = bucket.upload(KEY);
            pass(bucket, age);
            int begun = bucket.today();
            while (!bucket.deleteVersion(version)) {
                bucket.night();
            }
            assertThat(survival(lockDays, lockDays).lockStops(age)).isEqualTo(bucket.today() - begun);
        }
        assertThat(survival(lockDays, lockDays).lockStopsForTheNewest()).isEqualTo(lockDays);
        assertThat(survival(lockDays, lockDays).lockStopsForTheOldest()).isZero();
    }

    @ParameterizedTest(name = "{0} with {1} noncurrent days: {2}")
    @CsvSource({"'7D:U,4W:1W,1Y:1M', 90, 455", "7D:U, 35, 42", "36h:U, 1, 3", "10Y:1M, 3650, 7300"})
    void boundsTheLifeOfADeletedDocumentInMumbai(String retention, int noncurrentDays, int days) {
        var survival = new Survival(DuplicatiRetention.of(retention), 1, noncurrentDays, 24);

        assertThat(survival.outlivesInMumbai()).contains(days);
        assertThat(survival.outlivesInHyderabad()).isEmpty();
    }

    @Test
    void doesNotBoundTheLifeOfADeletedDocumentThatDuplicatiKeepsForEver() {
        assertThat(new Survival(DuplicatiRetention.of("7D:U,U:1M"), 35, 90, 26).outlivesInMumbai())
                .isEmpty();
    }

    /** Whatever day of a month the last backup with the document was, its list is gone when the bound says. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"3D:U", "'3D:U,2W:1W'", "'2D:U,9D:2D,30D:1W'"})
    void boundsTheLifeOfADocumentDeletedOnAnyDay(String text) {
        var retention = DuplicatiRetention.of(text);
        int bound = new Survival(retention, 5, 10, 24).outlivesInMumbai().orElseThrow();
        var bucket = new BucketDays(5, 10);
        Map<Integer, Version> lists = new HashMap<>();
        List<Integer> lives = new ArrayList<>();
        List<Duration> ages = List.of();
        for (int run = 0; run < 200; run++) {
            lists.put(run, bucket.upload("list-" + run));
            ages = runDuplicati(bucket, retention, ages, "list-");
            bucket.night();
            lists.forEach((day, list) -> {
                if (!bucket.holds(list)) {
                    lives.add(bucket.today() - day);
                }
            });
            lists.values().removeIf(list -> !bucket.holds(list));
        }
        // Duplicati deletes at the first run after the timeframe, so a day later at most.
        assertThat(lives).allMatch(life -> life <= bound + 1).anyMatch(life -> life >= bound);
    }

    private static List<Duration> runDuplicati(
            BucketDays bucket, DuplicatiRetention retention, List<Duration> ages, String... deleted) {
        List<Duration> all = new ArrayList<>(List.of(Duration.ZERO));
        ages.forEach(age -> all.add(age.plusDays(1)));
        List<Duration> kept = retention.kept(all);
        all.stream()
                .filter(age -> !kept.contains(age))
                .flatMap(age -> Stream.of(deleted).map(key -> key + (bucket.today() - age.toDays())))
                .forEach(bucket::delete);
        return kept;
    }

    /** A source of 1 GiB has 21 volumes, and a hundredth of it one a day. */
    @ParameterizedTest(name = "{0}, {1} days")
    @CsvSource({"'7D:U,4W:1W,1Y:1M', 90", "7D:U, 35", "'30D:U,U:1M', 1", "U:U, 400", "1D:U, 300"})
    void countsTheVersionsThatAYearLeaves(String text, int noncurrentDays) {
        var retention = DuplicatiRetention.of(text);
        Versions versions = new Survival(retention, 1, noncurrentDays, 26).versionsInAYear(1, 0.01);

        assertThat(afterAYear(retention, noncurrentDays, "list-").current()).isEqualTo(versions.current());
        assertThat(afterAYear(retention, noncurrentDays, "list-", "volume-", "index-")
                        .noncurrent())
                .isEqualTo(versions.noncurrentAtMost());
        BucketDays replica = afterAYear(retention, noncurrentDays);
        assertThat(replica.current() + replica.noncurrent()).isEqualTo(versions.replica());
    }

    /** @param deleted what Duplicati deletes of a run that it thins out, as far as the bucket hears of it */
    private static BucketDays afterAYear(DuplicatiRetention retention, int noncurrentDays, String... deleted) {
        var bucket = new BucketDays(1, noncurrentDays);
        for (int volume = 0; volume < 21; volume++) {
            bucket.upload("first-volume-" + volume);
            bucket.upload("first-index-" + volume);
        }
        List<Duration> ages = List.of();
        for (int run = 0; run < 365; run++) {
            if (run > 0) {
                bucket.night();
                bucket.upload("volume-" + run);
                bucket.upload("index-" + run);
            }
            bucket.upload("list-" + run);
            bucket.upload("verification");
            ages = runDuplicati(bucket, retention, ages, deleted);
        }
        return bucket;
    }

    @ParameterizedTest(name = "{0} GiB, {1} a day")
    @CsvSource({
        "1, 0.01, 792, 354, 1226",
        "1, 0, 64, 178, 498",
        "10, 0.01, 2616, 706, 3050",
        "100, 0.01, 19406, 3874, 19840",
        "100, 0.005, 12126, 2114, 12560"
    })
    void countsTheVersionsOfTheDefaults(int gib, double change, int current, int noncurrent, int replica) {
        assertThat(survival(35, 90).versionsInAYear(gib, change)).isEqualTo(new Versions(current, noncurrent, replica));
    }

    @Test
    void promisesByDefault() {
        Survival survival = Survival.of(
                DeploymentFile.read(Path.of("deployments/example.yaml")).backup());

        assertThat(survival).isEqualTo(survival(35, 90));
        assertThat(survival.afterHonestDelete()).isEqualTo(90);
        assertThat(survival.afterStolenKeyDeletes()).isEqualTo(90);
        assertThat(survival.afterStolenKeyOverwrites()).isEqualTo(90);
        assertThat(survival.daysToActAfterTheAlarm()).isEqualTo(88);
        assertThat(survival.lockStopsForTheNewest()).isEqualTo(35);
        assertThat(survival.lockStopsForTheOldest()).isZero();
        assertThat(survival.outlivesInMumbai()).contains(455);
    }

    @ParameterizedTest(name = "{0} days, {1} hours")
    @CsvSource({
        "90, 24, 89",
        "90, 26, 88",
        "90, 48, 88",
        "90, 168, 83",
        "1, 24, 0",
        "1, 26, 0",
        "7, 168, 0",
        "1, 168, 0"
    })
    void leavesDaysToActAfterTheAlarm(int noncurrentDays, int window, int days) {
        assertThat(new Survival(DEFAULT, 1, noncurrentDays, window).daysToActAfterTheAlarm())
                .isEqualTo(days);
    }
}
