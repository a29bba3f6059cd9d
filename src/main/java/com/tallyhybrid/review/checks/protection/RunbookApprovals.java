package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.review.Aspect;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.checks.protection.RunbookSteps.Step;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a runbook would do without asking what it asks for today, ask others, or do what it does not today. */
final class RunbookApprovals {

    static final String DOCUMENT = "AWS::SSM::Document";
    private static final Rule UNASKED = Rule.of("runbook-approval-removed");
    private static final Rule STEP_UNREAD = Rule.of("runbook-step-unread");
    private static final Rule CHANGED = Rule.of("runbook-step-changed");
    private static final Rule ROLE = Rule.of("runbook-role-changed");

    /** What is said of a step that does something new; of what relays to a runbook that asks for itself, nothing. */
    private static final Map<RunbookDeed.Kind, Rule> NEW = Map.of(
            RunbookDeed.Kind.DESTROYS, Rule.of("runbook-destroys-more"),
            RunbookDeed.Kind.GIVES, Rule.of("runbook-gives-rights"),
            RunbookDeed.Kind.ACTS, Rule.of("runbook-acts-unasked"),
            RunbookDeed.Kind.UNREAD, STEP_UNREAD);

    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final PropertyPath CONTENT = PropertyPath.of("Content");

    private final Comparison comparison;
    private final RunbookDeeds deeds;

    RunbookApprovals(Comparison comparison) {
        this.comparison = comparison;
        Set<String> own = new HashSet<>();
        comparison.head().forEach((template, subject, resource) -> {
            if (subject.type().equals(DOCUMENT)) {
                own.add(subject.logicalId());
                own.add(resource.at("/Properties/Name").asText());
            }
        });
        deeds = new RunbookDeeds(own);
    }

    /** Of a document on both sides. */
    Stream<ReviewFinding> of(ResourceChange change) {
        List<ReviewFinding> findings = new ArrayList<>();
        RunbookSteps before = new RunbookSteps(change.before(), deeds);
        RunbookSteps after = new RunbookSteps(change.after(), deeds);
        if (before.isUnread() || after.isUnread()) {
            if (!before.content().equals(after.content())) {
                findings.add(UNASKED.about(change.subject())
                        .at(CONTENT)
                        .as(Severity.NOTICE)
                        .saying("The template does not tell what the runbook does or when, because CloudFormation"
                                + " computes a part of it. If it asks less than today: " + UNASKED.meaning()));
            }
        } else {
            findings.addAll(unasked(change, before, after));
            findings.addAll(added(change, before, after));
            findings.addAll(changed(change, before, after, findings));
            findings.addAll(new RunbookRequests(comparison, change).changes(before, after));
        }
        findings.addAll(role(change, before.content(), after.content()));
        return findings.stream();
    }

    /** What a new runbook does without asking; one that only has another logical id is not new. */
    Stream<ReviewFinding> ofNew(ResourceChange change) {
        boolean moved = comparison.resolvedResources().stream()
                .filter(ResourceChange::isGone)
                .anyMatch(gone ->
                        gone.before().path("Properties").equals(change.after().path("Properties")));
        if (!change.type().equals(DOCUMENT) || moved) {
            return Stream.of();
        }
        RunbookSteps after = new RunbookSteps(change.after(), deeds);
        return after.isUnread()
                ? Stream.of(STEP_UNREAD.about(change.subject()).at(CONTENT))
                : added(change, new RunbookSteps(change.before(), deeds), after).stream();
    }

    private static List<ReviewFinding> unasked(ResourceChange change, RunbookSteps before, RunbookSteps after) {
        boolean asksNobody = !before.approvals().isEmpty() && after.approvals().isEmpty();
        if (lost(before, after).isEmpty() && !asksNobody) {
            return List.of();
        }
        List<String> left = after.approvals().stream().map(Step::name).toList();
        List<String> asked = before.approvals().stream().map(Step::name).toList();
        String approval =
                asked.stream().filter(name -> !left.contains(name)).findFirst().orElse(asked.get(0));
        return List.of(
                UNASKED.about(change.subject()).at(new Aspect.Step(approval)).values(shown(before), shown(after)));
    }

