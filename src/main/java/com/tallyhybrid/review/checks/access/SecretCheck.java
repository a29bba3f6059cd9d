package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.LeafVisitor;
import com.tallyhybrid.review.diff.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets that would be written where many may read them: outputs, tags, descriptions, environments, parameters.
 *
 * <p>A secret is the {@code SecretAccessKey} of a key, a parameter with {@code NoEcho}, and what a dynamic reference reads
 * from Secrets Manager or from a secure parameter. CloudFormation keeps a dynamic reference out of the properties that are
 * meant for it; in every other place it writes the secret itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic
 *     references</a>: "Don't use ... in the primary identifier", "in Outputs or Metadata it is not resolved" and the like
 */
public final class SecretCheck implements Check {

    private static final Rule READABLE = Rule.of("secret-readable");
    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:(secretsmanager|ssm-secure):");

    /** Properties that AWS keeps secret: what is written there shows up nowhere. */
    private static final Pattern MEANT_FOR_SECRETS = Pattern.compile(
            "(?i).*(password|passphrase|secretstring|secretkey|secretvalue|credentials?|token|privatekey|presharedkey|auth)$");

    /** Properties that whoever may look at the resource, or at what it makes, reads in the clear. */
    private static final Pattern READ_BY_MANY = Pattern.compile(
            "(?i).*(description|comment|tags?|name|environment(variables)?|variables|userdata|metadata|content|body"
                    + "|definition(string)?|input(template|transformer)?|inputpathsmap|defaultarguments|parameters|value"
                    + "|subject|message|labels?|alias|command)$");

    private record Place(Subject subject, PropertyPath path) {}

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Map<Place, String> before = readable(comparison.base());
        return readable(comparison.head()).entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> READABLE.about(entry.getKey().subject())
                        .at(entry.getKey().path())
                        .naming("secret", entry.getValue()))
                .toList();
    }

    private static Map<Place, String> readable(Side side) {
        Map<Place, String> found = new LinkedHashMap<>();
        side.templates().values().forEach(template -> {
            template.outputs()
                    .forEach((id, output) -> search(template, Subject.output(template.stack(), id), output, found));
            template.resources()
                    .forEach((id, resource) -> search(
                            template,
                            Subject.resource(
                                    template.stack(), id, resource.path("Type").asText()),
                            resource,
                            found));
        });
        return found;
    }

    private static void search(Template template, Subject subject, JsonNode definition, Map<Place, String> found) {
        boolean output = subject instanceof Subject.Output;
        LeafVisitor.visit(
                PropertyPath.ROOT,
                definition,
                (path, value) -> secret(template, value)
                        .filter(secret -> output || isReadable(secret, subject, path))
                        .ifPresent(secret -> found.put(
                                new Place(subject, path.under("Properties") ? path.from(1) : path), secret.words())));
    }

    /** A key is secret wherever it is not kept; a reference is wrong only where it is known to be read by many. */
    private static boolean isReadable(Secret secret, Subject subject, PropertyPath path) {
        List<String> names = path.withoutIndexes().segments();
        boolean meant =
                names.stream().anyMatch(name -> MEANT_FOR_SECRETS.matcher(name).matches());
        boolean many =
                names.stream().anyMatch(name -> READ_BY_MANY.matcher(name).matches())
                        || subject.type().equals("AWS::SSM::Parameter");
        return !meant && (secret.always() || many);
    }

    /**
     * A secret that a value holds.
     *
     * @param always whether no property but one for secrets may hold it
     */
    private record Secret(String words, boolean always) {}

    private static Optional<Secret> secret(Template template, JsonNode value) {
        if (value.path("Ref").isTextual()) {
            String name = value.path("Ref").asText();
            return template.body().at("/Parameters/" + name + "/NoEcho").asBoolean()
                    ? Optional.of(new Secret("the hidden parameter " + name, false))
                    : Optional.empty();
        }
        JsonNode attribute = value.path("Fn::GetAtt");
        if (!attribute.isMissingNode()) {
            List<String> parts = attribute.isArray()
                    ? List.of(attribute.path(0).asText(), attribute.path(1).asText())
                    : List.of(attribute.asText().split("\\.", 2));
            return parts.size() == 2 && parts.get(1).equals("SecretAccessKey")
                    ? Optional.of(new Secret("the secret half of the access key " + parts.get(0), true))
                    : Optional.empty();
        }
        if (value.isTextual()) {
            Matcher reference = DYNAMIC.matcher(value.asText());
            return reference.find()
                    ? Optional.of(new Secret("a secret read from " + service(reference.group(1)), false))
                    : Optional.empty();
        }
        // A reference may be put together from parts, none of which is one.
        boolean joined = DYNAMIC.matcher(value.toString()).find();
        return joined
                ? Optional.of(new Secret("a secret that is read when the stack is deployed", false))
                : value.valueStream()
                        .flatMap(part -> inside(template, part).stream())
                        .findFirst();
    }

    private static Optional<Secret> inside(Template template, JsonNode part) {
        return part.isArray()
                ? part.valueStream()
                        .flatMap(element -> inside(template, element).stream())
                        .findFirst()
                : secret(template, part);
    }

    private static String service(String resolver) {
        return resolver.equals("secretsmanager") ? "Secrets Manager" : "a secure parameter of Systems Manager";
    }
}
