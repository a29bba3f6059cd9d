package com.tallyhybrid.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A list of prices.
 *
 * @param all every price by its id, in the order of the file
 * @param sources where prices were read, by the names that they give
 */
public record Prices(Map<String, Price> all, Map<String, String> sources) {

    private record Listed(Map<String, String> sources, List<Price> prices) {}

    private static final Prices KNOWN = read();

    /** The list that this project keeps. */
    public static Prices known() {
        return KNOWN;
    }

    private static Prices read() {
        Listed listed = DataFile.read(Prices.class, "prices.yaml", new TypeReference<>() {});
        Map<String, Price> byId = new LinkedHashMap<>();
        listed.prices().forEach(price -> {
            if (byId.put(price.id(), price) != null) {
                throw new IllegalStateException("prices.yaml has two prices " + price.id());
            }
        });
        return new Prices(byId, listed.sources());
    }

    /** A price by its id; its absence is an error of {@code drivers.yaml}. */
    public Price of(String id) {
        Price price = all.get(id);
        if (price == null) {
            throw new IllegalArgumentException("prices.yaml has no price " + id);
        }
        return price;
    }

    Prices changed(String id, UnaryOperator<Price> change) {
        Map<String, Price> other = new LinkedHashMap<>(all);
        other.put(id, change.apply(of(id)));
        return new Prices(other, sources);
    }
}
