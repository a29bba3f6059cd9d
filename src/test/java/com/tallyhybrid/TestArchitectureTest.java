package com.tallyhybrid;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tallyhybrid.testkit.templates.SpeaksToJsii;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the tests themselves are made: side by side, upon a testkit that knows none of them. */
@AnalyzeClasses(packages = "com.tallyhybrid", importOptions = ImportOption.OnlyIncludeTests.class)
class TestArchitectureTest {

    /** Two tests that ask the construct library at once get each other's answers, once in many runs. */
    @ArchTest
    static final ArchRule whoeverSpeaksToJsiiSaysSo = noClasses()
            .that()
            .areNotAnnotatedWith(SpeaksToJsii.class)
            .and()
            .doNotBelongToAnyOf(Synthesized.class, ArchitectureTest.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awscdk..", "software.constructs..", "software.amazon.jsii..");

    @ArchTest
    static final ArchRule theTestkitKnowsNoTest = noClasses()
            .that()
            .resideInAPackage("..testkit..")
            .should()
            .dependOnClassesThat(describe(
                    "are tests, or made for one",
                    type -> isOfTests(type) && !type.getPackageName().startsWith("com.tallyhybrid.testkit")));

    /** What several tests run on is found where the others are. */
    @ArchTest
    static final ArchRule theTopHoldsTestsAlone = classes()
            .that()
            .resideInAPackage("com.tallyhybrid")
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("Test");

    private static boolean isOfTests(JavaClass type) {
        return type.getSource()
                .map(source -> ImportOption.Predefined.ONLY_INCLUDE_TESTS.includes(Location.of(source.getUri())))
                .orElse(false);
    }
}
