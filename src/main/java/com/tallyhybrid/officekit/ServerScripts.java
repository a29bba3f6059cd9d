package com.tallyhybrid.officekit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.settings.TallyServer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The PowerShell for every Tally server, and the one file that tells it which server it is on. */
final class ServerScripts implements KitPart {

    /** By name, because a class path cannot be listed everywhere. */
    static final List<String> NAMES = List.of(
            "Install-BackupAgent.ps1",
            "Invoke-SystemStep.ps1",
            "Mount-FileShare.ps1",
            "Publish-BackupReport.ps1",
            "S3Request.ps1",
            "SecretStore.ps1",
            "Set-TimeSource.ps1",
            "Shared.ps1",
            "SystemStep.ps1",
            "Test-Restore.ps1",
            "Uninstall-BackupAgent.ps1");

    @Override
    public Stream<KitFile> files(Handover handover) {
        return handover.deployment().backup().servers().stream()
                .flatMap(server -> Stream.concat(
                        Stream.of(new KitFile(
                                place(server, "tally-backup.json"), json(ServerConfiguration.of(handover, server)))),
                        NAMES.stream()
                                .map(name -> new KitFile(place(server, name), TextTemplate.read("office/" + name)))));
    }

    private static String place(TallyServer server, String file) {
        return "servers/%s/%s".formatted(server.name(), file);
    }

    private static String json(ServerConfiguration configuration) {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(configuration) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
