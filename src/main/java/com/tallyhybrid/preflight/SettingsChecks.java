package com.tallyhybrid.preflight;

import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import com.tallyhybrid.settings.Cidr;
import com.tallyhybrid.settings.Office;
import com.tallyhybrid.settings.notice.SettingsNotices;
import java.util.ArrayList;
import java.util.List;

/** What the settings alone show. */
record SettingsChecks(PlannedDeployment planned, ShellCommands commands) {

    private static final String EXAMPLE =
            "An example value makes a deployment for nobody: no mail comes, no tunnel rises.";
    private static final String SOURCES =
            "Access keys work from allowedSources only: a server behind another address cannot back up, and you are"
                    + " told a day later.";

    List<PreflightCheck> all() {
        var checks = new ArrayList<PreflightCheck>();
        for (String placeholder : SettingsNotices.placeholders(planned.settings())) {
            checks.add(PreflightCheck.known("example value", EXAMPLE, replace(placeholder)));
        }
        if (checks.isEmpty()) {
            checks.add(PreflightCheck.known(
                    "example values", EXAMPLE, new Fine("no example value is left in the settings")));
        }
        if (!planned.settings().backup().allowedSources().isEmpty()) {
            planned.settings().network().stream()
                    .flatMap(network -> network.offices().stream())
                    .map(office -> PreflightCheck.known("allowedSources", SOURCES, gateway(office)))
                    .forEach(checks::add);
        }
        return checks;
    }

    private CheckOutcome replace(String placeholder) {
        return new Mend(placeholder, List.of("Replace it in %s, and synth again.".formatted(commands.settingsName())));
    }

    private CheckOutcome gateway(Office office) {
        List<Cidr> sources = planned.settings().backup().allowedSources();
        if (sources.stream().anyMatch(source -> source.contains(office.gatewayIp()))) {
            return new Fine("office %s: its gatewayIp %s lies inside".formatted(office.name(), office.gatewayIp()));
        }
        return new Mend(
                "office %s: its gatewayIp %s lies in none of them".formatted(office.name(), office.gatewayIp()),
                List.of(
                        "In %s: add %s/32 to backup.allowedSources, or the address from which its Tally servers reach the internet."
                                .formatted(commands.settingsName(), office.gatewayIp())));
    }
}
