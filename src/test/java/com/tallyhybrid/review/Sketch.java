package com.tallyhybrid.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tallyhybrid.review.change.Comparison;
import com.tallyhybrid.review.change.Synthesis;
import com.tallyhybrid.review.change.Template;
import java.util.List;
import java.util.Optional;

/** Small templates of other people's apps, written in the test, and what an examiner says of them. */
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
        try {
            return new Template(name, Optional.of(environment), Optional.of(false), new YAMLMapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** One stack called App before and after. */
    public static List<Finding> of(Examiner examiner, String before, String after) {
        return of(examiner, List.of(stack("App", before)), List.of(stack("App", after)));
    }

    public static List<Finding> of(Examiner examiner, List<Template> before, List<Template> after) {
        return examiner.examine(new Comparison(Synthesis.of(before), Synthesis.of(after)));
    }

    /** A finding in one line. */
    public static String line(Finding finding) {
        return "%s %s %s"
                .formatted(finding.severity(), finding.rule(), finding.subject().label());
    }
}
