package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that differs is silent, whatever the checks know or do not know. */
@Execution(ExecutionMode.CONCURRENT)
class UnclassifiedChangesTest {
    /** Rules that speak of all that a stack holds. */
    private static final Set<String> WHOLE_STACK = Set.of("stack-gone", "stack-renamed", "stack-moved");

    private static final int MUTATIONS = 100;

    private static final CloudAssembly EXAMPLE = SeededChangesTest.EXAMPLE;

    static IntStream seeds() {
        return IntStream.range(0, MUTATIONS);
    }

    /** Left out of mutation testing, where it would cost more than all others. */
    @Tag("by-chance")
    @ParameterizedTest
    @MethodSource("seeds")
    void everyChangeByChanceIsTold(int seed) {
        CloudAssembly head = mutated(new Random(seed));
        List<ReviewFinding> findings = Review.of(new Comparison(EXAMPLE, head)).findings();

        assertThat(assertEverythingIsTold(head, findings)).isPositive();
    }

    @Test
    void aStackThatComesGoesOrMovesIsTold() {
        Template shop = Sketch.bare("Shop", "Thing: {Type: 'AWS::S3::Bucket'}");
        Template moved =
                new Template("Shop", Environment.of("aws://1/eu-west-1"), Optional.of(false), shop.body(), "shop.json");

        assertThat(rest(List.of(), List.of(shop))).contains("added Shop/-", "added Shop/Thing");
        assertThat(rest(List.of(shop), List.of())).contains("removed Shop/-", "removed Shop/Thing");
        assertThat(UnclassifiedChanges.of(
                        new Comparison(CloudAssembly.of(List.of(shop)), CloudAssembly.of(List.of(moved))), List.of()))
                .extracting(ReviewFinding::path, ReviewFinding::after)
                .containsExactly(tuple("environment", "aws://1/eu-west-1"), tuple("terminationProtection", "false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Parameters", "Conditions", "Mappings", "Transform", "Rules", "Description", "Outputs"})
    void aPartOfATemplateThatComesOrGoesIsTold(String part) {
        Template without = Sketch.bare("Shop", "Thing: {Type: 'AWS::S3::Bucket'}");
        ObjectNode body = without.body().deepCopy();
        body.putObject(part).putObject("One").put("Value", "x");
        Template with = Sketch.template("Shop", Environment.UNKNOWN, body);

        assertThat(rest(List.of(without), List.of(with))).hasSize(1);
        assertThat(rest(List.of(with), List.of(without))).hasSize(1);
    }

    @Test
    void wordsAreHarmlessAndAnythingElseIsWorthALook() {
        String thing = "Thing: {Type: 'AWS::Lambda::Function', Properties: {%s}}";

        assertThat(rest(Sketch.comparison(thing.formatted("Description: a"), thing.formatted("Description: b"))))
                .extracting(ReviewFinding::severity)
                .containsExactly(Severity.HARMLESS);
        assertThat(rest(Sketch.comparison(thing.formatted("Timeout: 3"), thing.formatted("Timeout: 4"))))
                .extracting(ReviewFinding::severity, ReviewFinding::path, ReviewFinding::before, ReviewFinding::after)
                .containsExactly(tuple(Severity.NOTICE, "Timeout", "3", "4"));
    }

    @Test
    void ofALongListOnlyWhatDiffersIsShown() {
        String thing = "Thing: {Type: 'AWS::Lambda::Function', Properties: {Layers: [%s]}}";

        assertThat(rest(Sketch.comparison(thing.formatted("a, b, c"), thing.formatted("a, c"))))
                .extracting(ReviewFinding::before, ReviewFinding::after)
                .containsExactly(tuple("[\"b\"]", "[]"));
    }

    /** A rule that looks at one property must not hide what happens to its neighbour. */
    @Test
    void aFindingHidesNothingBesideIt() {
        String bucket =
                "Thing: {Type: 'AWS::S3::Bucket', Properties: {VersioningConfiguration: {Status: %s}, Name: %s}}";
        Comparison change = Sketch.comparison(bucket.formatted("Enabled", "a"), bucket.formatted("Suspended", "b"));

        assertThat(UnclassifiedChanges.of(change, List.of(named("VersioningConfiguration.Status"))))
                .extracting(ReviewFinding::path)
                .containsExactly("Name");
        assertThat(UnclassifiedChanges.of(change, List.of(named("VersioningConfiguration"))))
                .hasSize(1);
        assertThat(UnclassifiedChanges.of(change, List.of(named("Versioning"))))
                .extracting(ReviewFinding::path, ReviewFinding::before, ReviewFinding::after)
                .containsExactly(
                        tuple("VersioningConfiguration.Status", "Enabled", "Suspended"), tuple("Name", "a", "b"));
        assertThat(UnclassifiedChanges.of(change, List.of(named("")))).isEmpty();
    }

    @Test
    void whatIsSaidOfAStackThatStaysHidesNoneOfItsParts() {
        Comparison change = Sketch.comparison(
                "Thing: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: a}}",
                "Thing: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: b}}\nNew: {Type: 'AWS::SNS::Topic'}");
        ReviewFinding ofStack = Rule.of("import-of-nothing").about(Subject.stack("Shop"));

        assertThat(UnclassifiedChanges.of(change, List.of(ofStack)))
                .extracting(
                        finding -> finding.ruleId() + " " + finding.subject().label())
                .containsExactly("changed Shop/Thing", "added Shop/New");
        assertThat(UnclassifiedChanges.of(
                        new Comparison(
                                CloudAssembly.of(List.of(Sketch.bare("Shop", "Thing: {Type: 'AWS::SNS::Topic'}"))),
                                CloudAssembly.of(List.of())),
                        List.of(ofStack)))
                .as("of a stack that goes it is said of all")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Properties: x | Properties: {A: 1} | A value differs.",
                "Properties: {A: 1} | Properties: {'Fn::If': [C, {A: 1}, {A: 2}]} | A value differs.",
                "Metadata: {note: a} | Metadata: {note: b} | Read by people only.",
                "Metadata: {'AWS::CloudFormation::Init': a} | Metadata: {'AWS::CloudFormation::Init': b} | A value differs.",
                "Properties: {Rules: [{Description: a}]} | Properties: {Rules: [{Description: b}]} | Read by people only.",
                "Properties: {Description: {Ref: a}} | Properties: {Description: {Ref: b}} | Read by people only.",
            })
    void aDifferenceIsCalledWhatItIs(String before, String after, String words) {
        assertThat(rest(Sketch.comparison(
                        "Thing: {Type: 'AWS::EC2::Instance', %s}".formatted(before),
                        "Thing: {Type: 'AWS::EC2::Instance', %s}".formatted(after))))
                .extracting(ReviewFinding::ruleId, ReviewFinding::meaning)
                .containsExactly(tuple("changed", words));
    }

