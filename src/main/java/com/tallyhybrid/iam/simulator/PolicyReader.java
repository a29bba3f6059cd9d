package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.iam.simulator.Statement.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a policy document; what it does not know it refuses, so that no statement is ever skipped. */
final class PolicyReader {

    /** What a document is attached to decides which elements it must have. */
    enum Kind {
        IDENTITY(false, true),
        RESOURCE(true, true),
        TRUST(true, false);

        private final boolean principals;
        private final boolean resources;

        Kind(boolean principals, boolean resources) {
            this.principals = principals;
            this.resources = resources;
        }
    }

    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final String owner;
    private final Kind kind;
    private boolean variables;

    private PolicyReader(String owner, Kind kind) {
        this.owner = owner;
        this.kind = kind;
    }

    /** The statements of the document. */
    static List<Statement> read(String owner, Kind kind, JsonNode document) {
        return new PolicyReader(owner, kind).statements(document);
    }

    private List<Statement> statements(JsonNode document) {
        requireKnown(owner, document, DOCUMENT);
        // Without a version a policy has the language of 2008, in which a variable is plain text.
        String version = document.path("Version").asText("2008-10-17");
        if (!version.equals("2012-10-17") && !version.equals("2008-10-17")) {
            throw refusal(owner, "unknown Version " + version);
        }
        variables = version.equals("2012-10-17");
        JsonNode list = document.path("Statement");
        if (!list.isArray() && !list.isObject()) {
            throw refusal(owner, "needs Statement");
        }
        List<Statement> statements = new ArrayList<>();
        for (JsonNode node : list.isArray() ? list : List.of(list)) {
            String name = node.path("Sid").asText("");
            statements.add(statement(owner + "#" + (name.isEmpty() ? statements.size() : name), node));
        }
        return List.copyOf(statements);
    }

    private Statement statement(String label, JsonNode node) {
        requireKnown(label, node, ELEMENTS);
        String effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw refusal(label, "unknown Effect " + effect);
        }
        Listed actions = listed(label, node, "Action");
        for (PolicyText action : actions.texts()) {
            if (!action.text().matches("\\*(:\\*)?|[A-Za-z0-9-]+:[A-Za-z0-9*?]+")) {
                throw refusal(label, "not an action: " + action.text());
            }
        }
        requireSupported(label, node, effect.equals("Allow"));
        return new Statement(
                label,
                effect.equals("Allow"),
                principals(label, node),
                actions,
                resources(label, node),
                ConditionReader.read(label, variables, node.path("Condition")));
    }

    private Optional<PrincipalElement> principals(String label, JsonNode node) {
        boolean given = node.has("Principal") || node.has("NotPrincipal");
        if (given != kind.principals) {
            throw refusal(label, given ? "an identity policy names no Principal" : "needs Principal or NotPrincipal");
        }
        return given ? Optional.of(PrincipalReader.read(label, node)) : Optional.empty();
    }

    /** The IAM User Guide, NotPrincipal: not with Allow, and not in a trust policy. */
    private void requireSupported(String label, JsonNode node, boolean allows) {
        if (node.has("NotPrincipal") && (allows || kind == Kind.TRUST)) {
            throw refusal(
                    label,
                    "AWS does not support NotPrincipal " + (allows ? "with Allow" : "in the trust policy of a role"));
        }
    }

    private Optional<Listed> resources(String label, JsonNode node) {
        boolean given = node.has("Resource") || node.has("NotResource");
        if (given != kind.resources) {
            throw refusal(label, given ? "a trust policy names no Resource" : "needs Resource or NotResource");
        }
        if (!given) {
            return Optional.empty();
        }
        Listed listed = listed(label, node, "Resource");
        for (PolicyText resource : listed.texts()) {
            if (!resource.namesResources()) {
                throw refusal(label, "not an ARN as AWS takes them in Resource: " + resource.text());
            }
        }
        return Optional.of(listed);
    }

    private Listed listed(String label, JsonNode node, String element) {
        boolean negated = node.has("Not" + element);
        if (negated == node.has(element)) {
            throw refusal(label, "needs either %s or Not%s".formatted(element, element));
        }
        boolean substituted = variables && element.equals("Resource");
        return new Listed(
                negated,
                texts(label, node.get(negated ? "Not" + element : element)).stream()
                        .map(text -> new PolicyText(text, substituted))
                        .toList());
    }

    /** A text, or a list of texts; numbers and truth values count as texts. */
    static List<String> texts(String label, JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node.isArray() ? node : List.of(node)) {
            if (!element.isValueNode() || element.isNull()) {
                throw refusal(label, "needs a text, got " + element);
            }
            texts.add(element.asText());
        }
        if (texts.isEmpty()) {
            throw refusal(label, "needs a text, got an empty list");
        }
        return texts;
    }

    static IllegalArgumentException refusal(String label, String why) {
        return new IllegalArgumentException(label + ": " + why);
    }

    private static void requireKnown(String label, JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            throw refusal(label, "not a policy: " + node);
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw refusal(label, "unknown element " + name);
            }
        });
    }
}
