package com.tallyhybrid.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own price list beside the prices that are known. */
class PriceListTest {

    private static final Optional<String> MUMBAI = Optional.of("ap-south-1");

    @TempDir
    private Path folder;

    private static String offer(String service, String sku, String usage, String... usdByRange) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < usdByRange.length; i += 2) {
            steps.append(steps.length() == 0 ? "" : ",").append("""
                    "%1$s.JRTCKXETXF.STEP%2$s": {"rateCode": "%1$s.JRTCKXETXF.STEP%2$s", "unit": "Hrs", "beginRange": "%2$s",
                     "endRange": "Inf", "pricePerUnit": {"USD": "%3$s"}}""".formatted(sku, usdByRange[i], usdByRange[i + 1]));
        }
        return """
                {"formatVersion": "v1.0", "offerCode": "%s", "publicationDate": "2026-10-01T00:00:00Z",
                 "products": {"%s": {"sku": "%2$s", "attributes": {"regionCode": "ap-south-1", "usagetype": "%s"}}},
                 "terms": {"OnDemand": {"%2$s": {"%2$s.JRTCKXETXF": {"priceDimensions": {%s}}}}}}
                """.formatted(service, sku, usage, steps);
    }

    private Prices over(String... offers) throws IOException {
        for (int i = 0; i < offers.length; i++) {
            Files.writeString(folder.resolve(i + ".json"), offers[i]);
        }
        return PriceList.read(folder).over(Prices.known());
    }

    @Test
    void thePublishedPricesAreThoseOfTheList() {
        CloudAssembly example = CloudAssembly.read(Synthesized.example().folder());
        PriceList list = PriceList.read(PricesTest.LIST);
        CostEstimate known = CostEstimate.of(example, Usage.ASSUMED);

        List<Deviation> deviations =
                Deviation.between(known, CostEstimate.of(example, Usage.ASSUMED, list.over(Prices.known())), list);

        assertThat(deviations).hasSizeGreaterThan(80).noneMatch(Deviation::differs);
    }

    @Test
    void aPriceThatIsNotKnownIsFoundByItsUsageType() throws IOException {
        Prices prices = over(offer("AWSDirectoryService", "ABC", "APS3-Std-MicrosoftAD-DC-Usage", "0", "0.0650000000"));

        assertThat(Prices.known()
                        .of("managed-ad-standard")
                        .in(MUMBAI)
                        .orElseThrow()
                        .isExact())
                .isFalse();
        assertThat(prices.of("managed-ad-standard").in(MUMBAI))
                .hasValueSatisfying(amount -> assertThat(amount.low()).isEqualByComparingTo("0.065"));
        assertThat(prices.of("managed-ad-standard").confidence()).isEqualTo(Confidence.PUBLISHED);
        assertThat(prices.of("managed-ad-standard").rate(MUMBAI).orElseThrow().code())
                .contains("ABC.JRTCKXETXF.STEP0");
    }

    @Test
    void anotherUsageTypeOrServiceIsNotTakenForIt() throws IOException {
        Prices prices = over(
                offer("AWSDirectoryService", "ABC", "APS3-MicrosoftAD-DC-Usage", "0", "0.2"),
                offer("AWSDirectoryService", "DEF", "APS3-Std-MicrosoftAD-DC-Usage-Shared", "0", "0.3"),
                offer("AmazonEC2", "GHI", "APS3-Std-MicrosoftAD-DC-Usage", "0", "0.4"));

        assertThat(prices).isEqualTo(Prices.known());
    }

    @Test
    void ofSeveralStepsTheFirstThatCostsSomethingCountsAndTwoPricesAreNone() throws IOException {
        assertThat(over(offer("AWSSecretsManager", "A", "APS3-AWSSecretsManager-Secrets", "0", "0.45", "100", "0.30"))
                        .of("secret")
                        .in(MUMBAI)
                        .orElseThrow()
                        .low())
                .isEqualByComparingTo("0.45");
        assertThat(over(
                        offer("AWSSecretsManager", "A", "APS3-AWSSecretsManager-Secrets", "0", "0.45"),
                        offer("AWSSecretsManager", "B", "APS3-AWSSecretsManager-Secrets", "0", "0.50")))
                .isEqualTo(Prices.known());
    }

    @Test
    void anotherPriceForAKnownRateIsTold() throws IOException {
        String cut = Files.readString(PricesTest.LIST.resolve("awskms-ap-south-1.json"));
        Files.writeString(folder.resolve("k.json"), cut.replace("1.0000000000", "1.2500000000"));
        CloudAssembly example = CloudAssembly.read(Synthesized.example().folder());
        PriceList list = PriceList.read(folder);
        List<Deviation> deviations = Deviation.between(
                CostEstimate.of(example, Usage.ASSUMED),
                CostEstimate.of(example, Usage.ASSUMED, list.over(Prices.known())),
                list);

        // Seven of the eight keys stand in Mumbai.
        assertThat(deviations).hasSize(7).allMatch(Deviation::differs).allMatch(Deviation::contradicts);
        assertThat(deviations.get(0).listed().amount(UsageCase.USUAL)).contains(Amount.of(new BigDecimal("1.25")));
    }

    @Test
    void everyFileThatIsNoPriceListIsToldAtOnce() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"products\": {}}");
        Files.writeString(folder.resolve("b.json"), "<html>Not found</html>");
        Files.writeString(folder.resolve("c.txt"), "not looked at");

        assertThatExceptionOfType(UnreadablePriceList.class)
                .isThrownBy(() -> PriceList.read(folder))
                .withMessageContaining("a.json is no file of AWS's price list")
                .withMessageContaining("b.json cannot be read as JSON");
    }

    @Test
    void aFolderWithoutAPriceListIsRefused() {
        assertThatExceptionOfType(UnreadablePriceList.class)
                .isThrownBy(() -> PriceList.read(folder))
                .withMessageContaining("holds no .json file");
        assertThatExceptionOfType(UnreadablePriceList.class)
                .isThrownBy(() -> PriceList.read(folder.resolve("none")))
                .withMessageContaining("there is no folder");
    }
}
