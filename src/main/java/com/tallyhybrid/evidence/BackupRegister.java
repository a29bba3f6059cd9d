package com.tallyhybrid.evidence;

import com.tallyhybrid.settings.DailyTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The register of daily backups: every server on every day from the first to the day before yesterday, and later days on which a
 * backup has come already.
 *
 * <p>A backup belongs to the day on which its job was due: from the job's time on that day to the same time on the next. So one
 * that finishes after midnight counts for the evening on which it began.
 *
 * @param days the rows, by server and day
 */
record BackupRegister(List<RegisterDay> days) {

    /** India has had one offset from UTC since 1945, so no day is longer than another. */
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    /** When jobs start where the settings say nothing, and so the best guess for a server that they name no more. */
    private static final DailyTime DEFAULT_START = DailyTime.of("22:00 Asia/Kolkata");

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Of a pack to which no record of arrivals was handed. */
    static final BackupRegister NONE = new BackupRegister(List.of());

    BackupRegister {
        days = List.copyOf(days);
    }

    /**
     * What the register is made with.
     *
     * @param starts when the job of each server starts, by agent
     * @param windowHours hours of silence that raise the alarm
     * @param from the first day
     * @param today the day on which the pack is made
     */
    record Frame(Map<String, DailyTime> starts, int windowHours, LocalDate from, LocalDate today) {

        Frame from(LocalDate first) {
            return new Frame(starts, windowHours, first, today);
        }

        LocalTime start(String server) {
            return starts.getOrDefault(server, DEFAULT_START).inIndia();
        }

        LocalDate day(BackupArrival arrival) {
            return arrival.time()
                    .atZone(INDIA)
                    .toLocalDateTime()
                    .minusSeconds(start(arrival.server()).toSecondOfDay())
                    .toLocalDate();
        }
    }

    /** The register of these arrivals. */
    static BackupRegister of(List<BackupArrival> arrivals, Attestations attestations, Frame frame) {
        var servers = new TreeSet<>(frame.starts().keySet());
        Map<String, TreeMap<LocalDate, List<BackupArrival>>> byServer = new TreeMap<>();
        for (BackupArrival arrival : arrivals) {
            servers.add(arrival.server());
            byServer.computeIfAbsent(arrival.server(), first -> new TreeMap<>())
                    .computeIfAbsent(frame.day(arrival), first -> new ArrayList<>())
                    .add(arrival);
        }
        List<RegisterDay> rows = new ArrayList<>();
        for (String server : servers) {
            addAll(rows, server, byServer.getOrDefault(server, new TreeMap<>()), attestations, frame);
        }
        return new BackupRegister(rows);
    }

    private static void addAll(
            List<RegisterDay> rows,
            String server,
            TreeMap<LocalDate, List<BackupArrival>> came,
            Attestations attestations,
            Frame frame) {
        LocalDate first =
                attestations.span(server).flatMap(Attestations.ServerSpan::from).orElseGet(() -> frame.from());
        // A server that the settings do not name is expected from its first backup on, until somebody says that it
        // went.
        if (!frame.starts().containsKey(server) && attestations.span(server).isEmpty()) {
            first = came.firstKey();
        }
        LocalDate complete = frame.today().minusDays(2);
        LocalDate last = attestations
                .span(server)
                .flatMap(Attestations.ServerSpan::until)
                .filter(until -> until.isBefore(complete))
                .orElse(complete);
        var expected = new TreeSet<>(
                came.subMap(frame.from(), true, frame.today(), true).keySet());
        for (LocalDate day = later(first, frame.from()); !day.isAfter(last); day = day.plusDays(1)) {
            expected.add(day);
        }
        for (LocalDate day : expected) {
            rows.add(row(server, day, came, attestations, frame));
        }
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static RegisterDay row(
            String server,
            LocalDate day,
            TreeMap<LocalDate, List<BackupArrival>> came,
            Attestations attestations,
            Frame frame) {
        List<BackupArrival> backups = came.getOrDefault(day, List.of());
        if (backups.isEmpty()) {
            var why = attestations.explanation(server, day);
            var status = why.isPresent() ? RegisterDay.Status.EXPLAINED : RegisterDay.Status.NOT_EXPLAINED;
            return new RegisterDay(server, day.toString(), status, "", "", 0, 0, why.orElse("NOT EXPLAINED"));
        }
        BackupArrival first = backups.get(0);
        BackupArrival last = backups.get(backups.size() - 1);
        List<BackupArrival> before = came.getOrDefault(day.minusDays(1), List.of());
        boolean late = !before.isEmpty()
                && Duration.between(before.get(before.size() - 1).time(), first.time())
                                .compareTo(Duration.ofHours(frame.windowHours()))
                        > 0;
        return new RegisterDay(
                server,
                day.toString(),
                late ? RegisterDay.Status.LATE : RegisterDay.Status.BACKED_UP,
                india(first.time()),
                india(last.time()),
                backups.size(),
                last.bytes(),
                late ? "more than %s hours after the one before".formatted(frame.windowHours()) : "");
    }

    private static String india(Instant time) {
        return MINUTE.format(time.atZone(INDIA));
    }

    /** The days without a backup. */
    List<RegisterDay> gaps() {
        return days.stream().filter(day -> !day.came()).toList();
    }

    /** The days without a backup that nobody answers for. */
    List<RegisterDay> notExplained() {
        return days.stream()
                .filter(day -> day.status() == RegisterDay.Status.NOT_EXPLAINED)
                .toList();
    }

    /**
     * Why the record ends too early to speak of today; empty if it does not.
     *
     * <p>A record whose newest backup is older than the day before yesterday is an old one, or backups have stopped. Only people
     * can tell, so days since then must be explained.
     */
    static List<String> staleness(String name, BackupRegister register, LocalDate today) {
        LocalDate newest = register.days().stream()
                .filter(RegisterDay::came)
                .map(RegisterDay::date)
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
        boolean stale = newest.isBefore(today.minusDays(2))
                && register.notExplained().stream().anyMatch(day -> day.date().isAfter(newest));
        return stale
                ? List.of(
                        ("%s: the newest backup in it is of %s, and today is %s: an old export, or backups have stopped. Export"
                                        + " again; if it stays so, name the days in the attestations, below gaps")
                                .formatted(name, newest, today))
                : List.of();
    }
}
