package com.tallyhybrid.cost;

import java.util.Locale;

/** How much a deployment is used. */
public enum UsageCase {
    LOW,
    USUAL,
    HIGH;

    /** The key in usage files and reports. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
