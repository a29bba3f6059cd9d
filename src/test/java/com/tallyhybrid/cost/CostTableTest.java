package com.tallyhybrid.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one table of what costs leaves nothing out of what this app deploys. */
class CostTableTest {

    static Stream<Synthesized> deployments() {
        return Stream.concat(Synthesized.all(), Synthesized.largest());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyResourceHasALineOrCostsNothing(Synthesized deployment) {
        Set<String> types = deployment.templates().all().stream()
                .map(Templates.Resource::type)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(types)
                .isNotEmpty()
                .allMatch(CostTableTest::isJudged, "there is a line or a reason for it in drivers.yaml");
    }

    private static boolean isJudged(String type) {
        return CostTable.known().free().containsKey(type)
                || CostTable.known().lines().stream()
                        .anyMatch(line -> line.type().equals(type));
    }

    /** What nobody can name the end of is what an owner could do without. */
    @ParameterizedTest
    @MethodSource("deployments")
    void everyLineOfADeploymentServesAnEnd(Synthesized deployment) {
        assertThat(CostEstimate.of(
                                CloudAssembly.read(java.nio.file.Path.of(
                                        deployment.folder().toString())),
                                Usage.ASSUMED)
                        .lines())
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.serves())
                            .as("%s of %s", line.words(), line.label())
                            .isPresent();
                    assertThat(line.price().id())
                            .as("%s of %s", line.words(), line.label())
                            .isNotEqualTo(LineRule.UNPRICED);
                });
    }

    @Test
    void noTypeIsBilledAndFree() {
        assertThat(CostTable.known().free().keySet())
                .noneMatch(type -> CostTable.known().lines().stream()
                        .anyMatch(line -> line.type().equals(type)))
                .noneMatch(type -> CostTable.known().changes().stream()
                        .anyMatch(change -> change.type().equals(type)));
        assertThat(CostTable.known().free().values()).allMatch(why -> why.length() > 10);
    }

    @Test
    void everyLineNamesAPriceAndAssumptionsThatExist() {
        assertThat(CostTable.known().lines()).allSatisfy(line -> {
            assertThat(line.free()).isNotEqualTo(line.price().isPresent());
            line.price().ifPresent(Prices.known()::of);
            assertThat(UsageKeys.ALL.keySet()).containsAll(line.usage());
            line.kept().ifPresent(key -> assertThat(UsageKeys.ALL).containsKey(key));
        });
    }

    @Test
    void everyAssumptionAndEveryPriceIsUsed() {
        List<LineRule> lines = CostTable.known().lines();

        assertThat(lines.stream().flatMap(line -> Stream.concat(line.usage().stream(), line.kept().stream())))
                .containsAll(UsageKeys.ALL.keySet());
        assertThat(lines.stream().flatMap(line -> line.price().stream()))
                .containsAll(Prices.known().all().keySet());
    }

    @Test
    void everyTypeThatTheReviewCallsDearerHasALineOrIsSaidToHaveNoPrice() {
        assertThat(CostTable.known().changes())
                .allSatisfy(change -> assertThat(CostTable.known().choices(change.type()))
                        .as(change.type())
                        .isNotEmpty());
    }
}
