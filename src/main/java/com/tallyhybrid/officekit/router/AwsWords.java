package com.tallyhybrid.officekit.router;

import com.tallyhybrid.app.network.TunnelPolicy;
import java.util.stream.Collectors;

/** The tunnel policy in AWS's words, for a router that no text is made for. */
record AwsWords() {

    String version() {
        return TunnelPolicy.IKE_VERSION.replace("ikev", "IKEv");
    }

    String encryption() {
        return String.join(", ", TunnelPolicy.ENCRYPTION);
    }

    String integrity() {
        return String.join(", ", TunnelPolicy.INTEGRITY);
    }

    String groups() {
        return TunnelPolicy.DH_GROUPS.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
