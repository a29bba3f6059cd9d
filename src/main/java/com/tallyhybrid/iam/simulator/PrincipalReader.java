package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Reads the {@code Principal} or {@code NotPrincipal} of a statement. */
final class PrincipalReader {

    private static final String ARN =
            "arn:aws:iam::\\d{12}:(root|(user|role)/[^*?$]+)|arn:aws:sts::\\d{12}:assumed-role/[^*?$/]+/[^*?$/]+";

    private PrincipalReader() {}

    static PrincipalElement read(String label, JsonNode statement) {
        boolean negated = statement.has("NotPrincipal");
        if (negated && statement.has("Principal")) {
            throw PolicyReader.refusal(label, "Principal and NotPrincipal exclude each other");
        }
        JsonNode element = statement.get(negated ? "NotPrincipal" : "Principal");
        if (element.asText().equals("*")) {
            return new PrincipalElement(label, negated, Set.of("*"));
        }
        Set<String> listed = new HashSet<>();
        element.properties()
                .forEach(entry -> PolicyReader.texts(label, entry.getValue())
                        .forEach(text -> listed.add(one(label, entry.getKey(), text))));
        if (listed.isEmpty()) {
            throw PolicyReader.refusal(label, "names no principal: " + element);
        }
        return new PrincipalElement(label, negated, Set.copyOf(listed));
    }

    private static String one(String label, String kind, String text) {
        if (kind.equals("AWS")) {
            if (text.matches("\\d{12}")) {
                return "arn:aws:iam::" + text + ":root";
            }
            if (text.equals("*") || text.matches(ARN)) {
                return text;
            }
        }
        if (kind.equals("Service") && text.matches("[a-z0-9.-]+\\.amazonaws\\.com")) {
            return text;
        }
        if (kind.equals("Federated") && text.matches("arn:aws:iam::\\d{12}:oidc-provider/[a-z0-9./-]+")) {
            return text;
        }
        throw PolicyReader.refusal(label, "principal %s %s is not modelled".formatted(kind, text));
    }
}
