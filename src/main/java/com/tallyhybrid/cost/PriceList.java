package com.tallyhybrid.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS's own price list, as it publishes it: one file for each service and Region.
 *
 * @param offers the files, one each
 * @see <a href="https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/bulk-api-reading-price-list-files.html">Reading
 *     the price list files</a>
 */
public record PriceList(List<Offer> offers) {

    private static final long LARGEST_BYTES = 128L * 1024 * 1024;

    /** Files of older services name the place only. */
    private static final Map<String, String> REGIONS = Map.of(
            "Asia Pacific (Mumbai)", "ap-south-1", "Asia Pacific (Hyderabad)", "ap-south-2", "Any", Price.ANYWHERE);

    public PriceList {
        offers = List.copyOf(offers);
    }

    /**
     * One file.
     *
     * @param service the offer code
     * @param published when AWS published it
     * @param rates every rate on demand by its code
     */
    public record Offer(String service, String published, Map<String, Rate> rates) {}

    /** One rate on demand: what a unit costs there, and the usage type as a bill names it. */
    record Rate(String code, String region, String usage, boolean first, BigDecimal usd) {}

    /**
     * Reads every file of a folder whose name ends in {@code .json}.
     *
     * @throws UnreadablePriceList with every file that is none of AWS's price list
     */
    public static PriceList read(Path folder) {
        List<String> problems = new ArrayList<>();
        List<Offer> offers = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                offer(file)
                        .ifPresentOrElse(
                                offers::add,
                                () -> problems.add(
                                        "%s is no file of AWS's price list: it has no offerCode, products and terms. docs/costs.md says which to fetch"
                                                .formatted(file)));
            } catch (IOException unreadable) {
                problems.add(
                        "%s cannot be read as JSON; fetch it again, and look whether all of it came".formatted(file));
            }
        }
        if (offers.isEmpty() && problems.isEmpty()) {
            problems.add(
                    "%s holds no .json file of AWS's price list; docs/costs.md says which to fetch".formatted(folder));
        }
        if (!problems.isEmpty()) {
            throw new UnreadablePriceList(problems);
        }
        return new PriceList(offers);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnreadablePriceList(List.of(
                    "there is no folder %s; make it, and put AWS's price list files into it".formatted(folder)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException denied) {
            throw new UnreadablePriceList(
                    List.of("the folder %s cannot be listed; check its permissions".formatted(folder)));
        }
    }

    private static Optional<Offer> offer(Path file) throws IOException {
        if (Files.size(file) > LARGEST_BYTES) {
            throw new UnreadablePriceList(List.of(
                    "%s is larger than 128 MB, which no file is that this program needs; take it out of the folder"
                            .formatted(file)));
        }
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        JsonNode products = root.path("products");
        JsonNode terms = root.path("terms").path("OnDemand");
        String service = root.path("offerCode").asText();
        if (service.isEmpty() || !products.isObject() || !terms.isObject()) {
            return Optional.empty();
        }
        Map<String, Rate> rates = new HashMap<>();
        terms.properties()
                .forEach(sku -> sku.getValue()
                        .forEach(term -> term.path("priceDimensions")
                                .forEach(
                                        step -> rate(products.path(sku.getKey()).path("attributes"), step)
                                                .ifPresent(rate -> rates.put(rate.code(), rate)))));
        return Optional.of(new Offer(service, root.path("publicationDate").asText(), rates));
    }

    private static Optional<Rate> rate(JsonNode attributes, JsonNode step) {
        String usd = step.path("pricePerUnit").path("USD").asText();
        String region = attributes
                .path("regionCode")
                .asText(REGIONS.getOrDefault(attributes.path("location").asText(), ""));
        return usd.matches("\\d+(\\.\\d+)?")
                ? Optional.of(new Rate(
                        step.path("rateCode").asText(),
                        region,
                        attributes.path("usagetype").asText(),
                        step.path("beginRange").asText("0").equals("0"),
                        new BigDecimal(usd)))
                : Optional.empty();
    }

    /** The known prices with those of this list in their place. */
    public Prices over(Prices known) {
        Prices result = known;
        for (Price price : known.all().values()) {
            for (String region :
                    Stream.of("ap-south-1", "ap-south-2", Price.ANYWHERE).toList()) {
                Optional<Rate> found = find(price, region);
                if (found.isPresent()) {
                    result = result.changed(
                            price.id(),
                            old -> old.with(
                                    region, found.get().usd(), found.get().code()));
                }
            }
        }
        return result;
    }

    /** Whether it says what something costs in a Region. */
    boolean has(Price price, Optional<String> region) {
        return Stream.concat(region.stream(), Stream.of(Price.ANYWHERE))
                .anyMatch(place -> find(price, place).isPresent());
    }

    /** By its code; where nobody knows that, by its usage type, if all rates of that type agree. */
    private Optional<Rate> find(Price price, String region) {
        Optional<String> code = Optional.ofNullable(price.regions().get(region)).flatMap(Price.Rate::code);
        if (code.isPresent()) {
            return rates(price)
                    .map(rates -> rates.get(code.get()))
                    .filter(rate -> rate != null)
                    .findFirst();
        }
        if (price.usage().isEmpty()) {
            return Optional.empty();
        }
        Pattern usage =
                Pattern.compile("([A-Z0-9]+-)?" + Pattern.quote(price.usage().get()));
        Map<BigDecimal, List<Rate>> byPrice = rates(price)
                .flatMap(rates -> rates.values().stream())
                .filter(rate -> rate.region().equals(region)
                        && rate.first()
                        && rate.usd().signum() > 0)
                .filter(rate -> usage.matcher(rate.usage()).matches())
                .collect(Collectors.groupingBy(rate -> rate.usd().stripTrailingZeros()));
        return byPrice.size() == 1
                ? byPrice.values().iterator().next().stream().min(Comparator.comparing(Rate::code))
                : Optional.empty();
    }

    private Stream<Map<String, Rate>> rates(Price price) {
        return offers.stream()
                .filter(offer -> offer.service().equals(price.service()))
                .map(Offer::rates);
    }
}
