package com.tallyhybrid.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.tallyhybrid.data.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The one table of what costs.
 *
 * @param changes what makes a bill larger or smaller
 * @param lines what stands on a bill
 * @param free resource types that cost nothing, and why
 */
public record CostTable(List<CostDriver> changes, List<LineRule> lines, Map<String, String> free) {

    private static final CostTable KNOWN = DataFile.read(CostTable.class, "drivers.yaml", new TypeReference<>() {});

    public CostTable {
        changes = List.copyOf(changes);
        lines = List.copyOf(lines);
    }

    /** The table of the project. */
    public static CostTable known() {
        return KNOWN;
    }

    /** The lines of a type, those that exclude each other together; none for a type that costs nothing. */
    List<List<LineRule>> choices(String type) {
        if (free.containsKey(type)) {
            return List.of();
        }
        List<List<LineRule>> choices = new ArrayList<>();
        lines.stream()
                .filter(line -> line.type().equals(type))
                .forEach(line -> choices.stream()
                        .filter(same -> same.get(0).words().equals(line.words()))
                        .findFirst()
                        .ifPresentOrElse(same -> same.add(line), () -> choices.add(new ArrayList<>(List.of(line)))));
        return choices.isEmpty() ? List.of(List.of(unknown(type))) : choices;
    }

    private LineRule unknown(String type) {
        String words = Stream.concat(
                        changes.stream()
                                .filter(change -> change.type().equals(type) && change.measure() == Measure.EXISTS)
                                .map(CostDriver::words),
                        Stream.of("a resource of a type that is not priced here"))
                .findFirst()
                .orElseThrow();
        return LineRule.unpriced(type, words);
    }
}
