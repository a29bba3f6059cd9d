package com.tallyhybrid;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.UncalledCode;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.constructs.Node;

/** The shape of the code: who may know whom, and what would make two syntheses differ. */
@AnalyzeClasses(packages = "com.tallyhybrid", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependenciesFollowTheOrderOfTheDefinition = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("App")
            .definedBy("com.tallyhybrid.app")
            .layer("OfficeKit")
            .definedBy("..officekit..")
            .layer("Preflight")
            .definedBy("..preflight..")
            .layer("Fleet")
            .definedBy("..fleet..")
            .layer("Audit")
            .definedBy("com.tallyhybrid.app.audit..")
            .layer("Operations")
            .definedBy("com.tallyhybrid.app.operations..")
            .layer("FileServer")
            .definedBy("..fileserver..")
            .layer("Network")
            .definedBy("com.tallyhybrid.app.network..")
            .layer("Backup")
            .definedBy("com.tallyhybrid.app.backup..")
            .layer("Alerting")
            .definedBy("..alerting..")
            .layer("Storage")
            .definedBy("..storage..")
            .layer("Foundation")
            .definedBy("..foundation..")
            .layer("Settings")
            .definedBy("..settings..")
            .whereLayer("App")
            .mayOnlyBeAccessedByLayers("Fleet")
            .whereLayer("Fleet")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("OfficeKit")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("Preflight")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("Audit")
            .mayOnlyBeAccessedByLayers("App")
            .whereLayer("Operations")
            .mayOnlyBeAccessedByLayers("App")
            .whereLayer("FileServer")
            .mayOnlyBeAccessedByLayers("App", "Operations")
            .whereLayer("Network")
            .mayOnlyBeAccessedByLayers("App", "FileServer", "Operations", "OfficeKit")
            .whereLayer("Backup")
            .mayOnlyBeAccessedByLayers("App", "Audit", "Operations")
            .whereLayer("Storage")
            .mayOnlyBeAccessedByLayers("Backup", "Audit", "Operations")
            .whereLayer("Alerting")
            .mayOnlyBeAccessedByLayers("App", "Backup", "Network", "FileServer", "Audit", "Operations")
            .whereLayer("Foundation")
            .mayOnlyBeAccessedByLayers(
                    "App",
                    "Alerting",
                    "Backup",
                    "Network",
                    "FileServer",
                    "Audit",
                    "Operations",
                    "Storage",
                    "OfficeKit",
                    "Preflight");

    @ArchTest
    static final ArchRule settingsKnowNoCdk = noClasses()
            .that()
            .resideInAPackage("..settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "software.constructs..");

    /** What auditors and reviewers run must judge templates, of any app, and never the code that made them. */
    @ArchTest
    static final ArchRule whatJudgesTemplatesKnowsNothingElse = noClasses()
            .that()
            .resideInAnyPackage("..cloudformation..", "..iam..", "..accessmatrix..", "..cost..", "..review..")
            // What a finding means is judged without the settings; where a value comes from is only said beside it.
            .and()
            .resideOutsideOfPackages("..review.origin..", "..review.report..")
            .and()
            .doNotHaveFullyQualifiedName("com.tallyhybrid.review.ReviewCommand")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon..",
                    "software.constructs..",
                    "..settings..",
                    "com.tallyhybrid.app..",
                    "..officekit..",
                    "..preflight..");

    /** Nor does what tells of it, but for the settings files that it names. */
    @ArchTest
    static final ArchRule whatTellsOfTemplatesKnowsTheSettingsBesides = noClasses()
            .that()
            .resideInAnyPackage("..review..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon..",
                    "software.constructs..",
                    "com.tallyhybrid.app..",
                    "..officekit..",
                    "..preflight..");

    /** What all programs read stands below them. */
    @ArchTest
    static final ArchRule templatesKnowNobodyWhoReadsThem = noClasses()
            .that()
            .resideInAnyPackage("..cloudformation..", "..data..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..iam..", "..accessmatrix..", "..cost..", "..review..", "..officekit..");

    /** The review tells what costs change; what templates cost knows of no review. */
    @ArchTest
    static final ArchRule whatTemplatesCostKnowsNobodyWhoTellsIt = noClasses()
            .that()
            .resideInAPackage("com.tallyhybrid.cost..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..iam..", "..accessmatrix..", "..review..");

    /** The office kit describes what was deployed; it defines nothing. */
    @ArchTest
    static final ArchRule theOfficeKitMakesNoTemplates = noClasses()
            .that()
            .resideInAPackage("..officekit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "software.constructs..");

    /** The preflight reads what was synthesized and asks; it defines nothing, and AWS's SDK is not how it asks. */
    @ArchTest
    static final ArchRule thePreflightMakesNoTemplates = noClasses()
            .that()
            .resideInAPackage("..preflight..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "software.constructs..");

    /** A fleet judges and counts in a process that never loads the CDK; what makes assemblies is told so from outside. */
    @ArchTest
    static final ArchRule theFleetUsesTheAppThroughOneDoor =
            noClasses().that().resideInAPackage("..fleet..").should(knowMoreOfTheAppThanItsDoor());

    private static ArchCondition<JavaClass> knowMoreOfTheAppThanItsDoor() {
        return new ArchCondition<>("know the CDK, or of the app more than TallyApp.synthesize of SynthesisProcess") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                one.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass();
                    boolean door = one.getSimpleName().equals("SynthesisProcess")
                            && target.getName().equals("com.tallyhybrid.app.TallyApp");
                    boolean beyond = target.getPackageName().startsWith("com.tallyhybrid.app")
                            || target.getPackageName().startsWith("software.");
                    if (beyond && !door) {
                        events.add(SimpleConditionEvent.satisfied(one, dependency.getDescription()));
                    }
                });
            }
        };
    }

    /** The evidence pack reads files; it defines nothing, asks nobody, and no other program hangs on it. */
    @ArchTest
    static final ArchRule theEvidencePackReadsFilesOnly = noClasses()
            .that()
            .resideInAPackage("..evidence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon..",
                    "software.constructs..",
                    "java.net..",
                    "..review..",
                    "..officekit..",
                    "..preflight..");

    @ArchTest
    static final ArchRule nobodyKnowsTheEvidencePack = noClasses()
            .that()
            .resideOutsideOfPackage("..evidence..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..evidence..");

    @ArchTest
    static final ArchRule nobodyAsksAConstructForTheContext =
            noClasses().should().callMethod(Node.class, "tryGetContext", String.class);

    /** It hands {@code ProjectContext} what the command line passes, which stands in variables. */
    @ArchTest
    static final ArchRule onlyTheAppReadsTheEnvironment = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("com.tallyhybrid.app.TallyApp")
            .should()
            .callMethod(System.class, "getenv");

    /** What the CDK's larger constructs add of their own is not read by anybody, and costs trips to Node. */
    @ArchTest
    static final ArchRule resourcesAreTypedAndPoliciesAreOurs = noClasses()
            .should()
            .dependOnClassesThat(describe(
                    "are constructs of a service of the CDK, and no typed resources",
                    type -> type.getPackageName().startsWith("software.amazon.awscdk.services.")
                            && !type.getName().contains(".Cfn")));

    /** A stack that knows another stack can reach into it; a handle says what is offered. */
    @ArchTest
    static final ArchRule noStackKnowsAnotherStack =
            classes().that().areAssignableTo(Stack.class).should(notDependOnOtherStacks());

    @ArchTest
    static final ArchRule nothingDependsOnTheClockOnChanceOrOnTheEnvironment = noClasses()
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class, UUID.class);

    /**
     * The launcher hands an assembly over again where the files that the context names are unchanged. A file that
     * something else read would be missed: see {@code bin/launcher/assembly.mjs}.
     */
    @ArchTest
    static final ArchRule aSynthReadsNoFileThatItsContextDoesNotName = noClasses()
            .that()
            .resideInAnyPackage("com.tallyhybrid.app..", "..settings..", "..data..")
            .and()
            // The context's files; the context itself, which the key holds; and a form of files that no synth reads.
            .haveNameNotMatching(
                    "com\\.tallyhybrid\\.(settings\\.file\\.(DeploymentFile|CheckedDocument)|app\\.ProjectContext)")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.FileSystem")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.(io\\.(File|FileInputStream|FileReader|RandomAccessFile)|nio\\.channels\\..*"
                    + "|net\\.(URL|URLConnection|Socket|http\\..*))");

    /** It reads any file that it is given, so no synth may use it. */
    @ArchTest
    static final ArchRule noSynthReadsACheckedDocument = noClasses()
            .that()
            .resideInAnyPackage("com.tallyhybrid.app..", "..settings..")
            .and()
            .doNotHaveFullyQualifiedName("com.tallyhybrid.settings.file.CheckedDocument")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.tallyhybrid.settings.file.CheckedDocument");

    /** Their order differs from JVM to JVM; {@code Ordered.map} keeps it. */
    @ArchTest
    static final ArchRule noTemplateIsMadeFromUnorderedCollections = noClasses()
            .that()
            .resideInAnyPackage("com.tallyhybrid.app..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(describe(
                    "Map.of or Set.of with several entries, or Map.ofEntries",
                    target -> (target.getOwner().isEquivalentTo(Map.class)
                                    && target.getName().startsWith("of")
                                    && target.getRawParameterTypes().size() != 2
                                    && !target.getRawParameterTypes().isEmpty())
                            || (target.getOwner().isEquivalentTo(Set.class)
                                    && target.getName().equals("of")
                                    && target.getRawParameterTypes().size() > 1))));

    private static ArchCondition<JavaClass> notDependOnOtherStacks() {
        return new ArchCondition<>("not depend on other stacks of ours") {
            @Override
            public void check(JavaClass stack, ConditionEvents events) {
                stack.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass())
                        .filter(target -> target.isAssignableTo(Stack.class)
                                && target.getPackageName().startsWith("com.tallyhybrid")
                                && !target.equals(stack)
                                && !target.getSimpleName().equals("TallyStack"))
                        .forEach(target -> events.add(SimpleConditionEvent.violated(
                                stack, stack.getName() + " depends on " + target.getName())));
            }
        };
    }

    /** A method that only tests call makes the program longer for whoever reads it, and shows nothing about the program. */
    @ArchTest
    static void everyMethodServesAProgram(JavaClasses programs) {
        assertThat(new UncalledCode(programs, namesInPages()).all()).isEmpty();
    }

    /** What a page asks its model for, as Mustache writes it. */
    private static Set<String> namesInPages() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> Pattern.compile("\\{\\{[#^/&{]?\\s*([\\w.]+)")
                            .matcher(read(file))
                            .results())
                    .flatMap(tag -> Stream.of(tag.group(1).split("\\.")))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
