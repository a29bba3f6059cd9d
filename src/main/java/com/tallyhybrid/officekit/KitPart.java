package com.tallyhybrid.officekit;

import java.util.stream.Stream;

/** One subject of the kit, such as the routers or the agents' jobs. */
public interface KitPart {

    /** Its files; none where the deployment has no use for them. */
    Stream<KitFile> files(Handover handover);
}
