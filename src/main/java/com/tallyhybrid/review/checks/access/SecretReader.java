package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.LeafVisitor;
import com.tallyhybrid.review.diff.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads where the templates of one side would write a secret in the clear. */
final class SecretReader {

    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:(secretsmanager|ssm-secure):");

    /** Properties that AWS keeps secret: what is written there shows up nowhere. */
    private static final Pattern MEANT_FOR_SECRETS = Pattern.compile(
            "(?i).*(password|passphrase|secretstring|secretkey|secretvalue|credentials?|token|privatekey|presharedkey|auth)$");

    /** Properties that whoever may look at the resource, or at what it makes, reads in the clear. */
    private static final Pattern READ_BY_MANY = Pattern.compile(
            "(?i).*(description|comment|tags?|name|environment(variables)?|variables|userdata|metadata|content|body|zipfile"
                    + "|definition(string|substitutions)?|input(template|transformer)?|inputpathsmap|defaultarguments"
                    + "|parameters|value|subject|message|labels?|alias|command)$");

    /** Properties and variables that hold a secret and nothing else: a text that stands there is one. */
    private static final Pattern HOLDS_A_SECRET = Pattern.compile(
            "(?i)token|passwd|pwd|.*(password|passphrase|_passwd|_pass|_pwd|secretstring|secretkey|secretvalue|privatekey"
                    + "|private_key|presharedkey|secret_?access_?key|(auth|access|api|bearer|bot|git\\w*|refresh)_?token"
                    + "|(app|client|hmac|jwt|shared|signing|webhook)_?secret|api_?key(_?value)?)");

    /** What stands for a secret: a name, or what Systems Manager or CloudFormation fills in; or says whether there is one. */
    private static final Pattern NO_SECRET = Pattern.compile("(?i)|true|false|arn:.*|alias/.*|.*\\{\\{.+}}.*");