    @Test
    void whatADescriptionDoesInATypeOfOthersNobodyKnows() {
        assertThat(rest(Sketch.comparison(
                        "Thing: {Type: 'Custom::Till', Properties: {A: {Description: a}}}",
                        "Thing: {Type: 'Custom::Till', Properties: {A: {Description: b}}}")))
                .extracting(ReviewFinding::severity)
                .containsExactly(Severity.NOTICE);
    }

    private static ReviewFinding named(String path) {
        return Rule.of("bucket-versioning-off")
                .about(Subject.resource("Shop", "Thing", "AWS::S3::Bucket"))
                .at(PropertyPath.of(path));
    }

    private static List<ReviewFinding> rest(Comparison comparison) {
        return UnclassifiedChanges.of(comparison, List.of());
    }

    private static List<String> rest(List<Template> base, List<Template> head) {
        return rest(new Comparison(CloudAssembly.of(base), CloudAssembly.of(head))).stream()
                .map(finding -> finding.ruleId() + " " + finding.subject().label())
                .toList();
    }

    /** How many values differ. */
    static int assertEverythingIsTold(CloudAssembly head, List<ReviewFinding> findings) {
        Map<String, JsonNode> before = leaves(EXAMPLE, head);
        Map<String, JsonNode> after = leaves(head, EXAMPLE);
        Set<String> places = new LinkedHashSet<>(before.keySet());
        places.addAll(after.keySet());
        // CloudFormation hands every value over as a text: 32 and "32" are one value.
        places.removeIf(place -> before.containsKey(place)
                && after.containsKey(place)
                && before.get(place)
                        .toString()
                        .replace("\"", "")
                        .equals(after.get(place).toString().replace("\"", "")));

        Set<String> kept = new TreeSet<>(EXAMPLE.templates().keySet());
        kept.retainAll(head.templates().keySet());
        assertThat(places)
                .allSatisfy(place -> assertThat(findings)
                        .anyMatch(finding -> tells(finding, place)
                                || !kept.contains(finding.subject().stack()) && tells(finding, whole(place))));
        return places.size();
    }

