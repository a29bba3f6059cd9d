package com.tallyhybrid.officekit.router;

import com.tallyhybrid.officekit.Handover;
import com.tallyhybrid.officekit.KitFile;
import com.tallyhybrid.officekit.KitPart;
import com.tallyhybrid.settings.Network;
import com.tallyhybrid.settings.Office;
import java.util.List;
import java.util.stream.Stream;

/** Both tunnels of every office for the routers that offices have, and one page that leads through them. */
public final class RouterPart implements KitPart {

    private static final List<RouterText> TEXTS = List.of(
            RouterText.page("router.html"),
            RouterText.plain("strongswan/swanctl.conf"),
            RouterText.plain("strongswan/strongswan.conf"),
            RouterText.plain("strongswan/tally-hybrid-tunnels.sh"),
            RouterText.plain("strongswan/tally-hybrid-tunnels.service"),
            RouterText.plain("strongswan/nftables.conf"),
            RouterText.plain("strongswan/tally-hybrid-updown.sh").forStaticRoutes(),
            RouterText.plain("strongswan/frr.conf").forBgp(),
            RouterText.plain("mikrotik.rsc").forStaticRoutes(),
            RouterText.plain("fortigate.conf"),
            RouterText.page("sophos.html"),
            RouterText.page("pfsense.html"));

    @Override
    public Stream<KitFile> files(Handover handover) {
        return handover.network().stream()
                .flatMap(network -> network.offices().stream().flatMap(office -> files(handover, network, office)));
    }

    private static Stream<KitFile> files(Handover handover, Network network, Office office) {
        var values = RouterValues.of(handover, network, office);
        return TEXTS.stream()
                .filter(text -> text.fits(office))
                .map(text ->
                        new KitFile("offices/%s/router/%s".formatted(office.name(), text.file()), text.of(values)));
    }
}
