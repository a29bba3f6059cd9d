package com.tallyhybrid.review.access;

import com.tallyhybrid.controls.access.Decision.Outcome;
import com.tallyhybrid.controls.matrix.Answer;
import com.tallyhybrid.controls.matrix.Inquiry;
import com.tallyhybrid.controls.template.Assembly;
import com.tallyhybrid.controls.template.StackTemplate;
import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.Synthesis;
import com.tallyhybrid.review.change.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Puts the questions of the access matrix to both sides and says whose answer changes. */
public final class MatrixChanges implements Examiner {

    private static final Subject EVERYTHING = Subject.stack("-");

    @Override
    public List<Finding> examine(Comparison comparison) {
        Optional<Assembly> base = assembly(comparison.base());
        if (base.filter(Inquiry::fits).isEmpty()) {
            return List.of(note(
                    Section.THE_REST,
                    Severity.HARMLESS,
                    "matrix-does-not-apply",
                    "The access matrix is not asked: it needs all templates of a Tally Hybrid app with its manifest, and these"
                            + " are of another app or have none."));
        }
        try {
            Inquiry inquiry = Inquiry.of(base.get());
            // The questions of the base: a changed policy must not change what is asked.
            List<Answer> before = inquiry.putTo(base.get()).answers();
            List<Answer> after =
                    inquiry.putTo(Assembly.of(stacks(comparison.head()))).answers();
            return findings(comparison, before, after);
        } catch (IllegalArgumentException | NoSuchElementException unanswered) {
            return List.of(note(
                    Section.ACCESS_WIDENED,
                    Severity.NOTICE,
                    "matrix-unanswered",
                    "The access matrix cannot be asked of the proposed templates, so nobody knows whether its answers"
                            + " change: " + unanswered.getMessage() + "."));
        }
    }

    private static Optional<Assembly> assembly(Synthesis side) {
        try {
            return Optional.of(Assembly.of(stacks(side)));
        } catch (IllegalArgumentException notModelled) {
            return Optional.empty();
        }
    }

    private static List<StackTemplate> stacks(Synthesis side) {
        return side.templates().values().stream().map(MatrixChanges::stack).toList();
    }

    private static StackTemplate stack(Template template) {
        String[] environment =
                template.environment().orElse("").replace("aws://", "").split("/");
        if (environment.length != 2) {
            throw new IllegalArgumentException("%s has no account and Region".formatted(template.stack()));
        }
        return new StackTemplate(template.stack(), environment[0], environment[1], template.body());
    }

    /** What happens to one actor because of one statement is one finding. */
    private static List<Finding> findings(Comparison comparison, List<Answer> before, List<Answer> after) {
        Map<List<Object>, List<Integer>> changed = new LinkedHashMap<>();
        for (int i = 0; i < before.size(); i++) {
            boolean was = before.get(i).actual() == Outcome.ALLOWED;
            boolean is = after.get(i).actual() == Outcome.ALLOWED;
            if (was != is) {
                Subject subject = subject(comparison, decider(before.get(i), after.get(i)));
                changed.computeIfAbsent(List.of(subject, is, before.get(i).actor()), key -> new ArrayList<>())
                        .add(i);
            }
        }
        List<Finding> findings = new ArrayList<>();
        changed.forEach(
                (key, rows) -> findings.add(finding((Subject) key.get(0), (boolean) key.get(1), rows, before, after)));
        return findings;
    }

    /** The statement to look at: a refusal that comes or goes, otherwise the right that does. */
    private static String decider(Answer before, Answer after) {
        if (after.actual() == Outcome.ALLOWED) {
            return before.actual() == Outcome.EXPLICIT_DENY ? before.because() : after.because();
        }
        return after.actual() == Outcome.EXPLICIT_DENY ? after.because() : before.because();
    }

    private static Subject subject(Comparison comparison, String label) {
        String[] place = label.replaceFirst("#.*", "").split("/", 2);
        if (place.length != 2) {
            return EVERYTHING;
        }
        return List.of(comparison.head(), comparison.base()).stream()
                .flatMap(side -> Optional.ofNullable(side.templates().get(place[0])).stream())
                .map(template ->
                        template.body().path("Resources").path(place[1]).path("Type"))
                .filter(type -> !type.isMissingNode())
                .map(type -> new Subject(place[0], place[1], type.asText()))
                .findFirst()
                .orElse(EVERYTHING);
    }

    private static Finding finding(
            Subject subject, boolean allowed, List<Integer> rows, List<Answer> before, List<Answer> after) {
        Answer first = before.get(rows.get(0));
        Answer next = after.get(rows.get(0));
        List<String> cases = rows.stream()
                .map(before::get)
                .map(row -> "%s (%s on %s)".formatted(row.story(), row.action(), row.resource()))
                .distinct()
                .toList();
        String some = String.join("; ", cases.subList(0, Math.min(3, cases.size())))
                + (cases.size() > 3 ? "; and %d more".formatted(cases.size() - 3) : "");
        return new Finding(
                Section.ACCESS_WIDENED,
                allowed ? Severity.DANGER : Severity.NOTICE,
                allowed ? "matrix-now-allowed" : "matrix-now-denied",
                subject,
                first.actor(),
                first.actual() + " by " + first.because(),
                next.actual() + " by " + next.because(),
                (allowed
                                ? "What the access matrix answered with no, it would answer with yes. %s %s."
                                : "What the access matrix answered with yes, it would answer with no, and it would stop working. %s %s.")
                        .formatted(first.actor(), some),
                Optional.empty());
    }

    private static Finding note(Section section, Severity severity, String rule, String meaning) {
        return new Finding(section, severity, rule, EVERYTHING, "", "", "", meaning, Optional.empty());
    }
}
