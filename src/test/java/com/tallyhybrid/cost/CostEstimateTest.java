package com.tallyhybrid.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.testkit.templates.Sketch;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a deployment costs, against tables that were worked out by hand from its settings and the prices. */
class CostEstimateTest {

    /** What is paid of one kind of thing: how many resources, and low, usual and high. */
    private static List<String> bill(CostEstimate estimate) {
        Map<String, List<CostLine>> alike = new TreeMap<>();
        estimate.lines()
                .forEach(line -> alike.computeIfAbsent(line.words(), none -> new ArrayList<>())
                        .add(line));
        List<String> rows = new ArrayList<>();
        alike.forEach((words, lines) -> rows.add(words + ": " + lines.size() + ": "
                + String.join(
                        " | ",
                        Stream.of(UsageCase.values())
                                .map(use -> CostTotal.of(lines, use))
                                .map(total -> total.amount() + (total.unknown() == 0 ? "" : " +" + total.unknown()))
                                .distinct()
                                .toList())));
        return rows;
    }

    private static CloudAssembly assembly(Synthesized deployment) {
        return CloudAssembly.read(deployment.folder());
    }

    private static CostEstimate estimate(Synthesized deployment) {
        return CostEstimate.of(assembly(deployment), Usage.ASSUMED);
    }

    /**
     * One server of 20, 100 or 300 GB. Buckets: twice 20 x (1 + 0.2 % x 90 days) = 23.6 GB, 100 x (1 + 0.5 % x 90) = 145,
     * 300 x (1 + 2 % x 90) = 840, twice 0, 1 or 9 sets of it, and twice 0.1, 1 or 10 GB of records, each at 0.025.
     */
    @Test
    void backupsOfOneServerCostWhatTheirTableSays() {
        assertThat(bill(estimate(Synthesized.backupOnly())))
                .containsExactly(
                        "data copied to the other Region: 2: 0.00 +2",
                        "its mails: 2: 0.00 | 0.02", // 500 x 0.00002 in each Region
                        "its material before each rotation: 4: 0.00 | 4.00 | 8.00",
                        "management events if the account has another trail: 1: 0.00 | 2.00", // 100,000 x 0.00002
                        "metrics of the copies: 2: 2.40", // 2 x 4 x 0.30
                        "reads and writes that it records: 1: 0.01 | 0.05 | 0.50",
                        // 0.05 GB x 0.03 x 12/365 x days: 3288 days 0.16, twice 400 days 0.02; six times; forty times
                        "records that are kept: 3: 0.20 | 1.21 | 8.07",
                        "records that are written: 3: 0.09 | 0.60 | 4.02", // 0.03, 0.20 and 1.34 each
                        "restores over the internet: 1: 0.00 | 0.91 | 10.93", // 100/12 and 4 x 300/12 GB x 0.1093
                        // 2 x (0.59 + 0.00) + 2 x 0.00; 2 x (3.63 + 2.50) + 2 x 0.03; 2 x (21.00 + 67.50) + 2 x 0.25
                        "stored data: 6: 1.18 | 12.32 | 177.50",
                        "the alarm: 23: 2.30",
                        "the dashboard: 1: 3.00",
                        "the encryption key: 4: 4.00",
                        "the first copy to the other Region: 1: 0.00 +1",
                        "the metric in hours with a match: 6: 0.00 | 1.86", // 6 x 744/730 x 0.30
                        "the runbook that it starts: 1: 0.00 +1",
                        "the secret: 1: 0.40");
        assertThat(estimate(Synthesized.backupOnly()).fixed()).hasToString("12.10 USD");
    }

