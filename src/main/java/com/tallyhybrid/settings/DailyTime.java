package com.tallyhybrid.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * A time of day, written {@code 02:00 Asia/Kolkata}.
 *
 * <p>AWS wants these times in UTC. Only zones without daylight saving are accepted, so one UTC time is right all year.
 *
 * @param time hours and minutes on the wall clock of the zone
 * @param zone {@code Asia/Kolkata} or {@code UTC}
 */
public record DailyTime(LocalTime time, ZoneId zone) {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    /** Reads a time that the settings reader has already accepted. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DailyTime of(String text) {
        String[] parts = text.split(" ", -1);
        return new DailyTime(LocalTime.parse(parts[0]), ZoneId.of(parts[1]));
    }

    /** The same moment as {@code HH:MM} in UTC. */
    public String utc() {
        return atEpochMonday().withZoneSameInstant(ZoneOffset.UTC).toLocalTime().toString();
    }

    /** The time on the other side of the clock. */
    public DailyTime halfADayLater() {
        return new DailyTime(time.plusHours(12), zone);
    }

    /** The same moment as {@code HH:MM} in India. */
    public LocalTime inIndia() {
        return atEpochMonday().withZoneSameInstant(INDIA).toLocalTime();
    }

    /** Minutes after midnight UTC. */
    public int utcMinuteOfDay() {
        return LocalTime.parse(utc()).toSecondOfDay() / 60;
    }

    /** The time on some Monday: the zones have one offset for ever, so the day does not matter. */
    ZonedDateTime atEpochMonday() {
        return WeeklyTime.A_MONDAY.atTime(time).atZone(zone);
    }
}
