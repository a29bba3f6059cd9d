package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.checks.access.SecretReader.Place;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds secrets that would be written where many may read them: outputs, tags, descriptions, environments, parameters.
 *
 * <p>A secret is the {@code SecretAccessKey} of a key, a parameter with {@code NoEcho}, and what a dynamic reference reads
 * from Secrets Manager or from a secure parameter; and whatever text stands where a secret belongs. CloudFormation keeps a
 * dynamic reference out of the properties that are meant for it; in every other place it writes the secret itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic
 *     references</a>: "Don't use ... in the primary identifier", "in Outputs or Metadata it is not resolved" and the like
 */
public final class SecretCheck implements Check {

    private static final Rule READABLE = Rule.of("secret-readable");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        SecretReader.Places places = SecretReader.of(comparison);
        List<ReviewFinding> findings = new ArrayList<>();
        places.after().forEach((place, secret) -> {
            if (!secret.equals(places.before().get(place))) {
                findings.add(finding(place, secret.words()));
            }
        });
        comparison.stacks().forEach(stack -> shownParameters(stack, findings));
        return findings;
    }

    /** What a parameter hid today would be shown to whoever may look at the stack. */
    private static void shownParameters(StackChange stack, List<ReviewFinding> findings) {
        stack.base()
                .ifPresent(base -> stack.head()
                        .ifPresent(head -> base.body()
                                .path("Parameters")
                                .properties()
                                .forEach(parameter -> {
                                    var next = head.body().path("Parameters").path(parameter.getKey());
                                    if (parameter.getValue().path("NoEcho").asBoolean()
                                            && next.isObject()
                                            && !next.path("NoEcho").asBoolean()) {
                                        findings.add(finding(
                                                new Place(
                                                        Subject.stack(stack.name()),
                                                        PropertyPath.of(
                                                                "Parameters." + parameter.getKey() + ".NoEcho")),
                                                "what the parameter " + parameter.getKey() + " hides today"));
                                    }
                                })));
    }

    private static ReviewFinding finding(Place place, String words) {
        return READABLE.about(place.subject()).at(place.path()).naming("secret", words);
    }
}
