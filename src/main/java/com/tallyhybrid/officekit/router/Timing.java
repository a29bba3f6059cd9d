package com.tallyhybrid.officekit.router;

import com.tallyhybrid.app.network.TunnelPolicy;

/**
 * The times and sizes of a tunnel.
 *
 * <p>A router renews a tenth before the end, so that it does not wait for AWS and the keys never run out.
 */
record Timing() {

    private static final int DPD_FAILURES = 3;

    int phase1Seconds() {
        return TunnelPolicy.PHASE1_SECONDS;
    }

    int phase1Rekey() {
        return phase1Seconds() - phase1Margin();
    }

    int phase1Margin() {
        return phase1Seconds() / 10;
    }

    int phase2Seconds() {
        return TunnelPolicy.PHASE2_SECONDS;
    }

    int phase2Rekey() {
        return phase2Seconds() - phase2Margin();
    }

    int phase2Margin() {
        return phase2Seconds() / 10;
    }

    /** Seconds between two questions whether AWS is alive. */
    int dpdInterval() {
        return TunnelPolicy.DPD_SECONDS / DPD_FAILURES;
    }

    int dpdFailures() {
        return DPD_FAILURES;
    }

    int dpdSeconds() {
        return TunnelPolicy.DPD_SECONDS;
    }

    /** AWS's own window, which the VPN connection does not change. */
    int replayWindow() {
        return 1024;
    }

    /** What one packet may carry: fits AES-256 with SHA-512 behind address translation on a PPPoE line. */
    int mss() {
        return 1360;
    }

    /** The first size that is cut down. */
    int mssPlusOne() {
        return mss() + 1;
    }

    /** The same with the headers of TCP and IP. */
    int mtu() {
        return mss() + 40;
    }
}
