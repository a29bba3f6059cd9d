package com.tallyhybrid.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A time of the week, written {@code Sun 04:00 Asia/Kolkata}.
 *
 * @param day the day on the calendar of the zone; in UTC it may be the day before
 * @param time the time of that day
 */
public record WeeklyTime(DayOfWeek day, DailyTime time) {

    static final LocalDate A_MONDAY = LocalDate.of(2024, 1, 1);
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    /** Reads a time that the settings reader has already accepted. */
    @JsonCreator
    public static WeeklyTime of(String text) {
        String[] parts = text.split(" ", 2);
        return new WeeklyTime(DayOfWeek.of(DAYS.indexOf(parts[0]) + 1), DailyTime.of(parts[1]));
    }

    /** The same moment as FSx writes it, {@code d:HH:MM} in UTC with Monday as 1. */
    public String utc() {
        ZonedDateTime utc = time.atEpochMonday().plusDays(day.getValue() - 1L).withZoneSameInstant(ZoneOffset.UTC);
        return utc.getDayOfWeek().getValue() + ":" + utc.toLocalTime();
    }
}
