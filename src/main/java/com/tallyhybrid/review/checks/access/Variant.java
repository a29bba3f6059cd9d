package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.cloudformation.Inputs;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One of the things that a value may turn out to be when it holds {@code Fn::If}.
 *
 * @param value without the choices
 * @param when how the conditions of the template have to fall for it; empty where there is nothing to choose
 */
record Variant(JsonNode value, List<ConditionEntry> when) {

    /** Four conditions make sixteen variants; a value that hangs on more of them is read as the defaults make it. */
    static final int MOST_CONDITIONS = 4;

    /** Every variant, of the conditions that the inputs leave open; one where all of them are decided. */
    static List<Variant> of(Inputs inputs, JsonNode value) {
        Set<String> open = new TreeSet<>();
        if (!collect(inputs, value, open)) {
            return List.of(new Variant(value, List.of()));
        }
        List<Variant> variants = new ArrayList<>();
        List<String> names = open.stream().limit(MOST_CONDITIONS).toList();
        for (int choice = 0; choice < 1 << names.size(); choice++) {
            Map<String, Boolean> chosen = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                chosen.put(names.get(i), (choice >> i & 1) == 0);
            }
            List<ConditionEntry> when = chosen.entrySet().stream()
                    .map(entry -> choice(entry.getKey(), entry.getValue()))
                    .toList();
            variants.add(new Variant(chosen(inputs, chosen, value), when));
        }
        boolean same = variants.stream().map(Variant::value).distinct().count() == 1;
        return same ? List.of(new Variant(variants.get(0).value, List.of())) : variants;
    }

    /** The line that says how a condition of the template falls. */
    static ConditionEntry choice(String condition, boolean holds) {
        return new ConditionEntry("Fn::If", condition, List.of(String.valueOf(holds)));
    }

    /** This and what has to hold besides. */
    Variant besides(List<ConditionEntry> besides) {
        List<ConditionEntry> all = new ArrayList<>(besides);
        all.addAll(when);
        return new Variant(value, all);
    }

    /** Whether the value holds a choice at all; adds the conditions that nobody has decided. */
    private static boolean collect(Inputs inputs, JsonNode value, Set<String> open) {
        boolean found = false;
        if (Intrinsic.isFunction(value) && Intrinsic.of(value) instanceof Intrinsic.If choice) {
            found = true;
            if (inputs.condition(choice.condition()).isEmpty()) {
                open.add(choice.condition());
            }
        }
        for (JsonNode part : value) {
            found |= collect(inputs, part, open);
        }
        return found;
    }

    private static JsonNode chosen(Inputs inputs, Map<String, Boolean> chosen, JsonNode value) {
        if (Intrinsic.isFunction(value) && Intrinsic.of(value) instanceof Intrinsic.If choice) {
            Optional<Boolean> holds =
                    inputs.condition(choice.condition()).or(() -> Optional.ofNullable(chosen.get(choice.condition())));
            if (holds.isPresent()) {
                return chosen(inputs, chosen, holds.get() ? choice.then() : choice.otherwise());
            }
        }
        return Rewriting.inside(value, part -> {
            JsonNode left = chosen(inputs, chosen, part);
            return Intrinsic.isNoValue(left) ? MissingNode.getInstance() : left;
        });
    }
}
