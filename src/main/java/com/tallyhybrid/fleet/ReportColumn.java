package com.tallyhybrid.fleet;

import com.tallyhybrid.cost.CostEstimate;
import com.tallyhybrid.cost.Usage;
import com.tallyhybrid.cost.UsageCase;
import com.tallyhybrid.review.waiver.Waiver;
import com.tallyhybrid.settings.Backup;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A column of the owner's page: one more line in {@link #ALL} is one more column.
 *
 * @param title what stands above it
 * @param cell what it says of a client, beside the waivers of the repository
 */
record ReportColumn(String title, BiFunction<FleetClient, List<Waiver>, String> cell) {

    static final List<ReportColumn> ALL = List.of(
            new ReportColumn("Client", (client, waivers) -> client.name()),
            new ReportColumn("Account", (client, waivers) -> client.account()),
            new ReportColumn(
                    "Tally servers",
                    (client, waivers) ->
                            number(client.deployment().backup().servers().size())),
            new ReportColumn(
                    "Offices",
                    (client, waivers) -> number(client.deployment()
                            .network()
                            .map(Network::offices)
                            .map(List::size)
                            .orElse(0))),
            new ReportColumn(
                    "File server",
                    (client, waivers) -> client.deployment()
                            .fileServer()
                            .map(FileServer::storageGib)
                            .map(gib -> gib + " GiB")
                            .orElse("none")),
            new ReportColumn(
                    "Monthly cost",
                    (client, waivers) -> CostEstimate.of(client.templates(), Usage.ASSUMED)
                            .monthly(UsageCase.USUAL)
                            .toString()),
            new ReportColumn("Retention", (client, waivers) -> retention(client.deployment())),
            new ReportColumn(
                    "Open waivers",
                    (client, waivers) -> number((int) waivers.stream()
                            .filter(waiver -> waiver.target()
                                    .resource()
                                    .startsWith(client.deployment().name() + "-"))
                            .count())));

    private static String number(int number) {
        return String.valueOf(number);
    }

    /** The days that nobody can shorten, and the days after which a deleted backup is gone. */
    private static String retention(Deployment deployment) {
        Backup backup = deployment.backup();
        String backups = "backups locked %s days, kept %s after a deletion"
                .formatted(backup.lockDays(), backup.noncurrentDays());
        return deployment
                .fileServer()
                .map(files -> backups + "; file server locked " + files.vaultDays())
                .orElse(backups);
    }
}
