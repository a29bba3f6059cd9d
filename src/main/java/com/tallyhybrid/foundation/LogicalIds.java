package com.tallyhybrid.foundation;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Logical ids made from the names that an owner gives. */
public final class LogicalIds {

    private LogicalIds() {}

    /**
     * The name in PascalCase: {@code head-office} becomes {@code HeadOffice}.
     *
     * <p>Two names share an id only if they differ in hyphens alone, which the settings refuse.
     */
    public static String of(String name) {
        return Stream.of(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
