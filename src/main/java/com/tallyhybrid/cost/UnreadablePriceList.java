package com.tallyhybrid.cost;

import java.util.List;

/** A folder without a price list of AWS that can be read, with everything that is wrong with it. */
public final class UnreadablePriceList extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadablePriceList(List<String> problems) {
        super(String.join("\n", problems));
    }
}
