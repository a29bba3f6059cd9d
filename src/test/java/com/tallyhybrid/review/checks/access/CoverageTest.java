package com.tallyhybrid.review.checks.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import com.tallyhybrid.testkit.templates.Sketch;
import com.tallyhybrid.testkit.templates.SmallApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Coverage of statements against the evaluator of policies, which knows nothing of it. */
class CoverageTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/clerk";
    private static final SymbolicResolver TEMPLATE =
            SymbolicResolver.of(SmallApp.of("")).get("shop");

    private static final List<String> ACTIONS = List.of("s3:GetObject", "s3:GetObjectAcl", "s3:PutObject");
    private static final List<String> ACTION_PATTERNS =
            List.of("*", "s3:*", "s3:Get*", "s3:getobject", "s3:?etObject", "s3:PutObject", "s3:*Object");
    private static final List<String> OBJECTS =
            List.of("arn:aws:s3:::books/2026/a", "arn:aws:s3:::books/b", "arn:aws:s3:::bills/2026/a");
    private static final List<String> OBJECT_PATTERNS = List.of(
            "*", "arn:aws:s3:::*", "arn:aws:s3:::books/*", "arn:aws:s3:::books/2026/*", "arn:aws:s3:::*/2026/?");
    private static final List<String> OPERATORS =
            List.of("StringEquals", "StringLike", "StringNotEquals", "StringNotLike", "StringEqualsIfExists");
    private static final String CLASS = "s3:x-amz-storage-class";
    private static final List<String> CLASSES = List.of("GOLD", "GOLDEN", "TIN", "gold");
    private static final List<String> CLASS_PATTERNS = List.of("GOLD", "GOLD*", "TIN", "*", "gold");
    private static final List<String> TEXT_OPERATORS = quantified(
            "StringEquals",
            "StringLike",
            "StringNotEquals",
            "StringNotLike",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase");
    private static final List<String> NUMBER_OPERATORS = quantified(
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals");
    private static final List<String> TIME_OPERATORS = quantified(
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals");

    /** What covers allows at least what is covered, and refuses at least what is covered. */
    @Test
    void whatCoversSaysOfEveryRequestWhatIsCovered() {
        var random = new Random(20_261_126);
        int covering = 0;
        for (int i = 0; i < 1500; i++) {
            JsonNode outer = statement(random);
            JsonNode inner = statement(random);
            List<Clause> wide = clauses(outer);
            if (clauses(inner).stream()
                    .allMatch(clause -> uncovered(clause, wide).isEmpty())) {
                covering++;
                Evaluator wider = evaluator(outer);
                Evaluator narrower = evaluator(inner);
                for (Request request : requests()) {
                    boolean allowed = narrower.evaluate(request).outcome() == Outcome.ALLOWED;
                    assertThat(!allowed || wider.evaluate(request).outcome() == Outcome.ALLOWED)
                            .as("%s covers %s, asked %s", outer, inner, request)
                            .isTrue();
                }
            }
        }
        assertThat(covering).isGreaterThan(50);
    }

    @Test
    void everyStatementCoversItself() {
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            JsonNode statement = statement(random);
            assertThat(clauses(statement))
                    .as("%s", statement)
                    .allSatisfy(clause ->
                            assertThat(uncovered(clause, List.of(clause))).isEmpty());
        }
    }

    /** The keys are those that a request has once at most; of others the set operators stand apart. */
    @Test
    void whatImpliesIsMetByNoRequestThatTheOtherRefuses() {
        List<ConditionEntry> lines = List.of(TEXT_OPERATORS, NUMBER_OPERATORS, TIME_OPERATORS, List.of("Null")).stream()
                .flatMap(operators -> operators.stream().flatMap(CoverageTest::lines))
                .toList();
        Map<ConditionEntry, List<Boolean>> met =
                lines.stream().collect(Collectors.toMap(line -> line, CoverageTest::answers, (one, same) -> one));
        int implied = 0;
        for (ConditionEntry line : met.keySet()) {
            for (ConditionEntry other : met.keySet()) {
                if (!line.equals(other) && line.implies(other)) {
                    implied++;
                    for (int i = 0; i < met.get(line).size(); i++) {
                        assertThat(!met.get(line).get(i) || met.get(other).get(i))
                                .as("%s implies %s, request %s", line, other, i)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(implied).isGreaterThan(1000);
    }

    private static Stream<ConditionEntry> lines(String operator) {
        String bare = operator.replaceFirst(".*:", "");
        String key = bare.startsWith("Numeric") ? "s3:max-keys" : bare.startsWith("Date") ? "aws:currenttime" : CLASS;
        List<String> values = switch (key) {
            case "s3:max-keys" -> List.of("9", "10", "10.0", "11");
            case "aws:currenttime" ->
                List.of("2026-01-01T00:00:00Z", "2026-01-01T05:30:00+05:30", "2027-01-01T00:00:00Z");
            default -> bare.equals("Null") ? List.of("true", "false") : CLASS_PATTERNS;
        };
        return values.stream()
                .flatMap(one -> values.stream().map(two -> new ConditionEntry(operator, key, List.of(one, two))))
                .filter(line -> !bare.equals("Null") || line.values().size() == 1);
    }

    /** Which requests the line lets through, asked of the simulator. */
    private static List<Boolean> answers(ConditionEntry line) {
        ObjectNode statement = JsonNodeFactory.instance
                .objectNode()
                .put("Effect", "Allow")
                .put("Action", "*")
                .put("Resource", "*");
        line.values()
                .forEach(statement
                        .putObject("Condition")
                        .putObject(line.operator())
                        .putArray(line.key())::add);
        Evaluator evaluator = evaluator(statement);
        var plain = new Request(new Principal.RoleSession(ROLE), "s3:GetObject", OBJECTS.get(0))
                .with("aws:currenttime", "2026-03-01T00:00:00Z");
        return Stream.of(
                        Stream.of(plain),
                        CLASSES.stream().map(name -> plain.with(CLASS, name)),
                        Stream.of("8", "9", "10", "11", "12").map(number -> plain.with("s3:max-keys", number)),
                        Stream.of("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z")
                                .map(time -> plain.with("aws:currenttime", time)))
                .flatMap(requests -> requests)
                .map(request -> evaluator.evaluate(request).outcome() == Outcome.ALLOWED)
                .toList();
    }

    private static List<String> quantified(String... operators) {
        return Stream.of(operators)
                .flatMap(operator -> Stream.of("%s", "%sIfExists", "ForAnyValue:%s", "ForAllValues:%s")
                        .map(form -> form.formatted(operator)))
                .toList();
    }

    private static JsonNode statement(Random random) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode().put("Effect", "Allow");
        list(random, statement, random.nextInt(6) == 0 ? "NotAction" : "Action", ACTION_PATTERNS);
        list(random, statement, random.nextInt(6) == 0 ? "NotResource" : "Resource", OBJECT_PATTERNS);
        if (random.nextInt(2) == 0) {
            ObjectNode line =
                    statement.putObject("Condition").putObject(OPERATORS.get(random.nextInt(OPERATORS.size())));
            list(random, line, CLASS, CLASS_PATTERNS);
        }
        return statement;
    }

    private static void list(Random random, ObjectNode node, String key, List<String> values) {
        var list = node.putArray(key);
        for (int more = random.nextInt(2); more >= 0; more--) {
            list.add(values.get(random.nextInt(values.size())));
        }
    }

    private static List<Clause> clauses(JsonNode statement) {
        List<Clause> clauses = new ArrayList<>();
        StatementReader.read(
                TEMPLATE,
                Choices.open(),
                new Variant(document(statement), List.of()),
                (place, clause) -> clauses.add(clause));
        return clauses;
    }

    private static List<Clause> uncovered(Clause clause, List<Clause> others) {
        List<Clause> rest = List.of(clause);
        for (Clause other : others) {
            rest = rest.stream()
                    .flatMap(part -> part.coveredBy(other).map(part::without).orElse(List.of(part)).stream())
                    .toList();
        }
        return rest;
    }

    private static JsonNode document(JsonNode statement) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        document.putArray("Statement").add(statement);
        return document;
    }

    private static Evaluator evaluator(JsonNode statement) {
        JsonNode body = SmallApp.yaml("""
                Resources:
                  Books: {Type: 'AWS::S3::Bucket', Properties: {BucketName: books}}
                  Bills: {Type: 'AWS::S3::Bucket', Properties: {BucketName: bills}}
                  Clerk:
                    Type: AWS::IAM::Role
                    Properties:
                      RoleName: clerk
                      AssumeRolePolicyDocument:
                        Statement: {Effect: Allow, Action: 'sts:AssumeRole', Principal: {Service: ec2.amazonaws.com}}
                      Policies: [{PolicyName: Rights}]
                """);
        ((ObjectNode) body.at("/Resources/Clerk/Properties/Policies/0")).set("PolicyDocument", document(statement));
        return Evaluator.of(
                Assembly.of(List.of(Sketch.template("shop", Environment.of("aws://111122223333/eu-west-1"), body))));
    }

    private static List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (String action : ACTIONS) {
            for (String object : OBJECTS) {
                var plain = new Request(new Principal.RoleSession(ROLE), action, object);
                requests.add(plain);
                CLASSES.forEach(name -> requests.add(plain.with(CLASS, name)));
            }
        }
        return requests;
    }
}
