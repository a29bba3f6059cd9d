package com.tallyhybrid.accessmatrix;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.iam.simulator.Decision;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All questions about one app, ready to be put to its policies, or to changed ones to see what the change does.
 *
 * <p>Who the actors are is taken from the app once, so a change of policies cannot change the questions.
 */
public final class AccessQuestions {

    private static final List<Question> QUESTIONS = questions();

    final List<Prepared> prepared;

    private AccessQuestions(List<Prepared> prepared) {
        this.prepared = prepared;
    }

    /** A question with everything filled in. */
    record Prepared(String actor, String story, String on, String circumstances, Outcome expected, Request ask) {

        Answer answeredBy(Evaluator policies) {
            Decision decision = policies.evaluate(ask);
            return new Answer(
                    actor, story, ask.action(), on, circumstances, expected, decision.outcome(), decision.because());
        }
    }

    /** Whether the templates are of this app, so that the questions have a meaning. */
    public static boolean fits(Assembly app) {
        return !app.stacks().isEmpty() && new KnownResources(app).areComplete();
    }

    /** Every question that the app's features allow. */
    public static AccessQuestions of(Assembly app) {
        var landmarks = new KnownResources(app);
        var cast = new Principals(app, landmarks);
        List<Prepared> prepared = new ArrayList<>();
        for (Question question : QUESTIONS) {
            if (question.feature() == null || cast.has(question.feature())) {
                for (Map<String, String> binding : Bindings.of(question, cast, landmarks)) {
                    question.actions()
                            .forEach(action -> prepared.add(prepare(question, action, binding, cast, landmarks)));
                }
            }
        }
        return new AccessQuestions(prepared);
    }

    private static Prepared prepare(
            Question question, String action, Map<String, String> binding, Principals cast, KnownResources landmarks) {
        String on = Bindings.fill(question.on(), binding);
        String circumstances = Bindings.fill(question.circumstances(), binding);
        var principal = cast.principal(question.actor(), binding.get("agent"), landmarks.region(on));
        var request = new Request(principal, action, landmarks.resource(on));
        return new Prepared(
                question.actor().equals("agent") ? "agent " + binding.get("agent") : question.actor(),
                question.story(),
                on,
                circumstances,
                expected(question.expected(), binding),
                RequestContexts.apply(circumstances, cast, landmarks, request));
    }

    private static Outcome expected(JsonNode expected, Map<String, String> binding) {
        JsonNode answer = expected.isTextual() ? expected : expected.path(binding.get("locked"));
        return Outcome.valueOf(answer.asText());
    }

    /** The answers of these policies. */
    public AccessMatrix evaluateAgainst(Assembly policies) {
        Evaluator evaluator = Evaluator.of(policies);
        return new AccessMatrix(prepared.stream()
                .map(question -> question.answeredBy(evaluator))
                .toList());
    }

    private static List<Question> questions() {
        try (InputStream yaml = AccessQuestions.class.getResourceAsStream("questions.yaml")) {
            return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
