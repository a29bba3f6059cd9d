package com.tallyhybrid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashMap;
import java.util.Map;

/** What the classes of the programs and of the tests are called, taken together. */
@AnalyzeClasses(packages = "com.tallyhybrid")
class ClassNamesTest {

    /** A name that means two things has to be looked up each time it is read. */
    @ArchTest
    static final ArchRule noSimpleNameStandsForTwoClasses = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(haveANameOfTheirOwn());

    private static ArchCondition<JavaClass> haveANameOfTheirOwn() {
        return new ArchCondition<>("have a simple name of their own") {
            private final Map<String, String> names = new HashMap<>();

            @Override
            public void check(JavaClass one, ConditionEvents events) {
                String other = names.putIfAbsent(one.getSimpleName(), one.getName());
                if (other != null && !other.equals(one.getName())) {
                    events.add(SimpleConditionEvent.violated(one, other + " and " + one.getName()));
                }
            }
        };
    }
}
