package com.tallyhybrid.cost;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One line of a bill in the columns of FOCUS 1.2, so that it can be laid beside the bill that AWS exports later. What is not
 * known is empty, never 0; what FOCUS has no column for is called {@code x_…}, as FOCUS asks.
 *
 * @see <a href="https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-focus-1-2-aws-columns.html">FOCUS 1.2 with
 *     AWS columns</a>
 */
@JsonPropertyOrder({
    "ResourceId",
    "ResourceType",
    "RegionId",
    "ServiceName",
    "SkuId",
    "SkuPriceId",
    "ChargeCategory",
    "ChargeFrequency",
    "ChargeDescription",
    "PricingQuantity",
    "PricingUnit",
    "ListUnitPrice",
    "ListCost",
    "BillingCurrency",
    "x_UsageCase",
    "x_ListCostHigh",
    "x_PriceConfidence"
})
record CostCsv(
        @JsonProperty("ResourceId") String resource,
        @JsonProperty("ResourceType") String type,
        @JsonProperty("RegionId") String region,
        @JsonProperty("ServiceName") String service,
        @JsonProperty("SkuId") String sku,
        @JsonProperty("SkuPriceId") String rate,
        @JsonProperty("ChargeCategory") String category,
        @JsonProperty("ChargeFrequency") String frequency,
        @JsonProperty("ChargeDescription") String description,
        @JsonProperty("PricingQuantity") String quantity,
        @JsonProperty("PricingUnit") String unit,
        @JsonProperty("ListUnitPrice") String unitPrice,
        @JsonProperty("ListCost") String cost,
        @JsonProperty("BillingCurrency") String currency,
        @JsonProperty("x_UsageCase") String use,
        @JsonProperty("x_ListCostHigh") String highCost,
        @JsonProperty("x_PriceConfidence") String confidence) {

    private static final CsvMapper CSV = new CsvMapper();

    static String of(CostEstimate estimate) {
        var rows = estimate.lines().stream()
                .flatMap(line -> Stream.of(UsageCase.values())
                        .filter(use -> line.kind() != CostLine.Kind.FIXED || use == UsageCase.USUAL)
                        .map(use -> of(line, use)))
                .toList();
        try {
            return CSV.writer(CSV.schemaFor(CostCsv.class).withHeader().withLineSeparator("\n"))
                    .with(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static CostCsv of(CostLine line, UsageCase use) {
        var rate = line.price().rate(line.region()).flatMap(Price.Rate::code);
        var amount = line.amount(use);
        return new CostCsv(
                line.label(),
                line.type(),
                line.region().orElse(""),
                line.price().service(),
                rate.map(code -> code.replaceFirst("\\..*", "")).orElse(""),
                rate.orElse(""),
                "Usage",
                switch (line.kind()) {
                    case FIXED -> "Recurring";
                    case USAGE -> "Usage-Based";
                    case ONE_OFF -> "One-Time";
                },
                line.words(),
                line.quantity(use).map(BigDecimal::toPlainString).orElse(""),
                line.price().unit(),
                line.unitPrice().map(unit -> unit.low().toPlainString()).orElse(""),
                amount.map(one -> one.low().toPlainString()).orElse(""),
                "USD",
                use.name().toLowerCase(Locale.ROOT),
                amount.map(one -> one.high().toPlainString()).orElse(""),
                line.price().confidence().name());
    }
}
