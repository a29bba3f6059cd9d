package com.tallyhybrid.fleet;

import java.util.function.UnaryOperator;

/** The addresses, names and domains of the example, made a client's own. */
final class GeneratedAddresses {

    private GeneratedAddresses() {}

    static UnaryOperator<String> of(int client) {
        return text -> text.replace("198.51.100.10", "20.7.%d.1".formatted(client))
                .replace("203.0.113.20", "20.7.%d.2".formatted(client))
                .replace(".sharma.example", ".firm%d.test".formatted(client));
    }
}
