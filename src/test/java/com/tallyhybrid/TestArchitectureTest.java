package com.tallyhybrid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the tests themselves are made, so that they can run side by side. */
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
}
