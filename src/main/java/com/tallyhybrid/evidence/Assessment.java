package com.tallyhybrid.evidence;

import com.tallyhybrid.accessmatrix.Answer;
import com.tallyhybrid.evidence.Attestations.AcceptedFailure;
import com.tallyhybrid.evidence.ControlResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How every control stands.
 *
 * @param results in the order of the controls
 */
record Assessment(List<ControlResult> results) {

    Assessment {
        results = List.copyOf(results);
    }

    /**
     * Judges every control.
     *
     * @throws Refused if a waiver accepts something that does not fail
     */
    static Assessment of(Dossier dossier) {
        var results =
                Control.all().stream().map(control -> judge(control, dossier)).toList();
        refuseUnused(dossier.attestations(), results);
        return new Assessment(results);
    }

    private static ControlResult judge(Control control, Dossier dossier) {
        if (control.feature().filter(feature -> !dossier.has(feature)).isPresent()) {
            return result(control, dossier, Status.NOT_APPLICABLE, List.of(), List.of());
        }
        return switch (control.kind()) {
            case OFFICE -> result(control, dossier, Status.OFFICE, List.of(), List.of());
            case RUNNING -> running(control, dossier);
            case TEMPLATE ->
                judged(control, dossier, control.check().orElseThrow().judge(dossier.templates(), dossier::fill));
            case ACCESS -> judged(control, dossier, cases(control, dossier));
        };
    }

    private static List<Observation> cases(Control control, Dossier dossier) {
        List<Answer> rows = dossier.matrix().answers().stream()
                .filter(answer -> control.access().stream().anyMatch(cases -> cases.cover(answer)))
                .toList();
        List<Observation> broken = rows.stream()
                .filter(answer -> !answer.isAsExpected())
                .map(answer -> new Observation(
                        "%s on %s".formatted(answer.actor(), answer.resource()),
                        "%s %s (%s)".formatted(answer.action(), answer.circumstances(), answer.story()),
                        answer.expected().name(),
                        "%s, by %s".formatted(answer.actual(), answer.because()),
                        false))
                .toList();
        return broken.isEmpty()
                ? List.of(new Observation(
                        "access-matrix.csv",
                        "%s rows".formatted(rows.size()),
                        "each as promised",
                        rows.isEmpty() ? "no row" : "each as promised",
                        !rows.isEmpty()))
                : broken;
    }

    private static ControlResult judged(Control control, Dossier dossier, List<Observation> observations) {
        List<Observation> failures =
                observations.stream().filter(seen -> !seen.holds()).toList();
        List<AcceptedFailure> waivers = dossier.attestations().waivers().stream()
                .filter(waiver -> waiver.control().equals(control.id()))
                .filter(waiver ->
                        failures.stream().anyMatch(seen -> seen.resource().equals(waiver.resource())))
                .toList();
        boolean accepted = failures.stream()
                .allMatch(seen ->
                        waivers.stream().anyMatch(waiver -> waiver.resource().equals(seen.resource())));
        boolean broken = control.test()
                .filter(test -> TestResults.word(dossier.tests(), test).equals("failed"))
                .isPresent();
        Status status = broken || !accepted ? Status.FAIL : failures.isEmpty() ? Status.PASS : Status.WAIVED;
        return result(control, dossier, status, observations, waivers);
    }

    private static ControlResult running(Control control, Dossier dossier) {
        Optional<List<Observation>> recorded = control.record().flatMap(export -> switch (export) {
            case ARRIVALS -> dossier.register().map(Assessment::days);
            case DRILLS -> dossier.drills().map(drills -> drills(drills, dossier));
        });
        return recorded.map(seen -> judged(control, dossier, seen))
                .orElseGet(() -> result(control, dossier, Status.RUNTIME, List.of(), List.of()));
    }

    private static List<Observation> days(BackupRegister register) {
        Map<String, Integer> missing = new TreeMap<>();
        register.days()
                .forEach(day -> missing.merge(
                        day.server(), day.status() == RegisterDay.Status.NOT_EXPLAINED ? 1 : 0, Integer::sum));
        List<Observation> seen = new ArrayList<>();
        missing.forEach((server, days) -> seen.add(new Observation(
                server, "register.csv", "no day that nobody answers for", days + " such days", days == 0)));
        return seen;
    }

    private static List<Observation> drills(List<RestoreDrill> drills, Dossier dossier) {
        String yearAgo = dossier.today().minusYears(1).toString();
        boolean good = drills.stream()
                .anyMatch(drill -> drill.succeeded() && drill.ended().compareTo(yearAgo) >= 0);
        return List.of(new Observation(
                "restore drills",
                "Result",
                "a success since " + yearAgo,
                drills.stream().filter(RestoreDrill::succeeded).count() + " successes of " + drills.size(),
                good));
    }

    private static ControlResult result(
            Control control, Dossier dossier, Status status, List<Observation> seen, List<AcceptedFailure> waivers) {
        return new ControlResult(
                control,
                status,
                seen,
                waivers,
                dossier.attestations().statement(control.id()),
                control.command().map(dossier::fill).orElse(""),
                control.test()
                        .map(test -> TestResults.word(dossier.tests(), test))
                        .orElse(""));
    }

    private static void refuseUnused(Attestations attestations, List<ControlResult> results) {
        List<String> problems = attestations.waivers().stream()
                .filter(waiver ->
                        results.stream().noneMatch(result -> result.waivers().contains(waiver)))
                .map(waiver -> "waivers: %s does not fail on %s; take the waiver out"
                        .formatted(waiver.control(), waiver.resource()))
                .toList();
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
    }

    /** The result of one control. */
    ControlResult of(String control) {
        return results.stream()
                .filter(result -> result.control().id().equals(control))
                .findFirst()
                .orElseThrow();
    }

    /** Those that stand so. */
    List<ControlResult> with(Status status) {
        return results.stream().filter(result -> result.status() == status).toList();
    }
}
