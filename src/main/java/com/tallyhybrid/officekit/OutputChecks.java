package com.tallyhybrid.officekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the outputs are what the stacks of these templates say of themselves. */
final class OutputChecks {

    private static final Pattern ARN = Pattern.compile("arn:aws:[a-z0-9-]+:([a-z0-9-]*):([0-9]*):.+");

    private final String name;
    private final Outputs outputs;
    private final Assembly templates;
    private final List<String> later;
    private final Deployment deployment;
    private final List<Said> known = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private OutputChecks(Path file, Handover handover, List<String> later) {
        this.later = later;
        this.name = OutputsFile.shown(file);
        this.outputs = handover.outputs();
        this.templates = handover.templates();
        this.deployment = handover.deployment();
    }

    /**
     * What is missing, too much, different or of another form; empty where nothing is.
     *
     * @param handover what is to be handed over
     * @param later stacks that may not be deployed yet
     */
    static List<String> problems(Path file, Handover handover, List<String> later) {
        var checks = new OutputChecks(file, handover, later);
        checks.foreignStacks();
        checks.templates.stacks().forEach(checks::check);
        return checks.problems;
    }

    private void foreignStacks() {
        List<String> known = templates.stacks().stream().map(Template::stack).toList();
        outputs.stacks().keySet().stream()
                .filter(stack -> !known.contains(stack))
                .forEach(stack -> add(
                        Printable.text(stack),
                        "outputs of a stack that the templates do not know (%s)".formatted(String.join(", ", known))));
    }

    private void check(Template stack) {
        JsonNode declared = stack.body().path("Outputs");
        Map<String, String> said = outputs.stacks().get(stack.stack());
        if (said == null) {
            if (!declared.isEmpty() && !later.contains(stack.stack())) {
                add(stack.stack(), "missing, so this stack was not deployed with the others");
            }
            return;
        }
        said.keySet().stream()
                .filter(output -> !declared.has(output))
                .forEach(output -> add(
                        stack.stack() + "." + Printable.text(output),
                        "older or newer than the templates, which have no such output"));
        declared.properties().forEach(output -> {
            String place = stack.stack() + "." + output.getKey();
            Optional.ofNullable(said.get(output.getKey()))
                    .ifPresentOrElse(
                            value -> check(stack, place, output.getValue().path("Value"), value),
                            () -> add(place, "missing; the templates have it"));
        });
    }

    private void check(Template stack, String place, JsonNode declared, String said) {
        if (declared.isTextual()) {
            if (!declared.asText().equals(said)) {
                add(
                        place,
                        "'%s' is not '%s', which the templates fix".formatted(Printable.text(said), declared.asText()));
            }
            return;
        }
        Optional<OutputForm> form = OutputForm.of(declared, id -> templates.resource(stack.stack(), id), deployment);
        if (form.isEmpty()) {
            add(place, "the templates make it of something that no template of this app has");
        } else if (!form.get().fits(said)) {
            add(
                    place,
                    "'%s' is not %s".formatted(Printable.text(said), form.get().words()));
        }
        contradictions(place, stack.stack() + declared, said);
        Matcher arn = ARN.matcher(said);
        if (arn.matches() && !isOf(stack, arn.group(1), arn.group(2))) {
            add(
                    place,
                    "'%s' is not of account %s in %s".formatted(Printable.text(said), stack.account(), stack.region()));
        }
    }

    private static boolean isOf(Template stack, String region, String account) {
        return (region.isEmpty() || region.equals(stack.region()))
                && (account.isEmpty() || account.equals(stack.account()));
    }

    /** One thing has one value, and no other thing has it. */
    private void contradictions(String place, String thing, String said) {
        Said first = new Said(place, thing, said);
        known.stream()
                .filter(other -> other.thing().equals(thing) != other.value().equals(said))
                .findFirst()
                .ifPresent(other -> add(
                        place,
                        "'%s' contradicts %s, which is '%s' and of %s resource"
                                .formatted(
                                        Printable.text(said),
                                        other.place(),
                                        Printable.text(other.value()),
                                        other.thing().equals(thing) ? "the same" : "another")));
        known.add(first);
    }

    /** What an output said of a thing in AWS. */
    private record Said(String place, String thing, String value) {}

    private void add(String place, String text) {
        problems.add("%s: %s: %s; %s".formatted(name, place, text, OutputsFile.HOW_TO_GET));
    }
}