    /** The steps that do something on both sides, and would do it after fewer approvals. */
    private static List<Step> lost(RunbookSteps before, RunbookSteps after) {
        return after.steps().stream()
                .filter(step -> before.step(step.name())
                        .filter(old -> !old.deeds().isEmpty() && !step.deeds().isEmpty())
                        .filter(old -> isLess(after.asked(step), before.asked(old)))
                        .isPresent())
                .toList();
    }

    private List<ReviewFinding> added(ResourceChange change, RunbookSteps before, RunbookSteps after) {
        List<Step> told = lost(before, after);
        Map<ReviewFinding, List<String>> found = new LinkedHashMap<>();
        for (Step step : after.steps()) {
            for (RunbookDeed deed : step.deeds()) {
                if (!told.contains(step)
                        && isNew(deed, after.asked(step), before)
                        && matters(change, deed, after.asked(step))) {
                    ReviewFinding finding =
                            NEW.get(deed.kind()).about(change.subject()).at(new Aspect.Step(step.name()));
                    found.computeIfAbsent(finding, any -> new ArrayList<>()).add(deed.words());
                }
            }
        }
        return found.entrySet().stream()
                .map(entry -> entry.getKey().values("", String.join(", ", entry.getValue())))
                .toList();
    }

    /** What is done on both sides and would be done with something else, where nothing graver is said of the step. */
    private static List<ReviewFinding> changed(
            ResourceChange change, RunbookSteps before, RunbookSteps after, List<ReviewFinding> told) {
        return after.steps().stream()
                .filter(step -> after.asked(step).isPresent())
                .flatMap(step -> before.step(step.name()).filter(step::worksOtherwise).stream()
                        .map(old -> CHANGED.about(change.subject())
                                .at(new Aspect.Step(step.name()))
                                .values(old.inputs(), step.inputs())))
                .filter(finding ->
                        told.stream().noneMatch(graver -> graver.aspect().equals(finding.aspect())))
                .toList();
    }

    /** Whether nothing did it before, or only after more approvals. */
    private static boolean isNew(RunbookDeed deed, OptionalInt asked, RunbookSteps before) {
        List<Step> old = before.steps().stream()
                .filter(step -> step.deeds().stream().anyMatch(deed::isLike))
                .toList();
        boolean asOften = old.stream()
                .anyMatch(step ->
                        asked.isEmpty() || before.asked(step).isPresent() && !isLess(asked, before.asked(step)));
        return !asOften;
    }

    /** A person may agree to a change, and to anything in a runbook that is new; what is destroyed more is always told. */
    private static boolean matters(ResourceChange change, RunbookDeed deed, OptionalInt asked) {
        boolean free = asked.isPresent() && asked.getAsInt() == 0;
        return switch (deed.kind()) {
            case READS, RELAYS -> false;
            case ACTS -> free;
            case GIVES, DESTROYS, UNREAD -> free || !change.isNew();
        };
    }

    private List<ReviewFinding> role(ResourceChange change, JsonNode before, JsonNode after) {
        String old = role(comparison.base().text(change.stack(), before.path("assumeRole")), before);
        String next = role(comparison.head().text(change.stack(), after.path("assumeRole")), after);
        return old.equals(next)
                ? List.of()
                : List.of(ROLE.about(change.subject())
                        .at(CONTENT.key("assumeRole"))
                        .values(old, next));
    }

    /** A role in double braces is a parameter, and its default is what is used where nothing is said. */
    private static String role(String text, JsonNode content) {
        Matcher parameter = PARAMETER.matcher(text);
        return parameter.matches()
                ? "{{ %s }} %s"
                        .formatted(
                                parameter.group(1),
                                content.path("parameters")
                                        .path(parameter.group(1))
                                        .path("default")
                                        .asText())
                        .strip()
                : text;
    }

    private static boolean isLess(OptionalInt approvals, OptionalInt than) {
        return approvals.isPresent() && than.isPresent() && approvals.getAsInt() < than.getAsInt();
    }

    private static String shown(RunbookSteps steps) {
        if (steps.approvals().isEmpty()) {
            return "asks nobody";
        }
        String behind = steps.steps().stream()
                .filter(step -> steps.asked(step).orElse(0) > 0)
                .map(Step::name)
                .collect(Collectors.joining(", "));
        return "asks before " + (behind.isEmpty() ? "nothing" : behind);
    }
}
