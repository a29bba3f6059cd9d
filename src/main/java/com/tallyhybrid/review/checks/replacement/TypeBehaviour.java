package com.tallyhybrid.review.checks.replacement;

import java.util.List;
import java.util.Optional;

/**
 * What AWS publishes about the properties of a type.
 *
 * @param stateful whether the specification says that it holds data
 * @param name the property that names it in its account, if there is one
 * @param within the properties that the name is unique in, besides account and Region
 * @param replaces dotted paths that always replace
 * @param mayReplace dotted paths that replace depending on the values
 */
record TypeBehaviour(
        boolean stateful, Optional<String> name, List<String> within, List<String> replaces, List<String> mayReplace) {

    TypeBehaviour {
        within = within == null ? List.of() : List.copyOf(within);
        replaces = replaces == null ? List.of() : List.copyOf(replaces);
        mayReplace = mayReplace == null ? List.of() : List.copyOf(mayReplace);
    }
}
