package com.tallyhybrid.officekit.files;

import com.tallyhybrid.officekit.Handover;
import com.tallyhybrid.officekit.KitFile;
import com.tallyhybrid.officekit.KitPart;
import com.tallyhybrid.officekit.TextTemplate;
import com.tallyhybrid.settings.FileServer;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import java.util.stream.Stream;

/**
 * The file server's pages for an office: what an own domain must allow before it is made; once it is there, how
 * computers and people find it, and how the files of the NAS get there.
 */
public final class FileServerPart implements KitPart {

    private static final TextTemplate BEFORE = TextTemplate.html("files/before-the-file-server.html");
    private static final TextTemplate DIRECTORY = TextTemplate.html("files/directory-and-dns.html");
    private static final TextTemplate MIGRATION = TextTemplate.html("files/nas-migration.html");

    @Override
    public Stream<KitFile> files(Handover handover) {
        return handover.deployment().fileServer().stream()
                .flatMap(settings -> handover.network().stream()
                        .flatMap(network -> network.offices().stream()
                                .flatMap(office -> pages(handover, network, settings, office))));
    }

    private static Stream<KitFile> pages(Handover handover, Network network, FileServer settings, Office office) {
        var directory = new DirectoryValues(handover, network, settings, office);
        Stream<KitFile> before = directory.managed()
                ? Stream.of()
                : Stream.of(page(office, "before-the-file-server", BEFORE.with(directory)));
        // An own domain is prepared while the file server is not there yet.
        return handover.fileServer().isPresent()
                ? Stream.concat(
                        before,
                        Stream.of(
                                page(office, "directory-and-dns", DIRECTORY.with(directory)),
                                page(
                                        office,
                                        "nas-migration",
                                        MIGRATION.with(MigrationValues.of(handover, settings, office)))))
                : before;
    }

    private static KitFile page(Office office, String name, String text) {
        return new KitFile("offices/%s/%s.html".formatted(office.name(), name), text);
    }
}
