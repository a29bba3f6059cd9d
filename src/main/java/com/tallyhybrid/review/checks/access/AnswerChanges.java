package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.accessmatrix.Answer;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.review.Aspect;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says whose answers of the access matrix change, and because of which statement. */
final class AnswerChanges {

    private static final int MOST = 3;

    /** How the simulator names a policy that no template holds: the question gives it, as the worst that may be. */
    private static final String GIVEN = "supplied#";

    private static final Rule NOW_ALLOWED = Rule.of("matrix-now-allowed");
    private static final Rule NOW_DENIED = Rule.of("matrix-now-denied");

    private AnswerChanges() {}

    /** One question with two answers. */
    private record Row(Answer before, Answer after) {

        boolean isAllowed() {
            return after.actual() == Outcome.ALLOWED;
        }

        boolean changes() {
            return isAllowed() != (before.actual() == Outcome.ALLOWED);
        }

        /** The statement to look at: a refusal that comes or goes, otherwise the right that does. */
        String decider() {
            if (isAllowed()) {
                return before.actual() == Outcome.EXPLICIT_DENY ? before.because() : after.because();
            }
            return after.actual() == Outcome.EXPLICIT_DENY ? after.because() : before.because();
        }

        String shown() {
            return "%s (%s on %s)".formatted(before.story(), before.action(), before.resource());
        }
    }

    /** What is told in one finding: all that changes for one actor because of one statement. */
    private record Group(String decider, boolean allowed, String actor) {}

    /** The findings, from the answers of both sides to the same questions. */
    static List<ReviewFinding> between(Comparison comparison, List<Answer> before, List<Answer> after) {
        Map<Group, List<Row>> groups = new LinkedHashMap<>();
        for (int i = 0; i < before.size(); i++) {
            Row row = new Row(before.get(i), after.get(i));
            if (row.changes()) {
                var group =
                        new Group(row.decider(), row.isAllowed(), row.before().actor());
                groups.computeIfAbsent(group, none -> new ArrayList<>()).add(row);
            }
        }
        List<ReviewFinding> findings = new ArrayList<>();
        groups.forEach((group, rows) -> findings.add(finding(subject(comparison, group.decider()), group, rows)));
        return findings;
    }

    private static ReviewFinding finding(Subject subject, Group group, List<Row> rows) {
        Row first = rows.get(0);
        return (group.allowed() ? NOW_ALLOWED : NOW_DENIED)
                .about(subject)
                .at(new Aspect.Actor(ActorWords.of(group.actor())))
                .values(shown(first.before()), shown(first.after()))
                .naming("cases", cases(ActorWords.of(group.actor()), rows));
    }

    private static String cases(String actor, List<Row> rows) {
        List<String> cases = rows.stream().map(Row::shown).distinct().toList();
        String some = cases.stream().limit(MOST).collect(Collectors.joining("; "));
        String more = cases.size() > MOST ? "; and %d more".formatted(cases.size() - MOST) : "";
        return "The %s: %s%s.".formatted(actor, some, more);
    }

    /** An answer and what it comes from: a statement, the rights that the question gives, or what is missing. */
    private static String shown(Answer answer) {
        String by = answer.because().startsWith(GIVEN)
                ? "what its own policies are taken to allow"
                : answer.because().replaceFirst("#(.+)$", ", statement $1");
        return switch (answer.actual()) {
            case ALLOWED -> "allowed by " + by;
            case EXPLICIT_DENY -> "refused by " + by;
            case IMPLICIT_DENY -> "refused: " + by;
        };
    }

    /** The resource that a label such as {@code stack/LogicalId#Sid} names; the app as a whole where it names none. */
    private static Subject subject(Comparison comparison, String label) {
        String[] place = label.replaceFirst("#.*", "").split("/", 2);
        if (place.length != 2) {
            return Subject.app();
        }
        return List.of(comparison.head(), comparison.base()).stream()
                .flatMap(side -> Optional.ofNullable(side.templates().get(place[0])).stream())
                .flatMap(template -> Optional.ofNullable(template.resources().get(place[1])).stream())
                .map(resource -> Subject.resource(
                        place[0], place[1], resource.path("Type").asText()))
                .findFirst()
                .orElse(Subject.app());
    }
}
