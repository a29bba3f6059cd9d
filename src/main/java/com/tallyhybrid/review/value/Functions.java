package com.tallyhybrid.review.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tallyhybrid.review.change.Environment;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the functions of one template as far as they can be answered before deployment. */
final class Functions {

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

    private final CanonicalText template;
    private final Map<String, CanonicalText> stacks;
    private final Environment environment;

    Functions(CanonicalText template, Map<String, CanonicalText> stacks, Environment environment) {
        this.template = template;
        this.stacks = stacks;
        this.environment = environment;
    }

    String answer(JsonNode value) {
        String name = value.fieldNames().next();
        JsonNode argument = value.get(name);
        return switch (name) {
            case "Ref" -> named(template.text(argument));
            case "Fn::GetAtt" ->
                attribute(argument.isArray() ? String.join(".", template.texts(argument)) : template.text(argument));
            case "Fn::Join" -> String.join(template.text(argument.path(0)), template.texts(argument.path(1)));
            case "Fn::Sub" -> substituted(argument);
            case "Fn::ImportValue" -> imported(template.text(argument));
            default -> CanonicalText.opaque(template.written(value));
        };
    }

    String pseudo(String name) {
        if (name.equals("AWS::StackName")) {
            return template.stack();
        }
        // Whatever the Region turns out to be, policies are compared in the partition that nearly everybody uses.
        String unknown = name.equals("AWS::Partition") ? "aws" : CanonicalText.opaque(name);
        return environment.pseudo(name).orElse(unknown);
    }

    private String substituted(JsonNode argument) {
        JsonNode local = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
        String text = template.text(argument.isArray() ? argument.path(0) : argument);
        return SUBSTITUTION
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(variable(found.group(1).trim(), local)));
    }

    private String variable(String name, JsonNode local) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        if (local.has(name)) {
            return template.text(local.get(name));
        }
        return name.contains(".") ? attribute(name) : named(name);
    }

    private String named(String name) {
        if (name.startsWith("AWS::")) {
            return pseudo(name);
        }
        return template.has(name) ? template.reference(name) : unknown(name);
    }

    private String attribute(String dotted) {
        String[] parts = dotted.split("\\.", 2);
        return parts.length == 2 && template.has(parts[0])
                ? PhysicalNames.of(template.type(parts[0])).attribute(template, parts[0], parts[1])
                : unknown(dotted);
    }

    private String imported(String export) {
        for (CanonicalText other : stacks.values()) {
            for (JsonNode output : other.outputs()) {
                JsonNode name = output.path("Export").path("Name");
                if (!name.isMissingNode() && other.text(name).equals(export)) {
                    return other.text(output.path("Value"));
                }
            }
        }
        return CanonicalText.opaque("import " + export);
    }

    private String unknown(String name) {
        return CanonicalText.opaque(template.stack() + "/" + name);
    }
}