    /** One office, one zone, 4000 GiB of hard disk at 64 MB/s, of which 1200, 2400 or 4000 GB are used. */
    @Test
    void oneOfficeInOneZoneCostsWhatItsTableSays() {
        CostEstimate estimate = estimate(Synthesized.selfManaged());

        assertThat(bill(estimate))
                .contains(
                        "storage of the file system: 1: 56.00", // 4000 x 0.014
                        "throughput of the file system: 1: 140.80", // 64 x 2.20
                        "the VPN connection, used or not: 1: 36.50", // 730 x 0.05
                        // 1200 x (1 + 0.1 % x 14), 2400 x (1 + 0.5 % x 14), 4000 x (1 + 2 % x 14) GB x 0.05
                        "daily backups of the file system: 1: 60.84 | 128.40 | 256.00",
                        // 1200 x (1 + 0.1 % x 120), 2400 x (1 + 0.5 % x 120), 4000 x (1 + 2 % x 120) GB x 0.05
                        "recovery points in the vault: 1: 67.20 | 192.00 | 680.00",
                        "copies of the recovery points: 1: 67.20 | 192.00 | 680.00",
                        "copies sent to Hyderabad: 1: 0.00 +1",
                        // 4000 x 0.014 and 64 x 2.20, for 4, 8 and 24 of 730 hours, a third of the months
                        "storage of a restored file system: 1: 0.10 | 0.20 | 0.61",
                        "throughput of a restored file system: 1: 0.26 | 0.51 | 1.54",
                        "what the offices read over the VPN: 1: 1.09 | 5.47 | 32.79",
                        "the secret: 2: 0.80",
                        "the encryption key: 8: 8.00",
                        "the alarm: 32: 3.20")
                .noneMatch(row -> row.startsWith("two controllers") || row.startsWith("management events"));
        // 56.00 + 140.80 + 36.50 + 0.80 + 8.00 + 3.20 + 2.40 of metrics + 3.00 of the dashboard
        assertThat(estimate.fixed()).hasToString("250.70 USD and 1 line whose price is not known");
    }

    /** Two offices, two zones, 500 GiB of SSD at 32 MB/s, of which 150, 300 or 500 GB are used. */
    @Test
    void theExampleCostsWhatItsTableSays() {
        CostEstimate estimate = estimate(Synthesized.example());

        assertThat(bill(estimate))
                .contains(
                        "storage of the file system: 1: 115.00", // 500 x 0.23
                        "throughput of the file system: 1: 144.00", // 32 x 4.50
                        "two controllers of the directory: 1: 87.60 to 106.58", // 2 x 730 x 0.06, x 0.073
                        "the VPN connection, used or not: 2: 73.00",
                        "daily backups of the file system: 1: 7.73 | 17.25 | 40.00", // 154.5, 345, 800 GB x 0.05
                        "recovery points in the vault: 1: 8.18 | 21.75 | 70.00", // 163.5, 435, 1400 GB x 0.05
                        "copies of the recovery points: 1: 8.18 | 21.75 | 70.00",
                        "stored data: 6: 2.36 | 24.56 | 354.50",
                        "storage of a restored file system: 1: 0.21 | 0.42 | 1.26", // 115 x 4/730/3, 8, 24
                        "throughput of a restored file system: 1: 0.26 | 0.53 | 1.58",
                        "the secret: 3: 1.20",
                        "the encryption key: 8: 8.00",
                        "the alarm: 41: 4.10",
                        "metrics of the copies: 2: 2.40",
                        "the dashboard: 1: 3.00")
                .doesNotContain("copies sent to Hyderabad: 1: 0.00 +1");
        // 115.00 + 144.00 + 73.00 + 1.20 + 8.00 + 4.10 + 2.40 + 3.00 = 350.70, and the directory
        assertThat(estimate.fixed()).hasToString("438.30 to 457.28 USD and 2 lines whose price is not known");
    }

    @ParameterizedTest
    @MethodSource("com.tallyhybrid.cost.CostTableTest#deployments")
    void noLineStandsTwiceAndEverySumIsTheSumOfItsLines(Synthesized deployment) {
        CostEstimate estimate = estimate(deployment);

        assertThat(estimate.lines())
                .extracting(line -> line.label() + " " + line.words())
                .doesNotHaveDuplicates();
        for (UsageCase use : UsageCase.values()) {
            BigDecimal sum = estimate.lines().stream()
                    .filter(line -> line.kind() != CostLine.Kind.ONE_OFF)
                    .flatMap(line -> line.amount(use).stream())
                    .map(Amount::low)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(estimate.monthly(use).amount().low()).isEqualByComparingTo(sum);
        }
    }

    private static Price withoutRates(Price price) {
        return new Price(
                price.id(),
                price.words(),
                price.service(),
                price.unit(),
                Confidence.UNKNOWN,
                price.published(),
                price.source(),
                price.usage(),
                price.note(),
                Map.of());
    }

