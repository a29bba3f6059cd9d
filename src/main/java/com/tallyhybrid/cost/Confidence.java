package com.tallyhybrid.cost;

/** How well a price is known; {@code prices.yaml} says what each means. */
public enum Confidence {
    PUBLISHED,
    DERIVED,
    BRACKET,
    UNKNOWN
}