    /** Texts that are a secret wherever they stand, by the shapes that gitleaks looks for (gitleaks, config/gitleaks.toml). */
    private static final Pattern LOOKS_LIKE_ONE =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY|\\bgh[opsu]_[0-9A-Za-z]{36}"
                    + "|\\bgithub_pat_\\w{20}|\\bglpat-[\\w-]{20}|\\bxox[abp]-\\w{10}|\\b[rs]k_live_\\w{10}"
                    + "|\\bAKIA[A-Z2-7]{16}\\b.{1,20}[A-Za-z0-9/+]{40}|\\w://[^\\s/:@]+:[^\\s/:@<{$]+@[^\\s/]");

    /** Kinds of variables of CodeBuild that give the name of what is read when a build starts. */
    private static final Set<String> NAMES_OF_SECRETS = new TreeSet<>(List.of("PARAMETER_STORE", "SECRETS_MANAGER"));

    private final Side side;
    private final Template template;
    private final Set<String> hidden;
    private final Map<Place, Secret> found;

    private SecretReader(Side side, Template template, Map<Place, Secret> found) {
        this.side = side;
        this.template = template;
        this.found = found;
        hidden = template.body().path("Parameters").properties().stream()
                .filter(parameter -> parameter.getValue().path("NoEcho").asBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Where a secret would stand. */
    record Place(Subject subject, PropertyPath path) {}

    /**
     * A secret that a value holds.
     *
     * @param words what it is
     * @param always whether no property but one for secrets may hold it
     * @param text itself, where it is written out; never shown
     */
    record Secret(String words, boolean always, String text) {}

    /** Every place of both sides. */
    record Places(Map<Place, Secret> before, Map<Place, Secret> after) {}

    /** What both sides would write, read once for whoever asks. */
    static Places of(Comparison comparison) {
        return comparison.once(Places.class, own -> new Places(read(own.base()), read(own.head())));
    }

    private static Map<Place, Secret> read(Side side) {
        Map<Place, Secret> found = new LinkedHashMap<>();
        side.templates().values().forEach(template -> new SecretReader(side, template, found).read());
        return found;
    }

    private void read() {
        template.body()
                .path("Parameters")
                .properties()
                .forEach(parameter -> parameter(parameter.getKey(), parameter.getValue()));
        template.outputs().forEach((id, output) -> search(Subject.output(template.stack(), id), id, output));
        template.resources().forEach((id, resource) -> {
            String type = resource.path("Type").asText();
            search(Subject.resource(template.stack(), id, type), type.substring(type.lastIndexOf(':') + 1), resource);
        });
    }

    /** What a parameter hides, or what its name says that it holds, stands in the template. */
    private void parameter(String name, JsonNode parameter) {
        String text = parameter.path("Default").asText();
        boolean secret = hidden.contains(name) || HOLDS_A_SECRET.matcher(name).matches();
        if (secret && !NO_SECRET.matcher(text).matches()) {
            found.put(
                    new Place(Subject.stack(template.stack()), PropertyPath.of("Parameters." + name + ".Default")),
                    new Secret("the value of the parameter " + name, true, text));
        }
    }

    private void search(Subject subject, String whole, JsonNode definition) {
        LeafVisitor.visit(
                PropertyPath.ROOT,
                definition,
                (path, value) -> secret(value)
                        .filter(secret -> isReadable(secret, subject, path))
                        .or(() -> writtenOut(whole, definition, path, value))
                        .ifPresent(secret ->
                                found.put(new Place(subject, path.under("Properties") ? path.from(1) : path), secret)));
    }

    /** A key is secret wherever it is not kept; a reference is wrong only where it is known to be read by many. */
    private static boolean isReadable(Secret secret, Subject subject, PropertyPath path) {
        if (subject instanceof Subject.Output) {
            return true;
        }
        boolean many = anySegment(path, READ_BY_MANY) || subject.type().equals("AWS::SSM::Parameter");
        return !anySegment(path, MEANT_FOR_SECRETS) && (secret.always() || many);
    }

    private static boolean anySegment(PropertyPath path, Pattern name) {
        return path.segments().stream()
                .anyMatch(segment -> name.matcher(segment).matches());
    }

    /** A text where a secret belongs, or that is one by its looks: whoever may read the repository has it. */
    private static Optional<Secret> writtenOut(String whole, JsonNode definition, PropertyPath path, JsonNode value) {
        boolean held = value.isTextual()
                && names(whole, definition, path)
                        .anyMatch(name -> HOLDS_A_SECRET.matcher(name).matches())
                && !NO_SECRET.matcher(value.asText()).matches();
        return held
                        || value.isTextual()
                                && LOOKS_LIKE_ONE.matcher(value.asText()).find()
                ? Optional.of(new Secret("a secret that is written out as text", true, value.asText()))
                : Optional.empty();
    }

    /** Of the property; of a value, what is written beside it, and what it is the value of. */
    private static Stream<String> names(String whole, JsonNode definition, PropertyPath path) {
        List<String> segments = path.segments();
        String last = segments.isEmpty() ? "" : segments.get(segments.size() - 1);
        if (!last.equals("Value")) {
            return Stream.of(last);
        }
        JsonNode pair = new PropertyPath(segments.subList(0, segments.size() - 1)).in(definition);
        boolean name = NAMES_OF_SECRETS.contains(pair.path("Type").asText());
        return name ? Stream.empty() : Stream.of(pair.path("Name").asText(), segments.size() <= 2 ? whole : "");
    }

    private Optional<Secret> secret(JsonNode value) {
        if (value.isTextual()) {
            return dynamic(value.asText());
        }
        Optional<Intrinsic> function =
                Intrinsic.isFunction(value) ? Optional.of(Intrinsic.of(value)) : Optional.empty();
        return function.flatMap(this::itself)
                .or(() -> value.valueStream()
                        .flatMap(part -> secret(part).stream())
                        .findFirst());
    }

    private Optional<Secret> itself(Intrinsic function) {
        if (function instanceof Intrinsic.Ref parameter && hidden.contains(parameter.name())) {
            return Optional.of(new Secret("the hidden parameter " + parameter.name(), false, ""));
        }
        if (function instanceof Intrinsic.GetAtt key && key.attribute().asText().equals("SecretAccessKey")) {
            return Optional.of(new Secret("the secret half of the access key " + key.resource(), true, ""));
        }
        // A reference may be put together from parts, none of which is one.
        return function instanceof Intrinsic.Join join && join.elements().isArray()
                ? dynamic(String.join(join.delimiter().asText(), texts(join.elements())))
                : Optional.empty();
    }

    private List<String> texts(JsonNode parts) {
        return parts.valueStream()
                .map(part -> side.text(template.stack(), part))
                .toList();
    }

    private static Optional<Secret> dynamic(String text) {
        Matcher reference = DYNAMIC.matcher(text);
        return reference.find()
                ? Optional.of(new Secret("a secret read from " + service(reference.group(1)), false, ""))
                : Optional.empty();
    }

    private static String service(String resolver) {
        return resolver.equals("secretsmanager") ? "Secrets Manager" : "a secure parameter of Systems Manager";
    }
}
