package com.tallyhybrid.review.checks.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A misspelt type or key in a table would never find anything: the CDK knows how CloudFormation spells them. */
class ProtectionTablesTest {

    private static final List<ProtectionRule> GUARDS = ProtectionRules.ALL;
    private static final List<MonitoringRemovals.Row> LOSSES = MonitoringRemovals.ALL;

    static List<GuardedPlace> places() {
        return GUARDS.stream()
                .flatMap(guard -> guard.places().stream())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyPlaceExistsInCloudFormation(GuardedPlace place) throws ClassNotFoundException {
        String type = cfnClass(place.type());
        Set<String> ofResource =
                getters(Class.forName(type + "Props", false, getClass().getClassLoader()));
        Set<String> inside = Stream.of(
                        Class.forName(type, false, getClass().getClassLoader()).getDeclaredClasses())
                .flatMap(nested -> getters(nested).stream())
                .collect(Collectors.toSet());

        List<String> keys = place.steps().stream()
                .map(step -> step.replaceAll("[\\[\\]?]", ""))
                .filter(key -> !key.isEmpty())
                .toList();

        assertThat(ofResource).contains(getter(keys.get(0)));
        assertThat(inside)
                .containsAll(
                        keys.stream().skip(1).map(ProtectionTablesTest::getter).toList());
    }

    @Test
    void everyLostTypeExistsInCloudFormation() {
        assertThat(LOSSES.stream().flatMap(loss -> loss.types().stream()))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(
                                Class.forName(cfnClass(type), false, getClass().getClassLoader()))
                        .isNotNull());
    }

    @Test
    void everyRowSaysWhatWouldHappenAndWhatToDoInstead() {
        assertThat(GUARDS).hasSizeGreaterThan(100).allSatisfy(guard -> {
            assertThat(guard.meaning()).matches("[A-Z].{20,}\\.");
            assertThat(guard.advice()).matches("[A-Z].{3,}\\.");
        });
        assertThat(LOSSES)
                .isNotEmpty()
                .allSatisfy(loss -> assertThat(loss.rule().advice()).isPresent());
    }

    @Test
    void noRowRepeatsAPlaceForTheSameRuleAndSeverity() {
        assertThat(GUARDS.stream()
                        .flatMap(guard -> guard.places().stream()
                                .map(place -> guard.rule().id() + " " + guard.severity() + " " + place)))
                .doesNotHaveDuplicates();
    }

    private static String cfnClass(String type) {
        String[] names = type.split("::");
        return "software.amazon.awscdk.services.%s.Cfn%s".formatted(names[1].toLowerCase(Locale.ROOT), names[2]);
    }

    private static Set<String> getters(Class<?> type) {
        return Stream.of(type.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("get"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static String getter(String key) {
        // Every Java object has a method "equals" already.
        return "get" + (key.equals("Equals") ? "equalto" : key.toLowerCase(Locale.ROOT));
    }
}
