package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.iam.simulator.Condition.Quantifier;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the {@code Condition} of a statement. */
final class ConditionReader {

    private static final String IF_EXISTS = "IfExists";

    private ConditionReader() {}

    static List<Condition> read(String label, boolean variables, JsonNode block) {
        List<Condition> conditions = new ArrayList<>();
        block.properties().forEach(operator -> {
            Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            operator.getValue().properties().forEach(line -> {
                // Whether AWS joins the two spellings by "and" or takes the last one is documented nowhere.
                if (!keys.add(line.getKey())) {
                    throw PolicyReader.refusal(label, operator.getKey() + " names twice the key " + line.getKey());
                }
                conditions.add(condition(label, variables, operator.getKey(), line.getKey(), line.getValue()));
            });
        });
        if (!block.isMissingNode() && conditions.isEmpty()) {
            throw PolicyReader.refusal(label, "an empty Condition");
        }
        return List.copyOf(conditions);
    }

    private static Condition condition(String label, boolean variables, String name, String key, JsonNode value) {
        List<String> texts = PolicyReader.texts(label, value);
        // A service's prefix, or the host of an identity provider.
        if (!key.matches("[A-Za-z0-9.-]+:.+")) {
            throw PolicyReader.refusal(label, "not a condition key: " + key);
        }
        if (name.equals("Null")) {
            return new Condition.Absent(key, texts.stream().map(Operator::truth).toList());
        }
        Quantifier quantifier = quantifier(name);
        String rest = quantifier == Quantifier.ONE ? name : name.substring(name.indexOf(':') + 1);
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String bare = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        Operator operator =
                Operator.named(bare).orElseThrow(() -> PolicyReader.refusal(label, "unknown operator " + name));
        List<PolicyText> values =
                texts.stream().map(text -> new PolicyText(text, variables)).toList();
        check(label, name, operator, values);
        return new Condition.Compared(label, quantifier, operator, ifExists, key, values);
    }

    private static void check(String label, String name, Operator operator, List<PolicyText> values) {
        try {
            values.forEach(operator.check());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw PolicyReader.refusal(label, "%s cannot compare with %s".formatted(name, values));
        }
    }

    private static Quantifier quantifier(String name) {
        if (name.startsWith("ForAllValues:")) {
            return Quantifier.ALL;
        }
        return name.startsWith("ForAnyValue:") ? Quantifier.ANY : Quantifier.ONE;
    }
}
