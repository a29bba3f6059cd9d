package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.cost.Amount;
import com.tallyhybrid.cost.CostEstimate;
import com.tallyhybrid.cost.Usage;
import com.tallyhybrid.cost.UsageCase;
import com.tallyhybrid.review.checks.cost.CostChange;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Edit;
import com.tallyhybrid.testkit.templates.Sketch;
import com.tallyhybrid.testkit.templates.SmallApp;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a change does to the bill, in money. */
class CostChangeTest {

    private static final String HERE = "aws://444455556666/ap-south-1";

    static Stream<SeededChangesTest.Row> costs() {
        return SeededChangesTest.tables().flatMap(table -> SeededChangesTest.rows(table).stream());
    }

    private static CloudAssembly example() {
        return CloudAssembly.read(Synthesized.example().folder());
    }

    private static Amount monthly(CloudAssembly app) {
        return CostEstimate.of(app, Usage.ASSUMED).monthly(UsageCase.USUAL).amount();
    }

    private static CostChange change(CloudAssembly base, CloudAssembly head) {
        return CostChange.of(new Comparison(base, head));
    }

    private static CostChange change(String before, String after) {
        return change(
                CloudAssembly.of(List.of(Sketch.stack("App", HERE, before))),
                CloudAssembly.of(List.of(Sketch.stack("App", HERE, after))));
    }

    private static CostChange edited(String stack, String op, String path, String value) {
        CloudAssembly base = example();
        return change(base, Edit.apply(base, List.of(new Edit(stack, op, path, "", SmallApp.yaml(value)))));
    }

    @ParameterizedTest
    @MethodSource("costs")
    void theDifferenceIsWhatTheCommandSaysOfBothSides(SeededChangesTest.Row row) {
        CloudAssembly base = example();
        CloudAssembly head = Edit.apply(base, row.edits());

        assertThat(change(base, head).difference()).isEqualTo(monthly(head).minus(monthly(base)));
    }

    @Test
    void moreThroughputIsToldInDollarsOfTheResourceAndOfAllOfIt() {
        CloudAssembly base = example();
        CloudAssembly head = Edit.apply(
                base,
                List.of(new Edit(
                        "FileServer",
                        "replace",
                        "/FileSystem/Properties/WindowsConfiguration/ThroughputCapacity",
                        "",
                        SmallApp.yaml("64"))));
        var comparison = new Comparison(base, head);

        assertThat(CostChange.of(comparison).sentences())
                .containsExactly(
                        // 32 x 4.50 more, and 1.05 in the place of 0.53 for the file system of a restore test
                        "Costs in usual use: 542.45 to 561.43 -> 686.97 to 705.95 USD per month (+144.52)."
                                + " Not in it: 7 lines whose price is not known.",
                        "By resource: sharma-traders-FileServer/FileSystem +144.00,"
                                + " sharma-traders-Operations/RestoreTestSelection6F86A218 +0.52.");
        assertThat(Review.of(comparison).findings())
                .filteredOn(finding -> finding.ruleId().equals("cost-up"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.meaning())
                        .isEqualTo("Throughput of the file system: up."
                                + " The whole resource costs 276.25 -> 420.25 USD per month (+144.00)."));
    }

    @Test
    void whatDoesNotChangeTheBillSaysNothing() {
        assertThat(edited("FileServer", "add", "/FileSystem/Metadata", "{note: default}")
                        .sentences())
                .isEmpty();
        assertThat(change(example(), example()).sentences()).isEmpty();
    }

    @Test
    void aRenamedResourceCostsTheSame() {
        assertThat(change("Old: {Type: 'AWS::EC2::VPNConnection'}", "New: {Type: 'AWS::EC2::VPNConnection'}")
                        .difference())
                .isEqualTo(Amount.of(new BigDecimal("0.00")));
    }

    @Test
    void whatNobodyKnowsIsSaidAndIsNoSaving() {
        String file =
                "Files: {Type: 'AWS::FSx::FileSystem', Properties: {FileSystemType: WINDOWS, StorageCapacity: %s}}";

        assertThat(change(file.formatted(100), file.formatted("{Ref: Size}")).sentences())
                .first()
                .asString()
                .contains("Nobody can say what the change of");
        assertThat(change(
                                "Fn: {Type: 'AWS::Lambda::Function'}",
                                "Fn: {Type: 'AWS::Lambda::Function', Properties: {MemorySize: 4096}}")
                        .sentences())
                .isEmpty();
        assertThat(change("Topic: {Type: 'AWS::SNS::Topic'}", "Fn: {Type: 'AWS::Lambda::Function'}")
                        .sentences())
                .singleElement()
                .asString()
                .contains("Nobody can say what the change of 1 line costs.");
    }

    @Test
    void whatIsKeptStaysOnTheBill() {
        String key = "Key: {Type: 'AWS::KMS::Key', DeletionPolicy: %s}";

        assertThat(change(key.formatted("Retain"), "Topic: {Type: 'AWS::SNS::Topic'}")
                        .sentences())
                .anyMatch(sentence -> sentence.contains("1.00 USD per month stays on the bill"));
        assertThat(change(key.formatted("Delete"), "Topic: {Type: 'AWS::SNS::Topic'}")
                        .sentences())
                .noneMatch(sentence -> sentence.contains("stays on the bill"));
        Template net = Sketch.stack("Net", HERE, "Vpn: {Type: 'AWS::EC2::VPNConnection'}");
        Template app = Sketch.stack("App", HERE, "Topic: {Type: 'AWS::SNS::Topic'}");
        assertThat(change(CloudAssembly.of(List.of(net, app)), CloudAssembly.of(List.of(app)))
                        .sentences())
                .anyMatch(sentence -> sentence.contains("36.50 USD per month stays on the bill"));
    }

    @ParameterizedTest(name = "{0} USD")
    @CsvSource({"144.52, false", "144.51, true", "0, true", "1000, false"})
    void aLimitFailsWhatGrowsByMore(BigDecimal limit, boolean fails) {
        Optional<ReviewFinding> finding = edited(
                        "FileServer", "replace", "/FileSystem/Properties/WindowsConfiguration/ThroughputCapacity", "64")
                .above(limit);

        assertThat(finding.isPresent()).isEqualTo(fails);
        finding.ifPresent(found -> {
            assertThat(found.severity()).isEqualTo(Severity.DANGER);
            assertThat(found.meaning())
                    .contains("grow by +144.52 USD per month")
                    .contains("at most %s is allowed".formatted(limit));
        });
    }

    @Test
    void aLimitFailsWhatNobodyCanPrice() {
        assertThat(change("Topic: {Type: 'AWS::SNS::Topic'}", "Fn: {Type: 'AWS::Lambda::Function'}")
                        .above(new BigDecimal("1000")))
                .hasValueSatisfying(finding -> assertThat(finding.meaning()).contains("nobody can say"));
        assertThat(change("Fn: {Type: 'AWS::Lambda::Function'}", "Topic: {Type: 'AWS::SNS::Topic'}")
                        .above(BigDecimal.ZERO))
                .isEmpty();
        assertThat(change(example(), example()).above(BigDecimal.ZERO)).isEmpty();
    }
}
