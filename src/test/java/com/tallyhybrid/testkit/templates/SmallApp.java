package com.tallyhybrid.testkit.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import java.util.List;
import java.util.Optional;

/** An app that is not this one: a stack called "shop" in account 111122223333, its resources written in YAML. */
public final class SmallApp {

    private SmallApp() {}

    /** The app with these resources. */
    public static CloudAssembly of(String resources) {
        return CloudAssembly.of(List.of(template("shop", resources)));
    }

    /** One stack of it. */
    public static Template template(String stack, String resources) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("Resources", yaml(resources));
        return new Template(stack, Environment.of("aws://111122223333/eu-west-1"), Optional.empty(), body, "shop.json");
    }

    /** What a check says of a change, each finding as {@code SEVERITY rule LogicalId}. */
    public static List<String> said(Check check, String before, String after) {
        return findings(check, before, after).stream()
                .map(finding -> "%s %s %s"
                        .formatted(
                                finding.severity(),
                                finding.ruleId(),
                                finding.subject().logicalId()))
                .distinct()
                .toList();
    }

    public static List<ReviewFinding> findings(Check check, String before, String after) {
        return check.examine(new Comparison(of(before), of(after)));
    }

    public static JsonNode yaml(String text) {
        try {
            JsonNode read = new YAMLMapper().readTree(text);
            return read.isMissingNode() ? JsonNodeFactory.instance.objectNode() : read;
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
