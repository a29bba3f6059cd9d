package com.tallyhybrid.officekit;

import com.tallyhybrid.settings.DailyTime;
import com.tallyhybrid.settings.TallyServer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two jobs of every Tally server: the nightly one, and the one that fills the archive once a year.
 *
 * @param today the day of the first nightly run. A run in the past starts at the import
 */
record BackupJobs(LocalDate today) implements KitPart {

    /** Where the server's script puts what stores a report after each run. */
    private static final String REPORT_SCRIPT = "C:\\ProgramData\\TallyHybrid\\Publish-BackupReport.ps1";

    @Override
    public Stream<KitFile> files(Handover handover) {
        return handover.deployment().backup().servers().stream().flatMap(server -> {
            String folder = "servers/" + server.name() + "/";
            return Stream.of(
                    new KitFile(
                            folder + "duplicati-job.json",
                            nightly(handover, server).json()),
                    new KitFile(
                            folder + "duplicati-year-end-job.json",
                            yearEnd(handover, server).json()));
        });
    }

    private DuplicatiJob nightly(Handover handover, TallyServer server) {
        String agent = handover.names().agent(server);
        return new DuplicatiJob(
                "Tally daily " + agent,
                handover.output("Backup", "BackupBucketName"),
                agent,
                server.dataFolders(),
                Optional.of(firstRun(server.startTime())),
                nightlyOptions(handover.deployment().backup().retention().toString()));
    }

    private Instant firstRun(DailyTime time) {
        return today.atTime(time.time()).atZone(time.zone()).toInstant();
    }

    private static Map<String, String> nightlyOptions(String retention) {
        var options = new LinkedHashMap<String, String>();
        options.put("retention-policy", retention);
        options.put("run-script-after", reportCommand());
        options.put("run-script-with-arguments", "true");
        options.put("run-script-timeout", "5m");
        options.put("run-script-result-output-format", "Json");
        return options;
    }

    /** Windows does not start a script by its name, and its arguments are arguments only if Duplicati is told so. */
    private static String reportCommand() {
        return String.join(
                " ",
                List.of(
                        "powershell.exe",
                        "-NoProfile",
                        "-NonInteractive",
                        "-ExecutionPolicy",
                        "Bypass",
                        "-File",
                        "\"" + REPORT_SCRIPT + "\""));
    }

    /**
     * Every version is kept and nothing is compacted: the agent may not delete there, and what it stores is locked. A
     * report would be locked for nine years too, and whoever starts the job looks at it.
     */
    private DuplicatiJob yearEnd(Handover handover, TallyServer server) {
        String agent = handover.names().agent(server);
        FinancialYear year = FinancialYear.endedBefore(today);
        return new DuplicatiJob(
                "Tally year-end %s %s".formatted(year, agent),
                handover.output("Backup", "ArchiveBucketName"),
                agent + "/" + year,
                server.dataFolders(),
                Optional.empty(),
                Map.of("no-auto-compact", "true"));
    }
}
