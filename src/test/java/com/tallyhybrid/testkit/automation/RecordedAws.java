package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * AWS as a test wants it: answers by API, faults, people who approve or do not, and a clock that only moves when somebody
 * waits.
 *
 * <p>Requests and answers are checked against AWS's published models; a call without an answer fails the test.
 */
public final class RecordedAws {

    /** What the people do who are asked. */
    public enum Approval {
        APPROVED,
        REJECTED,
        NOBODY_ANSWERS
    }

    private final Map<String, Deque<Function<JsonNode, JsonNode>>> answers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<JsonNode> asked = new ArrayList<>();
    private Approval approval = Approval.APPROVED;
    private boolean approved;
    private String execution = "";
    private double now;
    private double secondsACall;

    /** Answers to an API, one after the other; the last again and again. Single quotes stand for double ones. */
    public RecordedAws answers(String service, String api, String... json) {
        for (String answer : json) {
            JsonNode parsed = Templates.json(answer);
            ServiceModel.of(service, api).checkAnswer(parsed);
            add(service, api, parameters -> parsed);
        }
        return this;
    }

    /** Answers that depend on what was asked. */
    public RecordedAws answersBy(String service, String api, Function<JsonNode, JsonNode> answer) {
        add(service, api, parameters -> {
            JsonNode given = answer.apply(parameters);
            ServiceModel.of(service, api).checkAnswer(given);
            return given;
        });
        return this;
    }

    /** Refuses from now on. */
    public RecordedAws refuses(String service, String api, String code) {
        return refuses(service, api, code, "refused by the test");
    }

    public RecordedAws refuses(String service, String api, String code, String message) {
        add(service, api, parameters -> {
            throw new AwsFault(code, message);
        });
        return this;
    }

    private void add(String service, String api, Function<JsonNode, JsonNode> answer) {
        answers.computeIfAbsent(service + ":" + api, name -> new ArrayDeque<>()).add(answer);
    }

    public RecordedAws people(Approval decision) {
        approval = decision;
        return this;
    }

    /** Lets every call take its time. */
    public RecordedAws secondsACall(double seconds) {
        secondsACall = seconds;
        return this;
    }

    synchronized JsonNode call(String service, String region, String api, JsonNode parameters) {
        ServiceModel.of(service, api).checkRequest(parameters);
        var call = new Call(service, api, region, parameters, approved, execution);
        calls.add(call);
        now += secondsACall;
        Deque<Function<JsonNode, JsonNode>> recorded = answers.get(call.name());
        if (recorded == null) {
            throw new AssertionError(
                    "no answer is recorded for %s in %s with %s".formatted(call.name(), region, parameters));
        }
        Function<JsonNode, JsonNode> answer = recorded.size() > 1 ? recorded.poll() : recorded.peek();
        return answer.apply(parameters);
    }

    Approval ask(JsonNode question) {
        asked.add(question);
        approved = approval == Approval.APPROVED;
        return approval;
    }

    void pass(double seconds) {
        now += seconds;
    }

    double now() {
        return now;
    }

    /** Says who calls from now on; a run that starts another gets the word back. */
    String runs(String newExecution) {
        String before = execution;
        execution = newExecution;
        return before;
    }

    /** The same with the calls of one run only, without those of the runs that it started. */
    public RecordedAws of(String run) {
        var part = new RecordedAws();
        calls.stream().filter(call -> call.execution().equals(run)).forEach(part.calls::add);
        return part;
    }

    /** Everything that was called, in its order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The one call of an API. */
    public Call only(String api) {
        List<Call> found = calls.stream().filter(call -> call.api().equals(api)).toList();
        if (found.size() != 1) {
            throw new AssertionError("%s was called %s times".formatted(api, found.size()));
        }
        return found.get(0);
    }

    /** The names of the calls that change something. */
    public List<String> changes() {
        return calls.stream().filter(call -> !call.onlyReads()).map(Call::name).toList();
    }

    /** What people were asked. */
    public List<JsonNode> asked() {
        return List.copyOf(asked);
    }

    /** What people were told, by its subject. */
    public List<String> told() {
        return calls.stream()
                .filter(call -> call.name().equals("sns:Publish"))
                .map(call -> call.parameters().path("Subject").asText())
                .toList();
    }
}
