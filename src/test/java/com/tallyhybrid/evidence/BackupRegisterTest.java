package com.tallyhybrid.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.evidence.Attestations.Gap;
import com.tallyhybrid.evidence.Attestations.ServerSpan;
import com.tallyhybrid.evidence.BackupRegister.Frame;
import com.tallyhybrid.settings.DailyTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The register names what came, and every day on which nothing came. */
class BackupRegisterTest {

    private static final LocalDate FROM = LocalDate.of(2026, 12, 20);
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 15);
    private static final String PUNE = "firm-pune";
    private static final String NASHIK = "firm-nashik";
    private static final Map<String, DailyTime> STARTS =
            new TreeMap<>(Map.of(PUNE, DailyTime.of("22:00 Asia/Kolkata"), NASHIK, DailyTime.of("20:15 UTC")));
    private static final Frame FRAME = new Frame(STARTS, 26, FROM, TODAY);

    /**
     * A year's end with everything that happens to backups, and the same told by somebody who reads it minute by minute.
     *
     * @param arrivals what the ledger recorded
     * @param said what people say
     */
    record Story(int seed, List<BackupArrival> arrivals, Attestations said) {

        static Story of(int seed) {
            var random = new Random(seed);
            List<BackupArrival> arrivals = new ArrayList<>();
            // The second server is renamed on some day: until then it has another name.
            LocalDate renamed = FROM.plusDays(random.nextInt(40));
            for (String server : List.of(PUNE, NASHIK)) {
                for (LocalDate day = FROM.minusDays(2); !day.isAfter(TODAY); day = day.plusDays(1)) {
                    String name = server.equals(NASHIK) && day.isBefore(renamed) ? "firm-old" : server;
                    // Missing, in time, late by hours or until after midnight, or twice.
                    int kind = random.nextInt(10);
                    int runs = kind == 0 ? 0 : kind == 1 ? 2 : 1;
                    for (int run = 0; run < runs; run++) {
                        long minutes = 22 * 60 + random.nextInt(kind == 2 ? 24 * 60 : 150) + run * 30L;
                        arrivals.add(new BackupArrival(
                                name,
                                day.atStartOfDay(BackupRegister.INDIA)
                                        .toInstant()
                                        .plus(Duration.ofMinutes(minutes)),
                                1000 + random.nextInt(9000)));
                    }
                }
            }
            arrivals.sort(Comparator.comparing(BackupArrival::time).thenComparing(BackupArrival::server));
            arrivals.removeIf(arrival -> arrival.time()
                    .isAfter(TODAY.atTime(9, 0).atZone(BackupRegister.INDIA).toInstant()));
            List<Gap> gaps = new ArrayList<>();
            if (random.nextBoolean()) {
                gaps.add(new Gap(
                        FROM, TODAY, List.of(DayOfWeek.SUNDAY), List.of(), "holiday", "closed on Sundays", "owner"));
            }
            LocalDate off = FROM.plusDays(random.nextInt(25));
            gaps.add(new Gap(off, off.plusDays(1), List.of(), List.of(PUNE), "waiver", "no electricity", "owner"));
            List<ServerSpan> spans = random.nextBoolean()
                    ? List.of(
                            new ServerSpan(NASHIK, Optional.of(renamed), Optional.empty(), "renamed that day", "owner"),
                            new ServerSpan(
                                    "firm-old",
                                    Optional.empty(),
                                    Optional.of(renamed.minusDays(1)),
                                    "renamed that day",
                                    "owner"))
                    : List.of();
            return new Story(seed, arrivals, new Attestations(List.of(), gaps, spans, List.of(), List.of()));
        }

        @Override
        public String toString() {
            return "story " + seed;
        }
    }

    static List<Story> stories() {
        return IntStream.range(0, 200).mapToObj(Story::of).toList();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void agreesWithWhoCountsMinuteByMinute(Story story) {
        BackupRegister register = BackupRegister.of(story.arrivals(), story.said(), FRAME);

        assertThat(register.days())
                .extracting(day -> "%s %s %s %s".formatted(day.server(), day.day(), day.status(), day.backups()))
                .isEqualTo(naive(story));
    }

    /** Knows no dates but counts whole days in seconds since 1970, and looks at every server, day and arrival anew. */
    private static List<String> naive(Story story) {
        Map<String, Integer> startSeconds = Map.of(PUNE, 79200, NASHIK, 6300, "firm-old", 79200);
        List<String> rows = new ArrayList<>();
        for (String server : List.of(NASHIK, "firm-old", PUNE)) {
            List<long[]> own = new ArrayList<>();
            for (BackupArrival arrival : story.arrivals()) {
                if (arrival.server().equals(server)) {
                    long local = arrival.time().getEpochSecond() + 19800 - startSeconds.get(server);
                    own.add(new long[] {
                        Math.floorDiv(local, 86400L), arrival.time().getEpochSecond()
                    });
                }
            }
            if (server.equals("firm-old") && own.isEmpty()) {
                continue;
            }
            long first = FROM.toEpochDay();
            long last = TODAY.toEpochDay() - 2;
            for (ServerSpan span : story.said().servers()) {
                if (span.server().equals(server)) {
                    first = Math.max(
                            first, span.from().map(LocalDate::toEpochDay).orElse(first));
                    last = Math.min(
                            last, span.until().map(LocalDate::toEpochDay).orElse(last));
                }
            }
            if (server.equals("firm-old") && story.said().servers().isEmpty()) {
                first = Math.max(first, own.get(0)[0]);
            }
            for (long day = FROM.toEpochDay(); day <= TODAY.toEpochDay(); day++) {
                row(story, server, own, day, day >= first && day <= last).ifPresent(rows::add);
            }
        }
        return rows;
    }

    private static Optional<String> row(Story story, String server, List<long[]> own, long day, boolean expected) {
        long earliest = Long.MAX_VALUE;
        long before = Long.MIN_VALUE;
        int count = 0;
        for (long[] arrival : own) {
            if (arrival[0] == day) {
                count++;
                earliest = Math.min(earliest, arrival[1]);
            }
            if (arrival[0] == day - 1) {
                before = Math.max(before, arrival[1]);
            }
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        if (count > 0) {
            boolean late = before != Long.MIN_VALUE && earliest - before > 26 * 3600;
            return Optional.of("%s %s %s %s".formatted(server, date, late ? "LATE" : "BACKED_UP", count));
        }
        boolean explained = false;
        for (Gap gap : story.said().gaps()) {
            boolean inside =
                    day >= gap.from().toEpochDay() && day <= gap.until().toEpochDay();
            boolean weekday = gap.weekdays().isEmpty() || Math.floorMod(day + 3, 7) == 6;
            explained |= inside
                    && weekday
                    && (gap.servers().isEmpty() || gap.servers().contains(server));
        }
        return expected
                ? Optional.of("%s %s %s 0".formatted(server, date, explained ? "EXPLAINED" : "NOT_EXPLAINED"))
                : Optional.empty();
    }

    @Test
    void theStoriesHoldEverythingThatHappens() {
        List<RegisterDay.Status> seen = stories().stream()
                .flatMap(story -> BackupRegister.of(story.arrivals(), story.said(), FRAME).days().stream())
                .map(RegisterDay::status)
                .distinct()
                .toList();
        assertThat(seen).containsExactlyInAnyOrder(RegisterDay.Status.values());
    }

    @Test
    void aBackupThatFinishesAfterMidnightCountsForTheEveningOnWhichItWasDue() {
        BackupRegister register = BackupRegister.of(
                List.of(at(PUNE, "2027-01-01T00:40:00+05:30"), at(PUNE, "2027-01-01T22:40:00+05:30")),
                Attestations.NONE,
                FRAME);

        assertThat(register.days())
                .filteredOn(day -> day.server().equals(PUNE) && day.came())
                .extracting(RegisterDay::day)
                .containsExactly("2026-12-31", "2027-01-01");
    }

    @Test
    void aServerThatNeverBackedUpIsMissingOnEveryDay() {
        BackupRegister register =
                BackupRegister.of(List.of(at(PUNE, "2026-12-20T22:40:00+05:30")), Attestations.NONE, FRAME);

        assertThat(register.notExplained())
                .filteredOn(day -> day.server().equals(NASHIK))
                .hasSize(25);
    }

    @Test
    void anOldRecordIsRefusedUnlessSomebodyAnswersForTheDaysSince() {
        List<BackupArrival> arrivals =
                List.of(at(PUNE, "2027-01-11T22:40:00+05:30"), at(NASHIK, "2027-01-12T02:40:00+05:30"));
        var gap = new Gap(FROM, TODAY, List.of(), List.of(), "waiver", "the line is down", "owner");
        var explained = new Attestations(List.of(), List.of(gap), List.of(), List.of(), List.of());

        assertThat(BackupRegister.staleness("a.json", BackupRegister.of(arrivals, Attestations.NONE, FRAME), TODAY))
                .singleElement()
                .asString()
                .contains("a.json", "2027-01-12", "2027-01-15", "gaps");
        assertThat(BackupRegister.staleness("a.json", BackupRegister.of(arrivals, explained, FRAME), TODAY))
                .isEmpty();
    }

    private static BackupArrival at(String server, String time) {
        return new BackupArrival(server, Instant.from(OffsetDateTime.parse(time)), 100);
    }
}
