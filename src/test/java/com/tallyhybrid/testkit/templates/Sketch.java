package com.tallyhybrid.testkit.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import java.util.List;
import java.util.Optional;

/** Small templates of other people's apps, written in the test, and what a check says of them. */
public final class Sketch {

    private static final String HERE = "aws://444455556666/eu-west-1";

    private Sketch() {}

    /** A stack with the given content of {@code Resources} and, after a line {@code ---}, of other sections. */
    public static Template stack(String name, String resources) {
        return stack(name, HERE, resources);
    }

    public static Template stack(String name, String environment, String resources) {
        String[] parts = resources.split("(?m)^---$", 2);
        String body = "Resources:\n" + parts[0].indent(2) + (parts.length == 2 ? parts[1] : "");
        return new Template(name, Environment.of(environment), Optional.of(false), SmallApp.yaml(body), name);
    }

    /** A template held in memory; nothing says whether its stack is protected from deletion. */
    public static Template template(String stack, Environment environment, JsonNode body) {
        return new Template(stack, environment, Optional.empty(), body, stack);
    }

    /** A stack without a manifest, which says neither where it stands nor how it is protected. */
    public static Template bare(String name, String resources) {
        return template(name, Environment.UNKNOWN, SmallApp.yaml("Resources:\n" + written(resources)));
    }

    /** One stack called Shop without a manifest, before and after; an empty text is no resource. */
    public static Comparison comparison(String before, String after) {
        return new Comparison(
                CloudAssembly.of(List.of(bare("Shop", before))), CloudAssembly.of(List.of(bare("Shop", after))));
    }

    private static String written(String resources) {
        return (resources.isEmpty() ? "{}" : resources).indent(2);
    }

    /** One stack called App before and after. */
    public static List<ReviewFinding> of(Check check, String before, String after) {
        return of(check, List.of(stack("App", before)), List.of(stack("App", after)));
    }

    public static List<ReviewFinding> of(Check check, List<Template> before, List<Template> after) {
        return check.examine(new Comparison(CloudAssembly.of(before), CloudAssembly.of(after)));
    }

    /** A finding in one line. */
    public static String line(ReviewFinding finding) {
        return "%s %s %s"
                .formatted(
                        finding.severity(), finding.ruleId(), finding.subject().label());
    }
}
