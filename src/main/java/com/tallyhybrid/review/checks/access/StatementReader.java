package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.checks.access.Scope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Takes the statements of a policy document apart. */
final class StatementReader {

    private static final String IF = "Fn::If";
    private static final PropertyPath STATEMENT = PropertyPath.of("Statement");

    private final SymbolicResolver template;
    private final JsonNode document;
    private final BiConsumer<PropertyPath, Clause> clauses;

    private StatementReader(SymbolicResolver template, JsonNode document, BiConsumer<PropertyPath, Clause> clauses) {
        this.template = template;
        this.document = document;
        this.clauses = clauses;
    }

    /**
     * Reads a document.
     *
     * @param besides what has to hold for the whole document to exist
     * @param clauses takes each clause, with the place of its statement in the document
     */
    static void read(
            SymbolicResolver template,
            JsonNode document,
            List<ConditionEntry> besides,
            BiConsumer<PropertyPath, Clause> clauses) {
        var reader = new StatementReader(template, document, clauses);
        JsonNode statements = document.path("Statement");
        if (statements.isArray()) {
            for (int i = 0; i < statements.size(); i++) {
                reader.statement(STATEMENT.index(i), statements.get(i), besides);
            }
        } else {
            reader.statement(STATEMENT, statements, besides);
        }
    }

    /** Whether the value is an object that holds statements, and not merely a property of that name. */
    static boolean isDocument(JsonNode value) {
        JsonNode statements = value.path("Statement");
        return statements.has("Effect")
                || statements.isArray() && statements.findParent("Effect") != null
                || statements.has(IF);
    }

    private void statement(PropertyPath place, JsonNode statement, List<ConditionEntry> besides) {
        JsonNode choice = statement.path(IF);
        if (choice.isArray() && choice.size() == 3) {
            // A statement that exists under a condition of the template is one with one more condition.
            String condition = template.text(choice.get(0));
            statement(place, choice.get(1), with(besides, new ConditionEntry(IF, condition, List.of("true"))));
            statement(place, choice.get(2), with(besides, new ConditionEntry(IF, condition, List.of("false"))));
        } else if (statement.has("Effect")) {
            takeApart(place, statement, besides);
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

    private static List<ConditionEntry> with(List<ConditionEntry> lines, ConditionEntry line) {
        List<ConditionEntry> more = new ArrayList<>(lines);
        more.add(line);
        return more;
    }
}
