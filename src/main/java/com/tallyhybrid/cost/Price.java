package com.tallyhybrid.cost;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS asks for one unit of one thing: an entry of {@code prices.yaml}, which describes the components.
 *
 * @param regions the price by Region; empty where it is known nowhere
 */
public record Price(
        String id,
        String words,
        String service,
        String unit,
        Confidence confidence,
        String published,
        String source,
        Optional<String> usage,
        Optional<String> note,
        Map<String, Rate> regions) {

    /** The place of a price that is the same in every Region. */
    public static final String ANYWHERE = "any";

    /** AWS's calculator takes a month for so many hours. */
    private static final BigDecimal HOURS = BigDecimal.valueOf(730);

    public Price {
        usage = usage == null ? Optional.empty() : usage;
        note = note == null ? Optional.empty() : note;
        regions = regions == null ? Map.of() : Map.copyOf(regions);
    }

    /**
     * A price in one Region.
     *
     * @param usd where it is known
     * @param low where it is only known to lie between two: the lower
     * @param high likewise: the higher
     * @param code AWS's code of the rate: SKU, term and step
     */
    public record Rate(
            Optional<BigDecimal> usd,
            Optional<BigDecimal> low,
            Optional<BigDecimal> high,
            @JsonProperty("rate") Optional<String> code) {

        public Rate {
            usd = usd == null ? Optional.empty() : usd;
            low = low == null ? Optional.empty() : low;
            high = high == null ? Optional.empty() : high;
            code = code == null ? Optional.empty() : code;
        }

        Amount amount() {
            return usd.map(Amount::of).orElseGet(() -> new Amount(low.orElseThrow(), high.orElseThrow()));
        }
    }

    /** What one unit costs there; empty where nobody knows. */
    public Optional<Amount> in(Optional<String> region) {
        return rate(region).map(Rate::amount);
    }

    /** The entry for a Region. */
    public Optional<Rate> rate(Optional<String> region) {
        return region.map(regions::get).or(() -> Optional.ofNullable(regions.get(ANYWHERE)));
    }

    /** How many units one thing that stands all month uses. */
    BigDecimal unitsPerMonth() {
        return unit.equals("Hrs") ? HOURS : BigDecimal.ONE;
    }

    /** The same with another price in one Region. */
    Price with(String region, BigDecimal usd, String code) {
        Map<String, Rate> changed = new LinkedHashMap<>(regions);
        changed.put(region, new Rate(Optional.of(usd), Optional.empty(), Optional.empty(), Optional.of(code)));
        return new Price(id, words, service, unit, Confidence.PUBLISHED, published, source, usage, note, changed);
    }
}
