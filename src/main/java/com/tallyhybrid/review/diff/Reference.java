package com.tallyhybrid.review.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a value takes from elsewhere.
 *
 * @param kind what is named
 * @param name its name; of an output {@code stack.output}; of an export whose name only the account knows, its JSON
 */
public record Reference(Kind kind, String name) {

    /** What a reference names. */
    public enum Kind {
        /** A resource or a parameter of the same template. */
        RESOURCE,
        /** An export of another stack of the same account and Region. */
        EXPORT,
        /** An output of another stack, read when the stack that asks is deployed. */
        OUTPUT,
        /** A condition of the same template. */
        CONDITION,
        /** A mapping of the same template. */
        MAPPING
    }

    /** Everything that a canonical value refers to. */
    public static Set<Reference> in(JsonNode value) {
        Set<Reference> found = new LinkedHashSet<>();
        collect(value, found);
        return found;
    }

    /** An export by its name as an output or an import writes it. */
    public static Reference export(JsonNode name) {
        return new Reference(Kind.EXPORT, name.isTextual() ? name.asText() : name.toString());
    }

    private static void collect(JsonNode node, Set<Reference> found) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, found));
            return;
        }
        node.properties().forEach(entry -> {
            JsonNode argument = entry.getValue();
            switch (entry.getKey()) {
                case "Ref" -> found.add(new Reference(Kind.RESOURCE, argument.asText()));
                case "Fn::GetAtt" ->
                    found.add(new Reference(Kind.RESOURCE, argument.path(0).asText()));
                case "Fn::ImportValue" -> found.add(export(argument));
                case "Fn::GetStackOutput" -> found.add(output(argument));
                case "Fn::FindInMap" ->
                    found.add(new Reference(Kind.MAPPING, argument.path(0).asText()));
                case "Fn::If" ->
                    found.add(new Reference(Kind.CONDITION, argument.path(0).asText()));
                default -> {
                    // No reference itself; what stands in it may be.
                }
            }
            collect(argument, found);
        });
    }

    private static Reference output(JsonNode argument) {
        return new Reference(
                Kind.OUTPUT,
                argument.path("StackName").asText() + "."
                        + argument.path("OutputName").asText());
    }
}
