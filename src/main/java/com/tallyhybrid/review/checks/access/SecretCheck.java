package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
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
 * from Secrets Manager or from a secure parameter; and whatever text stands where a secret belongs. CloudFormation keeps a dynamic reference out of the properties that are
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

    /** Properties and variables that hold a secret and nothing else: a text that stands there is one. */
    private static final Pattern HOLDS_A_SECRET = Pattern.compile(
            "(?i).*(password|passphrase|secretstring|secretkey|secretvalue|clientsecret|privatekey|presharedkey"
                    + "|auth_?token|api_?key)$");

    /** What stands for a secret: a name, or what Systems Manager or CloudFormation fills in; or says whether there is one. */
    private static final Pattern NO_SECRET = Pattern.compile("(?i)|true|false|arn:.*|alias/.*|.*\\{\\{.+}}.*");

    private record Place(Subject subject, PropertyPath path) {}

    /**
     * A secret that a value holds.
     *
     * @param words what it is
     * @param always whether no property but one for secrets may hold it
     * @param text itself, where it is written out; never shown
     */
    private record Secret(String words, boolean always, String text) {

        static Optional<Secret> of(String words, boolean always) {
            return Optional.of(new Secret(words, always, ""));
        }
    }

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        Map<Place, Secret> before = readable(comparison.base());
        return readable(comparison.head()).entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> READABLE.about(entry.getKey().subject())
                        .at(entry.getKey().path())
                        .naming("secret", entry.getValue().words()))
                .toList();
    }

    private static Map<Place, Secret> readable(Side side) {
        Map<Place, Secret> found = new LinkedHashMap<>();
        side.templates().values().forEach(template -> {
            template.body()
                    .path("Parameters")
                    .properties()
                    .forEach(entry -> hiddenDefault(template, entry.getKey(), entry.getValue(), found));
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

    /** What the parameter hides stands in the template. */
    private static void hiddenDefault(Template template, String name, JsonNode parameter, Map<Place, Secret> found) {
        String text = parameter.path("Default").asText();
        if (parameter.path("NoEcho").asBoolean() && !text.isEmpty()) {
            found.put(
                    new Place(Subject.stack(template.stack()), PropertyPath.of("Parameters." + name + ".Default")),
                    new Secret("what the parameter " + name + " hides", true, text));
        }
    }

    private static void search(Template template, Subject subject, JsonNode definition, Map<Place, Secret> found) {
        boolean output = subject instanceof Subject.Output;
        LeafVisitor.visit(
                PropertyPath.ROOT,
                definition,
                (path, value) -> secret(template, value)
                        .filter(secret -> output || isReadable(secret, subject, path))
                        .or(() -> writtenOut(definition, path, value))
                        .ifPresent(secret ->
                                found.put(new Place(subject, path.under("Properties") ? path.from(1) : path), secret)));
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

    /** A text where a secret belongs: whoever may read the repository or the template has it. */
    private static Optional<Secret> writtenOut(JsonNode definition, PropertyPath path, JsonNode value) {
        boolean secret = HOLDS_A_SECRET.matcher(name(definition, path)).matches();
        return value.isTextual() && secret && !NO_SECRET.matcher(value.asText()).matches()
                ? Optional.of(new Secret("a secret that is written out as text", true, value.asText()))
                : Optional.empty();
    }

    /** Of the property; of a variable that is given as a pair of name and value, of the variable. */
    private static String name(JsonNode definition, PropertyPath path) {
        List<String> segments = path.segments();
        String last = segments.isEmpty() ? "" : segments.get(segments.size() - 1);
        return last.equals("Value")
                ? new PropertyPath(segments.subList(0, segments.size() - 1))
                        .in(definition)
                        .path("Name")
                        .asText()
                : last;
    }

    private static Optional<Secret> secret(Template template, JsonNode value) {
        if (value.isTextual()) {
            Matcher reference = DYNAMIC.matcher(value.asText());
            return reference.find()
                    ? Secret.of("a secret read from " + service(reference.group(1)), false)
                    : Optional.empty();
        }
        if (Intrinsic.isFunction(value)) {
            Intrinsic function = Intrinsic.of(value);
            if (function instanceof Intrinsic.Ref parameter) {
                String name = parameter.name();
                return template.body().at("/Parameters/" + name + "/NoEcho").asBoolean()
                        ? Secret.of("the hidden parameter " + name, false)
                        : Optional.empty();
            }
            if (function instanceof Intrinsic.GetAtt key) {
                return key.attribute().asText().equals("SecretAccessKey")
                        ? Secret.of("the secret half of the access key " + key.resource(), true)
                        : Optional.empty();
            }
        }
        // A reference may be put together from parts, none of which is one.
        return DYNAMIC.matcher(value.toString()).find()
                ? Secret.of("a secret that is read when the stack is deployed", false)
                : value.valueStream()
                        .flatMap(part -> secret(template, part).stream())
                        .findFirst();
    }

    private static String service(String resolver) {
        return resolver.equals("secretsmanager") ? "Secrets Manager" : "a secure parameter of Systems Manager";
    }
}
