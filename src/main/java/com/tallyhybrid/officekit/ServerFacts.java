package com.tallyhybrid.officekit;

import com.tallyhybrid.app.foundation.LogicalIds;
import com.tallyhybrid.settings.TallyServer;
import java.util.List;

/**
 * A Tally server in the words of a page.
 *
 * @param agent its user, and the folder of its backups in the bucket
 * @param folders what its job backs up
 * @param startTime when its job starts, with the zone
 * @param secrets names of the secrets that hold its access keys
 */
record ServerFacts(String name, String agent, List<String> folders, String startTime, List<String> secrets) {

    static ServerFacts of(Handover handover, TallyServer server) {
        String key = "Agent%sKey%%dSecretName".formatted(LogicalIds.of(server.name()));
        return new ServerFacts(
                server.name(),
                handover.names().agent(server),
                server.dataFolders(),
                "%s %s".formatted(server.startTime().time(), server.startTime().zone()),
                server.keySerials().stream()
                        .map(serial -> handover.output("Backup", key.formatted(serial)))
                        .toList());
    }
}
