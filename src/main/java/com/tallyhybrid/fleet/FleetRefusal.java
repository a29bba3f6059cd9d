package com.tallyhybrid.fleet;

import java.util.List;

/** Nothing was done for any client, because of what was asked: every reason at once. */
final class FleetRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FleetRefusal(List<String> problems) {
        super(String.join("\n", problems));
    }
}
