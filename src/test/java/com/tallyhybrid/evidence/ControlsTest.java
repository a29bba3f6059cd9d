package com.tallyhybrid.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.accessmatrix.AccessMatrix;
import com.tallyhybrid.accessmatrix.AccessQuestions;
import com.tallyhybrid.accessmatrix.Answer;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.data.DataFile;
import com.tallyhybrid.evidence.Control.Kind;
import com.tallyhybrid.evidence.ControlResult.Status;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each control notices what it is about, and only that; each is tied to a test, a question and, where one asks, to a duty. */
class ControlsTest {

    private static final List<Control> CONTROLS = Control.all();
    private static final Map<String, Change> CHANGES =
            DataFile.read(ControlsTest.class, "mutations.yaml", new TypeReference<>() {});

    private static final Assembly EXAMPLE = Assembly.read(ExampleEvidence.templates());

    /** See {@code mutations.yaml}. */
    record Change(
            String stack,
            Optional<String> type,
            String at,
            JsonNode to,
            Optional<String> region,
            @JsonProperty("protected") Optional<Boolean> guarded) {

        Assembly apply(Assembly app) {
            String name = "sharma-traders-" + stack;
            List<Template> stacks = new ArrayList<>(app.stacks());
            if (stacks.stream().noneMatch(template -> template.stack().equals(name))) {
                stacks.add(new Template(
                        name,
                        Environment.of("aws://111122223333/ap-south-1"),
                        Optional.of(true),
                        JsonNodeFactory.instance.objectNode(),
                        name));
            }
            stacks.replaceAll(template -> template.stack().equals(name) ? apply(template) : template);
            Assembly changed = Assembly.of(stacks);
            assertThat(changed.stacks()).as("the change changes something").isNotEqualTo(app.stacks());
            return changed;
        }

        private Template apply(Template template) {
            JsonNode body = template.body().deepCopy();
            if (at != null) {
                make((ObjectNode) body.path("Resources"));
            }
            return new Template(
                    template.stack(),
                    region.map(code -> Environment.of("aws://" + template.account() + "/" + code))
                            .orElse(template.environment()),
                    guarded.or(template::terminationProtection),
                    body,
                    template.file(),
                    template.deployment());
        }

        private void make(ObjectNode resources) {
            String first = type.map(wanted -> "/"
                            + resources.properties().stream()
                                    .filter(entry -> entry.getValue()
                                            .path("Type")
                                            .asText()
                                            .equals(wanted))
                                    .findFirst()
                                    .orElseThrow()
                                    .getKey())
                    .orElse("");
            JsonPointer place = JsonPointer.compile(first + at);
            JsonNode parent = resources.at(place.head());
            String key = place.last().getMatchingProperty();
            assertThat(parent.isContainerNode()).as(place.toString()).isTrue();
            if (parent instanceof ArrayNode list) {
                if (to == null) {
                    list.remove(Integer.parseInt(key));
                } else if (key.equals("-")) {
                    list.add(to);
                } else {
                    list.set(Integer.parseInt(key), to);
                }
            } else if (to == null) {
                assertThat(((ObjectNode) parent).remove(key))
                        .as(place.toString())
                        .isNotNull();
            } else {
                ((ObjectNode) parent).set(key, to);
            }
        }
    }

    private static final AccessQuestions QUESTIONS = AccessQuestions.of(EXAMPLE);

    private static Map<String, Status> statuses(Assembly app) {
        var dossier = new Dossier(
                DeploymentFile.read(Path.of("deployments/example.yaml")),
                app,
                QUESTIONS.evaluateAgainst(app),
                Optional.empty(),
                Optional.empty(),
                Attestations.NONE,
                new TestResults(Map.of()),
                ExampleEvidence.TODAY);
        var statuses = new TreeMap<String, Status>();
        Assessment.of(dossier)
                .results()
                .forEach(result -> statuses.put(result.control().id(), result.status()));
        return statuses;
    }

    static Stream<String> judgedControls() {
        return CONTROLS.stream()
                .filter(control -> control.kind() == Kind.TEMPLATE || control.kind() == Kind.ACCESS)
                .map(Control::id);
    }

    @ParameterizedTest
    @MethodSource("judgedControls")
    void everyControlNoticesAChangeThatNoOtherNotices(String control) {
        assertThat(CHANGES).containsKey(control);
        Map<String, Status> after = statuses(CHANGES.get(control).apply(EXAMPLE));

        assertThat(after.entrySet().stream()
                        .filter(entry -> entry.getValue() == Status.FAIL)
                        .map(Map.Entry::getKey))
                .containsExactly(control);
    }

    @Test
    void noControlFailsInTheExample() {
        assertThat(statuses(EXAMPLE)).doesNotContainValue(Status.FAIL);
    }

    @Test
    void everyChangeIsOfAControl() {
        assertThat(CHANGES.keySet())
                .containsExactlyInAnyOrderElementsOf(judgedControls().toList());
    }

