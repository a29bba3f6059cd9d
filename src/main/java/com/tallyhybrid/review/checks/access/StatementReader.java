package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tallyhybrid.cloudformation.Inputs;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.checks.access.Scope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Takes the statements of a policy document apart. */
final class StatementReader {

    private static final PropertyPath STATEMENT = PropertyPath.of("Statement");

    private final SymbolicResolver template;
    private final Inputs inputs;
    private final JsonNode document;
    private final BiConsumer<PropertyPath, Clause> clauses;

    private StatementReader(
            SymbolicResolver template, Inputs inputs, JsonNode document, BiConsumer<PropertyPath, Clause> clauses) {
        this.template = template;
        this.inputs = inputs;
        this.document = document;
        this.clauses = clauses;
    }

    /**
     * Reads a document.
     *
     * @param inputs what decides which branch of {@code Fn::If} stands; where they do not, each does with its condition
     * @param given the document, and what has to hold for it to exist
     * @param clauses takes each clause, with the place of its statement in the document
     */
    static void read(
            SymbolicResolver template, Inputs inputs, Variant given, BiConsumer<PropertyPath, Clause> clauses) {
        new StatementReader(template, inputs, given.value(), clauses)
                .statements(STATEMENT, new Variant(given.value().path("Statement"), given.when()));
    }

    /** Whether the value is an object that holds statements, and not merely a property of that name. */
    static boolean isDocument(JsonNode value) {
        JsonNode statements = value.path("Statement");
        return statements.has("Effect")
                || statements.isArray() && statements.findParent("Effect") != null
                || statements.has("Fn::If");
    }

    /** A statement that stands under a condition of the template is one with one more condition. */
    private void statements(PropertyPath place, Variant given) {
        JsonNode value = given.value();
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                statements(place.index(i), new Variant(value.get(i), given.when()));
            }
            return;
        }
        for (Variant variant : Variant.of(inputs, value)) {
            if (variant.value().has("Effect")) {
                takeApart(place, variant.value(), variant.besides(given.when()).when());
            } else if (!variant.value().equals(value)) {
                statements(place, variant.besides(given.when()));
            }
        }
    }

    private void takeApart(PropertyPath place, JsonNode statement, List<ConditionEntry> besides) {
        // Whatever may not turn out to be Deny is read as the right that it may give.
        boolean allows = !template.text(statement.path("Effect")).equals("Deny");
        List<Set<ConditionEntry>> ways = new ConditionEntryReader(template).read(statement.path("Condition"), besides);
        List<Scope> principals = scopes(Kind.PRINCIPAL, statement);
        List<Scope> actions = scopes(Kind.ACTION, statement);
        List<Scope> resources = scopes(Kind.RESOURCE, statement);
        ways.forEach(way -> clauses.accept(place, new Clause(allows, principals, actions, resources, way)));
    }

    /** An element that is not given says everything: the principal of an identity policy, the resource of a trust. */
    private List<Scope> scopes(Kind kind, JsonNode statement) {
        String negation = "Not" + kind.element();
        if (statement.has(negation)) {
            return List.of(new Scope(kind, true, texts(kind, statement.get(negation))));
        }
        JsonNode given =
                statement.has(kind.element()) ? statement.get(kind.element()) : JsonNodeFactory.instance.textNode("*");
        return texts(kind, given).stream().map(text -> Scope.of(kind, text)).toList();
    }

    private List<String> texts(Kind kind, JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (kind == Kind.PRINCIPAL && value.isObject()) {
            value.properties()
                    .forEach(entry -> template.texts(entry.getValue())
                            .forEach(text -> texts.add(principal(entry.getKey(), text))));
        } else {
            template.texts(value).forEach(text -> texts.add(current(text)));
        }
        return texts.stream().distinct().toList();
    }

    private static String principal(String kind, String text) {
        if (text.equals("*")) {
            return "*";
        }
        boolean account = kind.equals("AWS") && (text.matches("\\d{12}") || text.equals("<AWS.AccountId>"));
        return kind + ":" + (account ? "arn:aws:iam::" + text + ":root" : text);
    }

    /** Before the language of 2012 a policy variable was plain text; today that is written with the variable for "$". */
    private String current(String text) {
        boolean variables = document.path("Version").asText().equals("2012-10-17");
        return variables ? PolicyVariables.normalized(text) : text.replace("${", "${$}{");
    }
}
