package com.tallyhybrid.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest(name = "{0} is {1} UTC")
    @CsvSource({
        "02:00 Asia/Kolkata, 20:30",
        "05:30 Asia/Kolkata, 00:00",
        "23:59 Asia/Kolkata, 18:29",
        "00:00 UTC, 00:00",
        "21:30 UTC, 21:30"
    })
    void areDailyInUtc(String written, String utc) {
        assertThat(DailyTime.of(written).utc()).isEqualTo(utc);
    }

    /** FSx counts Monday as 1; five and a half hours may reach back into the day before. */
    @ParameterizedTest(name = "{0} is {1} UTC")
    @CsvSource({
        "Mon 02:00 Asia/Kolkata, 7:20:30",
        "Sun 04:00 Asia/Kolkata, 6:22:30",
        "Sun 05:30 Asia/Kolkata, 7:00:00",
        "Mon 00:00 UTC, 1:00:00",
        "Sun 23:59 UTC, 7:23:59"
    })
    void areWeeklyInUtc(String written, String utc) {
        assertThat(WeeklyTime.of(written).utc()).isEqualTo(utc);
    }
}
