package com.tallyhybrid.officekit;

import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What the settings may leave out, but a job may not. */
final class JobChecks {

    private JobChecks() {}

    static List<String> problems(Path settings, Deployment deployment) {
        List<TallyServer> servers = deployment.backup().servers();
        return IntStream.range(0, servers.size())
                .filter(place -> servers.get(place).dataFolders().isEmpty())
                .mapToObj(place -> ("%s: backup.servers[%d].dataFolders: missing for %s, so its job would back up"
                                + " nothing; give the folders that hold Tally's companies, such as"
                                + " ['D:\\TallyPrime\\Data']")
                        .formatted(
                                OutputsFile.shown(settings),
                                place,
                                servers.get(place).name()))
                .toList();
    }
}
