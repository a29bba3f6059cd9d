package com.tallyhybrid.officekit.router;

import java.util.List;
import java.util.Map;

/** What a router is given by one command. */
public final class RouterStrings {

    private RouterStrings() {}

    /** The value of one parameter of a single {@code add}; the command adds nothing else and holds no second one. */
    public static String given(String command, String parameter) {
        RouterOs router = new RouterOs("7.16.2 (stable)");
        router.run(command);
        List<Map<String, String>> items = router.items("/ip note");
        if (items.size() != 1
                || items.get(0).size() != 4
                || RouterOsText.statements(command).size() != 1) {
            throw new AssertionError("more than was meant: " + items);
        }
        return items.get(0).get(parameter);
    }
}
