package com.tallyhybrid.handover;

import java.util.List;

/** The whole kit: one folder an office and a Tally server. */
public final class OfficeKit {

    private static final List<KitPart> PARTS = List.of();

    private OfficeKit() {}

    /** Every file, in the order of the parts. */
    public static List<KitFile> of(Handover handover) {
        return PARTS.stream().flatMap(part -> part.files(handover)).toList();
    }
}