    static Stream<Synthesized> deployments() {
        return Stream.concat(Synthesized.all(), Stream.of(Synthesized.ready(), Synthesized.twoOffices()));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyRowOfTheAccessMatrixBelongsToOneControl(Synthesized deployment) {
        List<Answer> answers =
                AccessMatrix.of(Assembly.read(deployment.folder())).answers();

        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(CONTROLS.stream()
                                .filter(control -> control.access().stream().anyMatch(cases -> cases.cover(answer)))
                                .map(Control::id))
                        .as("%s %s", answer.actor(), answer.story())
                        .hasSize(1));
    }

    @Test
    void everyCaseThatAControlNamesIsAsked() {
        List<Answer> asked = Synthesized.all()
                .flatMap(deployment -> AccessMatrix.of(Assembly.read(deployment.folder())).answers().stream())
                .toList();

        assertThat(CONTROLS.stream().flatMap(control -> control.access().stream()))
                .isNotEmpty()
                .allSatisfy(cases -> assertThat(cases.cases().isEmpty() ? List.of("any") : cases.cases())
                        .allSatisfy(story -> assertThat(asked)
                                .as("%s %s", cases.actor(), story)
                                .anyMatch(answer -> cases.cover(answer)
                                        && (story.equals("any")
                                                || answer.story().equals(story)))));
    }

    @Test
    void everyActorOfTheMatrixHasWords() {
        assertThat(AccessMatrix.of(EXAMPLE).answers())
                .extracting(answer -> PackPages.words(answer.actor().split(" ")[0]))
                .doesNotContain("");
    }

    @Test
    void everyControlHasWhatItsKindNeeds() {
        assertThat(CONTROLS).extracting(Control::id).doesNotHaveDuplicates();
        assertThat(CONTROLS).allSatisfy(control -> {
            assertThat(control.check().isPresent()).isEqualTo(control.kind() == Kind.TEMPLATE);
            assertThat(control.access().isEmpty()).isNotEqualTo(control.kind() == Kind.ACCESS);
            assertThat(control.command().isPresent()).isEqualTo(control.kind() == Kind.RUNNING);
            assertThat(control.expected().isPresent()).isEqualTo(control.kind() == Kind.RUNNING);
            assertThat(control.ask().isPresent()).isEqualTo(control.kind() == Kind.OFFICE);
            assertThat(control.test().isPresent())
                    .as(control.id())
                    .isEqualTo(control.kind() == Kind.TEMPLATE
                            || control.kind() == Kind.ACCESS
                            || control.record().isPresent());
            assertThat(control.actor()).isIn("AWS", "app", "office", "client");
            assertThat(control.iso()).isNotEmpty().allMatch(id -> id.matches("A\\.[58]\\.\\d{1,2}"));
            assertThat(control.nist()).allMatch(id -> id.matches("[a-z]{2}-\\d{1,2}(\\.\\d{1,2})?"));
        });
    }

    @Test
    void everyTestThatAControlNamesExists() throws IOException {
        Map<String, String> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            sources = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), ControlsTest::source));
        }
        assertThat(CONTROLS.stream().flatMap(control -> control.test().stream()))
                .isNotEmpty()
                .allSatisfy(test -> {
                    String[] parts = test.split("#");
                    assertThat(sources.get(parts[0])).as(test).contains("void " + parts[1] + "(");
                });
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyDutyIsSupportedByAControlAndEveryNameOfADutyIsOne() {
        Set<String> duties = Duty.all().stream().map(Duty::id).collect(Collectors.toSet());

        assertThat(CONTROLS.stream().flatMap(control -> control.law().stream()).collect(Collectors.toSet()))
                .isEqualTo(duties);
        assertThat(Duty.all()).hasSameSizeAs(duties).allSatisfy(duty -> {
            assertThat(duty.confidence()).isIn("high", "medium", "low");
            assertThat(duty.date()).matches("\\d{4}-\\d{2}-\\d{2}");
            assertThat(List.of(duty.words(), duty.source(), duty.supports(), duty.firm()))
                    .doesNotContain("");
        });
    }

    @Test
    void everyControlAnswersAQuestionAndEveryQuestionIsAnswered() {
        Set<String> controls = CONTROLS.stream().map(Control::id).collect(Collectors.toSet());

        assertThat(AuditQuestion.all().stream()
                        .flatMap(question -> question.controls().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(controls);
        assertThat(AuditQuestion.all())
                .allMatch(question ->
                        !question.controls().isEmpty() || !question.see().isEmpty());
    }

    @Test
    void nothingSaysThatALawOrAStandardIsMet() throws IOException {
        for (String file : List.of("controls.yaml", "law.yaml", "questions.yaml", "index.html", "access-matrix.html")) {
            assertThat(Files.readString(Path.of("src/main/resources/com/tallyhybrid/evidence", file)))
                    .as(file)
                    .doesNotContainIgnoringCase("complies", "compliant", "in compliance");
        }
    }
}
