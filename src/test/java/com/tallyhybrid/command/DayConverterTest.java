package com.tallyhybrid.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayConverterTest {

    @Test
    void readsADay() {
        assertThat(new DayConverter().convert("2026-12-31")).isEqualTo(LocalDate.of(2026, 12, 31));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31-12-2026", "2026-02-30", "tomorrow", ""})
    void saysHowADayIsWritten(String text) {
        assertThatThrownBy(() -> new DayConverter().convert(text))
                .hasMessage("'%s' is no day; write it as 2026-12-31", text);
    }
}
