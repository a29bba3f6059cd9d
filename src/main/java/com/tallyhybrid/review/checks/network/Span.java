package com.tallyhybrid.review.checks.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run of whole numbers, both ends included: ports, or numbers of protocols. */
record Span(int from, int to) {

    static final Span PORTS = new Span(0, 65_535);
    static final Span PROTOCOLS = new Span(0, 255);

    static Span of(int only) {
        return new Span(only, only);
    }

    Optional<Span> common(Span other) {
        int low = Math.max(from, other.from);
        int high = Math.min(to, other.to);
        return low <= high ? Optional.of(new Span(low, high)) : Optional.empty();
    }

    /** What is left without another that has some of it. */
    List<Span> without(Span other) {
        List<Span> left = new ArrayList<>();
        if (from < other.from) {
            left.add(new Span(from, other.from - 1));
        }
        if (to > other.to) {
            left.add(new Span(other.to + 1, to));
        }
        return left;
    }

    @Override
    public String toString() {
        return from == to ? String.valueOf(from) : from + "-" + to;
    }
}
