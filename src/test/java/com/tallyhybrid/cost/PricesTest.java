package com.tallyhybrid.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every price against a cut of AWS's price list. The files have the form of AWS's offers; their rate codes and prices are
 * those of the data of AWS's pricing calculator, taken from it by a program and not typed.
 *
 * @see <a href="https://github.com/lamngockhuong/aws-price">lamngockhuong/aws-price@508fb45, lib/data/pricing</a>
 * @see <a href="https://github.com/lyft/awspricing">lyft/awspricing@08df4d0, tests/data/ec2_offer.py: the form</a>
 */
class PricesTest {

    static final Path LIST = Path.of("src/test/resources/com/tallyhybrid/cost/price-list");

    private static final Map<String, PriceList.Rate> RATES = PriceList.read(LIST).offers().stream()
            .flatMap(offer -> offer.rates().values().stream())
            .collect(Collectors.toMap(PriceList.Rate::code, rate -> rate));

    static Stream<Price> all() {
        return Prices.known().all().values().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPublishedPriceIsExactlyTheOneThatAwsPublishes(Price price) {
        if (price.confidence() == Confidence.PUBLISHED) {
            assertThat(price.regions()).isNotEmpty().allSatisfy((region, rate) -> {
                PriceList.Rate listed = RATES.get(rate.code().orElseThrow());
                assertThat(listed)
                        .as("the rate %s of %s", rate.code(), price.id())
                        .isNotNull();
                assertThat(rate.usd().orElseThrow()).isEqualByComparingTo(listed.usd());
                assertThat(region).isEqualTo(listed.region());
            });
        } else {
            assertThat(price.regions().values())
                    .allMatch(rate -> rate.code().isEmpty(), "only what is published has a rate code");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPriceSaysWhereItWasReadAndHowWellItIsKnown(Price price) {
        assertThat(Prices.known().sources()).containsKey(price.source());
        assertThat(price.published()).matches("20\\d\\d-[01]\\d-[0-3]\\d");
        assertThat(price.words()).isNotBlank();
        switch (price.confidence()) {
            case PUBLISHED, DERIVED ->
                assertThat(price.regions().values())
                        .isNotEmpty()
                        .allMatch(rate -> rate.usd().isPresent());
            case BRACKET ->
                assertThat(price.regions().values())
                        .isNotEmpty()
                        .allSatisfy(rate -> assertThat(rate.low().orElseThrow())
                                .isLessThan(rate.high().orElseThrow()));
            case UNKNOWN -> assertThat(price.regions()).isEmpty();
        }
    }

    @Test
    void everyPriceIsOfTheRegionsThatThisAppUses() {
        assertThat(all().flatMap(price -> price.regions().keySet().stream()))
                .containsOnly("ap-south-1", "ap-south-2", Price.ANYWHERE);
    }

    @Test
    void everySourceIsUsed() {
        assertThat(all().map(Price::source))
                .containsAll(Prices.known().sources().keySet());
    }
}
