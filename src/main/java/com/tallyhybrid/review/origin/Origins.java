package com.tallyhybrid.review.origin;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.StackDeployment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.settings.file.SettingsChange;
import com.tallyhybrid.settings.file.SettingsComparison;
import java.util.List;
import java.util.Optional;

/**
 * Where what a report speaks of was written.
 *
 * @param base the templates as they are, with the constructs that made their resources
 * @param head the templates as proposed, likewise
 * @param files the deployment files of both; none where none were given
 */
public record Origins(CloudAssembly base, CloudAssembly head, List<SettingsComparison> files) {

    /** Of templates that nobody says the origin of. */
    public static final Origins UNKNOWN =
            new Origins(CloudAssembly.of(List.of()), CloudAssembly.of(List.of()), List.of());

    public Origins {
        files = files.stream()
                .filter(file -> head.templates().keySet().stream().anyMatch(stack -> belongs(stack, file.deployment())))
                .toList();
    }

    /** Every setting that differs, of the deployments whose stacks are compared. */
    public List<SettingsChange> settings() {
        return files.stream().flatMap(file -> file.changes().stream()).toList();
    }

    /** The construct of a resource, as the app names it below its stack; empty where no manifest tells one. */
    public Optional<String> construct(Subject subject) {
        return construct(head, subject).or(() -> construct(base, subject));
    }

    private static Optional<String> construct(CloudAssembly side, Subject subject) {
        // What is nested has no manifest of its own: its constructs stand in that of the stack around it.
        return Optional.ofNullable(side.templates().get(subject.stack().replaceFirst("/.*$", "")))
                .flatMap(Template::deployment)
                .map(StackDeployment::constructs)
                .map(constructs -> constructs.get(subject.logicalId()))
                .filter(path -> !path.equals(subject.logicalId()));
    }

    /**
     * The changed setting behind a finding: the only one of its deployment whose value before and after, or a part of it,
     * is what the finding shows. Where several fit, or the app makes another value of a setting, nobody can tell.
     */
    public Optional<SettingsChange> setting(ReviewFinding finding) {
        List<SettingsChange> fitting = settings().stream()
                .filter(change -> belongs(finding.subject().stack(), change.deployment()))
                .filter(change -> ChangedValue.of(change).shownBy(finding.before(), finding.after()))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** The deployment file that a subject is made from, of all stacks together the first; empty where none was given. */
    public Optional<String> file(Subject subject) {
        return files.stream()
                .filter(file -> subject instanceof Subject.App || belongs(subject.stack(), file.deployment()))
                .map(SettingsComparison::file)
                .findFirst();
    }

    private static boolean belongs(String stack, String deployment) {
        return !deployment.isEmpty() && stack.startsWith(deployment + "-");
    }
}
