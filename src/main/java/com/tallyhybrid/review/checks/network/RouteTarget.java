package com.tallyhybrid.review.checks.network;

/** Where a route leads: to the internet, into somebody else's network, or to what the owner has. */
enum RouteTarget {
    INTERNET_GATEWAY("an internet gateway", true, true),
    OUT_ONLY("the internet, one way", true, false),
    OTHER_NETWORK("another network", true, false),
    INSIDE("an endpoint or a machine of the network", false, false),
    OFFICE("the VPN", false, false);

    private final String words;
    private final boolean dangerous;
    private final boolean dangerousWhenNew;

    RouteTarget(String words, boolean dangerous, boolean dangerousWhenNew) {
        this.words = words;
        this.dangerous = dangerous;
        this.dangerousWhenNew = dangerousWhenNew;
    }

    String words() {
        return words;
    }

    /** Whether a route to it is a danger, in a table that there was before or in a new one. */
    boolean isDangerous(boolean newTable) {
        return newTable ? dangerousWhenNew : dangerous;
    }
}
