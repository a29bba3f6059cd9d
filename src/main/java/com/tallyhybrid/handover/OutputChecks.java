package com.tallyhybrid.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Template;
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

    /** How the ids look that AWS gives to what an output refers to. */
    private static final Map<String, String> IDS = Map.of(
            "AWS::EC2::VPNConnection", "vpn-[0-9a-f]{8,17}",
            "AWS::EC2::VPC", "vpc-[0-9a-f]{8,17}",
            "AWS::EC2::Subnet", "subnet-[0-9a-f]{8,17}",
            "AWS::FSx::FileSystem", "fs-[0-9a-f]{8,17}",
            "AWS::DirectoryService::MicrosoftAD", "d-[0-9a-f]{10}");

    private final String name;
    private final Outputs outputs;
    private final Assembly templates;
    private final List<String> later;
    private final List<String> problems = new ArrayList<>();

    private OutputChecks(Path file, Outputs outputs, Assembly templates, List<String> later) {
        this.later = later;
        this.name = OutputsFile.shown(file);
        this.outputs = outputs;
        this.templates = templates;
    }

    /**
     * What is missing, too much or different; empty where nothing is.
     *
     * @param later stacks that may not be deployed yet
     */
    static List<String> problems(Path file, Outputs outputs, Assembly templates, List<String> later) {
        var checks = new OutputChecks(file, outputs, templates, later);
        checks.foreignStacks();
        templates.stacks().forEach(checks::check);
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
        expectedId(stack, declared)
                .filter(pattern -> !said.matches(pattern))
                .ifPresent(pattern ->
                        add(place, "'%s' is not the id that AWS gives (%s)".formatted(Printable.text(said), pattern)));
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

    private Optional<String> expectedId(Template stack, JsonNode declared) {
        String referred = declared.path("Ref").asText();
        return referred.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        IDS.get(templates.resource(stack.stack(), referred).type()));
    }

    private void add(String place, String text) {
        problems.add("%s: %s: %s; %s".formatted(name, place, text, OutputsFile.HOW_TO_GET));
    }
}