    /** A missing price that counts as nothing looks like something saved. */
    @Test
    void noPriceCanGoWithoutATotalSayingSo() {
        List<CostEstimate> whole = Stream.concat(Synthesized.all(), Synthesized.largest())
                .map(CostEstimateTest::estimate)
                .toList();
        List<CloudAssembly> apps = Stream.concat(Synthesized.all(), Synthesized.largest())
                .map(CostEstimateTest::assembly)
                .toList();
        List<String> felt = new ArrayList<>();
        for (Price price : Prices.known().all().values()) {
            for (int i = 0; i < apps.size(); i++) {
                CostEstimate less = CostEstimate.of(
                        apps.get(i), Usage.ASSUMED, Prices.known().changed(price.id(), CostEstimateTest::withoutRates));
                CostTotal before = whole.get(i).total(UsageCase.HIGH, CostLine.Kind.values());
                CostTotal after = less.total(UsageCase.HIGH, CostLine.Kind.values());
                if (after.amount().low().compareTo(before.amount().low()) < 0) {
                    assertThat(after.unknown()).as(price.id()).isGreaterThan(before.unknown());
                    assertThat(after.toString()).contains("whose price is not known");
                    felt.add(price.id());
                } else {
                    assertThat(after).as(price.id()).isEqualTo(before);
                }
            }
        }
        assertThat(felt).contains("fsx-ssd-multi-az", "managed-ad-standard", "kms-key", "s3-standard");
    }

    @Test
    void moreUseNeverCostsLess() {
        CloudAssembly app = assembly(Synthesized.example());
        CostTotal before = CostEstimate.of(app, Usage.ASSUMED).monthly(UsageCase.USUAL);
        UsageKeys.ALL.forEach((key, definition) -> {
            BigDecimal most = definition.path("maximum").decimalValue();
            Map<UsageCase, BigDecimal> all = new EnumMap<>(UsageCase.class);
            Stream.of(UsageCase.values()).forEach(use -> all.put(use, most));
            CostTotal after = CostEstimate.of(app, new Usage(Map.of(key, all))).monthly(UsageCase.USUAL);

            assertThat(after.amount().low())
                    .as(key)
                    .isGreaterThanOrEqualTo(before.amount().low());
            assertThat(after.unknown()).as(key).isGreaterThanOrEqualTo(before.unknown());
        });
    }

    /** Numbers that are made larger one after the other, wherever the templates hold one that is multiplied. */
    @ParameterizedTest
    @MethodSource("com.tallyhybrid.cost.CostTableTest#deployments")
    void moreOfAnythingNeverCostsLess(Synthesized deployment) {
        var random = new Random(20261128);
        List<Template> templates =
                new ArrayList<>(assembly(deployment).templates().values());
        CostTotal before = total(templates);
        for (int round = 0; round < 40; round++) {
            int chosen = random.nextInt(templates.size());
            JsonNode body = templates.get(chosen).body().deepCopy();
            List<Runnable> edits = edits(body.path("Resources"));
            if (!edits.isEmpty()) {
                edits.get(random.nextInt(edits.size())).run();
                templates.set(chosen, templates.get(chosen).with(body));
                CostTotal after = total(templates);
                assertThat(after.amount().low())
                        .isGreaterThanOrEqualTo(before.amount().low());
                assertThat(after.amount().high())
                        .isGreaterThanOrEqualTo(before.amount().high());
                before = after;
            }
        }
    }

    private static CostTotal total(List<Template> templates) {
        return CostEstimate.of(CloudAssembly.of(templates), Usage.ASSUMED).monthly(UsageCase.HIGH);
    }

    /** Ways to have more: a larger number of days, GiB or MB/s, one copy, alarm or key more. */
    private static List<Runnable> edits(JsonNode resources) {
        List<Runnable> edits = new ArrayList<>();
        resources.properties().forEach(resource -> {
            for (String name : List.of(
                    "StorageCapacity",
                    "ThroughputCapacity",
                    "AutomaticBackupRetentionDays",
                    "RetentionInDays",
                    "NoncurrentDays",
                    "DeleteAfterDays")) {
                resource.getValue().findParents(name).stream()
                        .filter(parent -> parent.path(name).canConvertToInt())
                        .forEach(parent -> edits.add(() -> ((ObjectNode) parent)
                                .set(name, IntNode.valueOf(parent.path(name).asInt() * 2 + 1))));
            }
            resource.getValue().findValues("CopyActions").stream()
                    .filter(actions -> !actions.isEmpty())
                    .forEach(actions -> edits.add(
                            () -> ((ArrayNode) actions).add(actions.get(0).deepCopy())));
            edits.add(() -> ((ObjectNode) resources)
                    .set(resource.getKey() + "Again", resource.getValue().deepCopy()));
        });
        return edits;
    }