    /** Worked out from the places alone, so that a mistake in how differences are found cannot hide in the test. */
    private static boolean tells(ReviewFinding finding, String place) {
        String[] parts = place.split("\t");
        boolean about = finding.subject().stack().equals(parts[0])
                && (finding.subject().logicalId().equals(parts[1]) || WHOLE_STACK.contains(finding.ruleId()));
        String path = steps(parts.length > 2 ? parts[2] : "");
        String told = steps(finding.path());
        // What holds nothing any more is told by what it held.
        return about && (path.startsWith(told) || told.startsWith(path));
    }

    /** What is said of a stack that comes or goes is said of all of it. */
    private static String whole(String place) {
        return place.split("\t")[0] + "\t-";
    }

    private static String steps(String path) {
        return path.isEmpty() ? "" : path.replace("[", ".[") + ".";
    }

    /** Every value of every template that differs from the other side's, by stack, resource (or {@code -}) and path. */
    private static Map<String, JsonNode> leaves(CloudAssembly synthesis, CloudAssembly other) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        synthesis.templates().values().stream()
                .filter(template -> !template.equals(other.templates().get(template.stack())))
                .forEach(template -> template.body().properties().forEach(section -> {
                    String stack = template.stack() + "\t";
                    switch (section.getKey()) {
                        case "Resources" ->
                            section.getValue()
                                    .properties()
                                    .forEach(resource -> resource.getValue()
                                            .properties()
                                            .forEach(attribute -> collect(
                                                    stack + resource.getKey() + "\t",
                                                    attribute.getKey().equals("Properties") ? "" : attribute.getKey(),
                                                    attribute.getValue(),
                                                    leaves)));
                        case "Outputs" ->
                            section.getValue()
                                    .properties()
                                    .forEach(output ->
                                            collect(stack + output.getKey() + "\t", "", output.getValue(), leaves));
                        default -> collect(stack + "-\t", section.getKey(), section.getValue(), leaves);
                    }
                }));
        return leaves;
    }

    private static void collect(String owner, String path, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> collect(
                            owner, path + (path.isEmpty() ? "" : ".") + entry.getKey(), entry.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            List<JsonNode> elements = new ArrayList<>(node.valueStream().toList());
            if (path.matches("(.*\\.)?(Tags|DependsOn|Action|NotAction|Resource|NotResource)")) {
                elements.sort(Comparator.comparing(JsonNode::toString));
            }
            for (int i = 0; i < elements.size(); i++) {
                collect(owner, path + "[" + i + "]", elements.get(i), leaves);
            }
        } else {
            leaves.put(owner + path, node);
        }
    }

    /** One value of one template removed, replaced or added, anywhere: outputs, policies and conditions too. */
    private static CloudAssembly mutated(Random chance) {
        List<Template> templates = new ArrayList<>(EXAMPLE.templates().values());
        int which = chance.nextInt(templates.size());
        Template template = templates.get(which);
        JsonNode body = template.body().deepCopy();
        List<ContainerNode<?>> containers = new ArrayList<>();
        containersIn(body, containers);
        // What is no object there is refused when it is read.
        containers.removeAll(List.of(body, body.path("Resources")));
        mutate(containers.get(chance.nextInt(containers.size())), chance);
        templates.set(which, template.with(body));
        return CloudAssembly.of(templates);
    }

    private static void containersIn(JsonNode node, List<ContainerNode<?>> found) {
        if (node instanceof ContainerNode<?> container) {
            found.add(container);
            container.forEach(inner -> containersIn(inner, found));
        }
    }

    private static void mutate(ContainerNode<?> container, Random chance) {
        JsonNode value = JsonNodeFactory.instance.textNode("changed by chance");
        if (container instanceof ArrayNode list) {
            if (list.isEmpty() || chance.nextBoolean()) {
                list.add(value);
            } else {
                list.remove(chance.nextInt(list.size()));
            }
            return;
        }
        var object = (ObjectNode) container;
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        String key = keys.isEmpty() || chance.nextInt(3) == 0 ? "Chance" : keys.get(chance.nextInt(keys.size()));
        if (key.equals("Chance") || chance.nextBoolean()) {
            object.set(
                    key,
                    object.path(key).isContainerNode() || key.equals("Chance")
                            ? JsonNodeFactory.instance.objectNode().set("Inner", value)
                            : value);
        } else {
            object.remove(key);
        }
    }
}
