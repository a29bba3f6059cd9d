package com.tallyhybrid.review.checks.protection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiPredicate;

/** Something that a template says, for certain or perhaps. */
interface Stated {

    /** The function on which it depends whether it is so; a missing node where it is certain. */
    JsonNode function();

    default boolean isCertain() {
        return function().isMissingNode();
    }

    /** Whether none of the others stands for it, neither for certain nor whenever it is so itself. */
    static <T extends Stated> Weakening missed(T wanted, List<T> others, BiPredicate<T, T> standsFor) {
        List<T> found =
                others.stream().filter(other -> standsFor.test(other, wanted)).toList();
        if (found.stream()
                .anyMatch(other -> other.isCertain() || other.function().equals(wanted.function()))) {
            return Weakening.NOT_WEAKER;
        }
        return wanted.isCertain() && found.isEmpty() ? Weakening.WEAKER : Weakening.UNKNOWN;
    }
}
