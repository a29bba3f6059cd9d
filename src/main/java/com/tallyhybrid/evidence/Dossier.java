package com.tallyhybrid.evidence;

import com.tallyhybrid.accessmatrix.AccessMatrix;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.settings.DailyTime;
import com.tallyhybrid.settings.Deployment;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that a pack is made from, read and found good.
 *
 * @param deployment the settings
 * @param templates what was synthesized from them
 * @param matrix who may do what, by these templates
 * @param register the register of daily backups; empty where no record was handed in
 * @param drills restore drills; empty where none was handed in
 * @param attestations what people say
 * @param tests the project's own tests; nothing in it where none was handed in
 * @param today the day of the pack, in India
 */
record Dossier(
        Deployment deployment,
        Assembly templates,
        AccessMatrix matrix,
        Optional<BackupRegister> register,
        Optional<List<RestoreDrill>> drills,
        Attestations attestations,
        TestResults tests,
        LocalDate today) {

    /** Whether the deployment has what a control needs. */
    boolean has(String feature) {
        return switch (feature) {
            case "network" -> deployment.network().isPresent();
            case "fileServer" -> deployment.fileServer().isPresent();
            case "allowedSources" -> !deployment.backup().allowedSources().isEmpty();
            case "breakGlass" -> !deployment.backup().breakGlassUsers().isEmpty();
            default -> throw new IllegalArgumentException("unknown feature " + feature);
        };
    }

    /** When the job of each server starts, by agent. */
    static Map<String, DailyTime> starts(Deployment deployment) {
        var starts = new TreeMap<String, DailyTime>();
        deployment
                .backup()
                .servers()
                .forEach(server -> starts.put(Names.of(deployment).agent(server), server.startTime()));
        return starts;
    }

    /** A text of the controls with this deployment's names in its places. */
    String fill(String text) {
        return text.replace("{name}", deployment.name())
                .replace("{account}", deployment.account())
                .replace("{agent}", starts(deployment).keySet().iterator().next())
                .replace("{monthAgo}", today.minusMonths(1).toString())
                .replace(
                        "{yearAgoMillis}",
                        String.valueOf(today.minusYears(1)
                                .atStartOfDay(BackupRegister.INDIA)
                                .toInstant()
                                .toEpochMilli()));
    }
}
