package com.tallyhybrid.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Methods and constructors that no program calls: what only tests use belongs to the tests, and what nobody uses to nobody.
 *
 * <p>Others call some code of a program: Jackson, picocli and Mustache by its name, the JVM and libraries by an interface of
 * theirs. Records get their accessors from the compiler.
 */
public record UncalledCode(JavaClasses programs, Set<String> namesInPages) {

    /** What is left when all that is called from elsewhere is taken away, and what only such code calls with it. */
    public List<String> all() {
        Set<JavaCodeUnit> uncalled = new LinkedHashSet<>();
        List<JavaCodeUnit> ours = programs.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> !isCalledByOthers(unit))
                .toList();
        List<JavaCodeUnit> found;
        do {
            found = ours.stream().filter(unit -> isUncalled(unit, uncalled)).toList();
        } while (uncalled.addAll(found));
        return uncalled.stream().map(JavaCodeUnit::getFullName).sorted().toList();
    }

    private static boolean isUncalled(JavaCodeUnit unit, Set<JavaCodeUnit> uncalled) {
        return unit.getAccessesToSelf().stream()
                .map(access -> access.getOrigin())
                .allMatch(caller -> caller.equals(unit) || uncalled.contains(caller));
    }

    private boolean isCalledByOthers(JavaCodeUnit unit) {
        JavaClass owner = unit.getOwner();
        return unit.getModifiers().contains(JavaModifier.PRIVATE)
                || unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                || !unit.getAnnotations().isEmpty()
                || List.of("main", JavaStaticInitializer.STATIC_INITIALIZER_NAME)
                        .contains(unit.getName())
                || namesInPages.contains(unit.getName())
                || owner.isEnum() && List.of("values", "valueOf").contains(unit.getName())
                || owner.isRecord() && owner.tryGetField(unit.getName()).isPresent()
                || unit.isConstructor()
                        && (owner.isRecord() || unit.getRawParameterTypes().isEmpty())
                || unit instanceof JavaMethod method && isDeclaredAbove(method);
    }

    private static boolean isDeclaredAbove(JavaMethod method) {
        return Stream.concat(
                        method.getOwner().getAllRawSuperclasses().stream(),
                        method.getOwner().getAllRawInterfaces().stream())
                .flatMap(above -> above.getMethods().stream())
                .anyMatch(above -> above.getName().equals(method.getName())
                        && above.getRawParameterTypes().size()
                                == method.getRawParameterTypes().size());
    }
}
