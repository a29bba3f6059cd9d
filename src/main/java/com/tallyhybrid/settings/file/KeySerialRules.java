package com.tallyhybrid.settings.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.tallyhybrid.settings.file.AcceptedValues.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules between the serials that a server's keys have and those that they had. */
final class KeySerialRules {

    private static final String ACTIVE = "/keySerials/*";
    private static final String RETIRED = "/retiredKeySerials/*";

    private final AcceptedValues values;
    private final List<Finding> findings = new ArrayList<>();

    private KeySerialRules(AcceptedValues values) {
        this.values = values;
    }

    static List<Finding> check(AcceptedValues values) {
        var rules = new KeySerialRules(values);
        Map<JsonPointer, List<Value>> retired = rules.byServer(RETIRED);
        rules.byServer(ACTIVE)
                .forEach((server, active) -> rules.check(server, active, retired.getOrDefault(server, List.of())));
        return rules.findings;
    }

    private Map<JsonPointer, List<Value>> byServer(String list) {
        Map<JsonPointer, List<Value>> serials = new LinkedHashMap<>();
        for (Value serial : values.all("/backup/servers/*" + list)) {
            JsonPointer server = serial.at().head().head();
            // Half a list would seem to forget the serials of the other half.
            if (values.complete(server + ACTIVE) && values.complete(server + RETIRED)) {
                serials.computeIfAbsent(server, first -> new ArrayList<>()).add(serial);
            }
        }
        return serials;
    }

    private void check(JsonPointer server, List<Value> active, List<Value> retired) {
        BitSet used = new BitSet();
        retired.forEach(serial -> used.set(serial.number()));
        int next = Math.max(highest(active), highest(retired)) + 1;
        active.stream()
                .filter(serial -> used.get(serial.number()))
                .forEach(serial -> findings.add(new Finding(
                        serial.at(),
                        "serial %s is retired; a retired key is never made again; give %s"
                                .formatted(serial.number(), next))));
        active.forEach(serial -> used.set(serial.number()));
        // As no serial is 0, this counts those from 1 to the highest that are not set.
        int forgotten = Math.max(0, used.length() - 1) - used.cardinality();
        if (forgotten > 0) {
            String text = forgotten == 1
                    ? "serial %s is neither active nor retired; add it to retiredKeySerials"
                    : "serials %s are neither active nor retired; add them to retiredKeySerials";
            findings.add(
                    new Finding(server.appendProperty("keySerials"), text.formatted(String.join(", ", gaps(used)))));
        }
    }

    private static int highest(List<Value> serials) {
        return serials.stream().mapToInt(Value::number).max().orElse(0);
    }

    /** The runs of serials below the highest that are not set. */
    private static List<String> gaps(BitSet used) {
        List<String> gaps = new ArrayList<>();
        int first = used.nextClearBit(1);
        while (first < used.length()) {
            int after = used.nextSetBit(first);
            gaps.add(after - first == 1 ? "" + first : "%s to %s".formatted(first, after - 1));
            first = used.nextClearBit(after);
        }
        return gaps;
    }
}
