package com.tallyhybrid.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.settings.BucketDays.Version;
import com.tallyhybrid.settings.RetentionCalculator.Loss;
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
class RetentionCalculatorTest {

    private static final DuplicatiRetention DEFAULT = DuplicatiRetention.of("7D:U,4W:1W,1Y:1M");
    private static final String KEY = "volume";

    private static int daysAfterDelete(int lockDays, int noncurrentDays) {
        return new RetentionCalculator(DEFAULT, lockDays, noncurrentDays).daysAfterDelete();
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

        assertThat(daysAfterDelete(lockDays, noncurrentDays)).isEqualTo(shortest);
    }

    @ParameterizedTest(name = "lock {0}, noncurrent {1}")
    @MethodSource("lockAndNoncurrentDays")
    void givesTheDaysThatAnyVersionOutlivesOverwritesEveryDay(int lockDays, int noncurrentDays) {
        int shortest = shortestLife(lockDays, noncurrentDays, (bucket, sinceAttack) -> bucket.upload(KEY));

        assertThat(daysAfterDelete(lockDays, noncurrentDays)).isEqualTo(shortest);
    }

    @ParameterizedTest(name = "lock {0}, noncurrent {1}")
    @MethodSource("lockAndNoncurrentDays")
    void givesTheDaysThatAnyVersionOutlivesDeletesAndOverwritesInTurn(int lockDays, int noncurrentDays) {
        int shortest = shortestLife(lockDays, noncurrentDays, (bucket, sinceAttack) -> {
            bucket.delete(KEY);
            bucket.upload(KEY);
            bucket.deleteEverything();
        });

        assertThat(daysAfterDelete(lockDays, noncurrentDays)).isEqualTo(shortest);
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
        boolean tooSoon = daysAfterDelete(lockDays, noncurrentDays) < lockDays;

        assertThat(RetentionCalculator.counterExample(lockDays, noncurrentDays).isPresent())
                .isEqualTo(tooSoon);
    }

    @ParameterizedTest(name = "lock {0}, noncurrent {1}")
    @MethodSource("lockAndNoncurrentDays")
    void tellsALossThatHappensOnThoseDays(int lockDays, int noncurrentDays) {
        RetentionCalculator.counterExample(lockDays, noncurrentDays).ifPresent(loss -> {
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
        assertThat(RetentionCalculator.counterExample(60, 30)).contains(new Loss(60, 90));
        assertThat(RetentionCalculator.counterExample(60, 60)).isEmpty();
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
            assertThat(bucket.today() - begun).isEqualTo(Math.max(0, lockDays - age));
        }
    }

    @ParameterizedTest(name = "{0} with {1} noncurrent days: {2}")
    @CsvSource({"'7D:U,4W:1W,1Y:1M', 90, 455", "7D:U, 35, 42", "36h:U, 1, 3", "10Y:1M, 3650, 7300"})
    void boundsTheLifeOfADeletedDocumentInMumbai(String retention, int noncurrentDays, int days) {
        assertThat(new RetentionCalculator(DuplicatiRetention.of(retention), 1, noncurrentDays).outlivesInMumbai())
                .contains(days);
    }

    @Test
    void doesNotBoundTheLifeOfADeletedDocumentThatDuplicatiKeepsForEver() {
        assertThat(new RetentionCalculator(DuplicatiRetention.of("7D:U,U:1M"), 35, 90).outlivesInMumbai())
                .isEmpty();
    }

    /** Whatever day of a month the last backup with the document was, its list is gone when the bound says. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"3D:U", "'3D:U,2W:1W'", "'2D:U,9D:2D,30D:1W'"})
    void boundsTheLifeOfADocumentDeletedOnAnyDay(String text) {
        var retention = DuplicatiRetention.of(text);
        int bound = new RetentionCalculator(retention, 5, 10).outlivesInMumbai().orElseThrow();
        var bucket = new BucketDays(5, 10);
        Map<Integer, Version> lists = new HashMap<>();
        List<Integer> lives = new ArrayList<>();
        List<Duration> ages = List.of();
        for (int run = 0; run < 200; run++) {
            lists.put(run, bucket.upload("list-" + run));
            ages = runDuplicati(bucket, retention, ages, List.of("list-"));
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
            BucketDays bucket, DuplicatiRetention retention, List<Duration> ages, List<String> deleted) {
        List<Duration> all = new ArrayList<>(List.of(Duration.ZERO));
        ages.forEach(age -> all.add(age.plusDays(1)));
        List<Duration> kept = DuplicatiThinning.kept(retention, all);
        all.stream()
                .filter(age -> !kept.contains(age))
                .flatMap(age -> deleted.stream().map(key -> key + (bucket.today() - age.toDays())))
                .forEach(bucket::delete);
        return kept;
    }

    /**
     * With the defaults, after 365 daily runs. The first run uploads the source in volumes of 50 MiB, as if nothing compressed;
     * each later run uploads what changed, its last volume not full. With every volume comes an index, with every run a list
     * under a name of its own and the verification file under its one name.
     */
    @ParameterizedTest(name = "{0} volumes, {1} per day")
    @CsvSource({"21, 1, 792, 354, 1226", "2048, 21, 19406, 3874, 19840"})
    void countsTheVersionsThatAYearLeaves(int volumes, int daily, int current, int noncurrent, int replica) {
        assertThat(afterAYear(volumes, daily, List.of("list-")).current()).isEqualTo(current);
        List<String> all = new ArrayList<>(List.of("list-"));
        keysOfARun(daily).forEach(all::add);
        assertThat(afterAYear(volumes, daily, all).noncurrent()).isEqualTo(noncurrent);
        BucketDays inHyderabad = afterAYear(volumes, daily, List.of());
        assertThat(inHyderabad.current() + inHyderabad.noncurrent()).isEqualTo(replica);
    }

    private static Stream<String> keysOfARun(int volumes) {
        return IntStream.range(0, volumes)
                .boxed()
                .flatMap(volume -> Stream.of("volume-" + volume + "-", "index-" + volume + "-"));
    }

    /** @param deleted what Duplicati deletes of a run that it thins out, as far as the bucket hears of it */
    private static BucketDays afterAYear(int volumes, int daily, List<String> deleted) {
        var bucket = new BucketDays(35, 90);
        keysOfARun(volumes).forEach(key -> bucket.upload(key + "first"));
        List<Duration> ages = List.of();
        for (int day = 0; day < 365; day++) {
            int run = day;
            if (run > 0) {
                bucket.night();
                keysOfARun(daily).forEach(key -> bucket.upload(key + run));
            }
            bucket.upload("list-" + run);
            bucket.upload("verification");
            ages = runDuplicati(bucket, DEFAULT, ages, deleted);
        }
        return bucket;
    }

    @Test
    void promisesByDefault() {
        Backup backup = DeploymentFile.read(Path.of("deployments/example.yaml")).backup();
        var retention = RetentionCalculator.of(backup);

        assertThat(retention).isEqualTo(new RetentionCalculator(DEFAULT, 35, 90));
        assertThat(retention.daysAfterDelete()).isEqualTo(90);
        assertThat(Duration.ofDays(90).minusHours(backup.arrivalWindowHours()).toDays())
                .as("whole days from the alarm on silence to the first loss")
                .isEqualTo(88);
        assertThat(retention.outlivesInMumbai()).contains(455);
    }
}
