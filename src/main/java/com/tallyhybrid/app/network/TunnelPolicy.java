package com.tallyhybrid.app.network;

import java.util.List;

/**
 * What both ends of every tunnel must agree on; the one definition for the VPN connection and for the routers.
 *
 * <p>AWS accepts IKEv1, SHA-1 and 1024-bit groups unless it is told not to. These lists hold what is strong and what
 * common office routers can still do. Changing any value replaces every VPN connection: new addresses and keys for
 * every router.
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html">Site-to-Site VPN: tunnel options</a>
 */
public final class TunnelPolicy {

    public static final String IKE_VERSION = "ikev2";
    public static final List<String> ENCRYPTION = List.of("AES256-GCM-16", "AES256");
    public static final List<String> INTEGRITY = List.of("SHA2-256", "SHA2-384", "SHA2-512");
    /** 2048-bit MODP for older routers, then the elliptic curves. */
    public static final List<Integer> DH_GROUPS = List.of(14, 19, 20, 21);
    /** Seconds before the key exchange of IKE is repeated. */
    public static final int PHASE1_SECONDS = 28_800;
    /** Seconds before the keys of the traffic are renewed. */
    public static final int PHASE2_SECONDS = 3_600;
    /** Seconds without an answer before AWS takes the router for dead. */
    public static final int DPD_SECONDS = 30;
    /** AWS restarts a dead tunnel itself; its default is to give it up. */
    public static final String DPD_ACTION = "restart";
    /** AWS opens the tunnel itself, so it comes back after an outage with no traffic from the office. */
    public static final String STARTUP_ACTION = "start";

    private TunnelPolicy() {}
}
