package com.tallyhybrid.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255/32, true",
        "10.0.0.0/8, 11.0.0.0/8, false",
        "192.168.10.0/25, 192.168.10.128/25, false",
        "192.168.10.0/24, 192.168.0.0/16, true"
    })
    void overlapsWhereAnAddressBelongsToBoth(String one, String other, boolean overlap) {
        assertThat(Cidr.of(one).overlaps(Cidr.of(other))).isEqualTo(overlap);
        assertThat(Cidr.of(other).overlaps(Cidr.of(one))).isEqualTo(overlap);
    }

    @Test
    void containsWholeNetworksAndSingleAddressesOnly() {
        assertThat(Cidr.of("192.168.10.0/24").contains(Cidr.of("192.168.10.5/32")))
                .isTrue();
        assertThat(Cidr.of("192.168.10.0/24").contains(Cidr.of("192.168.0.0/16")))
                .isFalse();
        assertThat(Cidr.of("192.168.10.0/24").contains("192.168.10.255")).isTrue();
        assertThat(Cidr.of("192.168.10.0/24").contains("192.168.11.0")).isFalse();
        assertThat(Cidr.of("192.168.10.0/24").contains("nonsense")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/8", "192.168.10.0/24", "192.168.10.5/32"})
    void isWrittenAsItWasRead(String text) {
        assertThat(Cidr.of(text)).hasToString(text);
    }
}