    @Test
    void withoutARegionNothingHasAPrice() {
        CostEstimate estimate = CostEstimate.of(CloudAssembly.read(Path.of("docs/audit/templates")), Usage.ASSUMED);

        CostTotal total = estimate.fixed();
        assertThat(total.amount().low()).isEqualByComparingTo("3.00"); // a dashboard costs the same everywhere
        assertThat(total.unknown()).isGreaterThan(50);
    }

    @Test
    void aRegionThatNobodyHasPricedIsSaidAndNotGuessed() {
        assertThat(line("eu-west-1", "{Type: 'AWS::KMS::Key'}").amount(UsageCase.USUAL))
                .isEmpty();
        assertThat(line("ap-south-1", "{Type: 'AWS::KMS::Key'}").amount(UsageCase.USUAL))
                .isPresent();
    }

    @Test
    void whatOnlyTheDeploymentTellsHasNoPrice() {
        String file = "{Type: 'AWS::FSx::FileSystem', Properties: {FileSystemType: WINDOWS, StorageCapacity: %s,"
                + " WindowsConfiguration: {DeploymentType: %s, ThroughputCapacity: 8}}}";

        assertThat(line("ap-south-1", file.formatted("100", "SINGLE_AZ_2")).amount(UsageCase.USUAL))
                .contains(Amount.of(new BigDecimal("13.00")));
        assertThat(line("ap-south-1", file.formatted("{Ref: Size}", "SINGLE_AZ_2"))
                        .amount(UsageCase.USUAL))
                .isEmpty();
        assertThat(line("ap-south-1", file.formatted("100", "{Ref: Kind}")).amount(UsageCase.USUAL))
                .isEmpty();
        assertThat(line("ap-south-1", file.formatted("100", "MULTI_AZ_9")).amount(UsageCase.USUAL))
                .isEmpty();
    }

    @Test
    void aTypeThatNobodyHasWrittenDownIsALineWithoutAPrice() {
        CostLine line = line("ap-south-1", "{Type: 'AWS::Wishes::Well'}");

        assertThat(line.amount(UsageCase.USUAL)).isEmpty();
        assertThat(line.words()).isEqualTo("a resource of a type that is not priced here");
    }

    @Test
    void recordsThatAreKeptForEverHaveNoPrice() {
        CostEstimate estimate = of("ap-south-1", "{Type: 'AWS::Logs::LogGroup'}");

        assertThat(estimate.lines())
                .filteredOn(line -> line.words().equals("records that are kept"))
                .singleElement()
                .satisfies(line -> assertThat(line.quantities()).isEmpty());
    }

    @Test
    void whatIsGivenCountsInThePlaceOfWhatIsAssumed() {
        Map<UsageCase, BigDecimal> none = new EnumMap<>(UsageCase.class);
        Stream.of(UsageCase.values()).forEach(use -> none.put(use, BigDecimal.ZERO));
        Map<String, Map<UsageCase, BigDecimal>> nothing = new LinkedHashMap<>();
        UsageKeys.ALL.keySet().forEach(key -> nothing.put(key, none));

        CostEstimate unused = CostEstimate.of(assembly(Synthesized.example()), new Usage(nothing));

        assertThat(unused.monthly(UsageCase.HIGH)).isEqualTo(unused.fixed());
    }

    private static CostLine line(String region, String resource) {
        return of(region, resource).lines().get(0);
    }

    private static CostEstimate of(String region, String resource) {
        JsonNode body = Sketch.stack("App", "Thing: " + resource).body();
        return CostEstimate.of(
                CloudAssembly.of(List.of(Sketch.template("App", Environment.of("aws://111122223333/" + region), body))),
                Usage.ASSUMED);
    }
}
