package com.tallyhybrid.officekit;

import com.tallyhybrid.officekit.files.FileServerPart;
import com.tallyhybrid.officekit.router.RouterPart;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The whole kit: a page for each who has work on the first day, one folder an office and a Tally server. */
public final class OfficeKit {

    private OfficeKit() {}

    private static List<KitPart> parts(LocalDate today) {
        return List.of(
                new FirstDay(),
                new Disclosure(),
                new BackupJobs(today),
                new ServerScripts(),
                new RouterPart(),
                new FileServerPart(),
                new RunbookPart());
    }

    /**
     * Every file, in the order of the parts; the way in, which lists the others, last.
     *
     * @param today from which day the jobs count
     */
    public static List<KitFile> of(Handover handover, LocalDate today) {
        List<KitFile> files = new ArrayList<>(
                parts(today).stream().flatMap(part -> part.files(handover)).toList());
        files.add(IndexPage.to(files, handover));
        return List.copyOf(files);
    }
}
