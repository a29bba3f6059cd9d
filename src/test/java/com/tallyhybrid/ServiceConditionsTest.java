package com.tallyhybrid;

import static com.tallyhybrid.testkit.templates.Tampering.notices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.testkit.FactSheet;
import com.tallyhybrid.testkit.templates.Synthesized;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether AWS's services fill in the keys that our policies ask them for. */
class ServiceConditionsTest {

    /** Keys by which a service says for whom it acts; other callers have none of them. */
    private static final String ON_BEHALF_OF = "aws:Source(Arn|Account|OrgID|OrgPaths)";

    /**
     * What a service sends.
     *
     * @param trust keys in the trust of a role; null where nobody has looked
     * @param resource keys in the policy of a resource
     * @param key keys in the policy of a KMS key
     */
    record Sent(String service, List<String> trust, List<String> resource, List<String> key, List<String> sources) {

        List<String> at(String place) {
            return switch (place) {
                case "trust" -> trust;
                case "key" -> key;
                default -> resource;
            };
        }
    }

    /** A statement of a policy, and what kind of policy it is. */
    private record ServiceStatement(String holder, String place, JsonNode json) {

        Set<String> services() {
            return new TreeSet<>(Templates.texts(json.path("Principal").path("Service")));
        }

        Set<String> keys() {
            var keys = new TreeSet<String>();
            json.path("Condition").forEach(operator -> operator.fieldNames().forEachRemaining(keys::add));
            return keys;
        }

        @Override
        public String toString() {
            return "%s (%s): %s".formatted(holder, place, json);
        }
    }

    static Stream<Synthesized> deployments() {
        return Stream.concat(Synthesized.all(), Synthesized.largest());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void noPolicyAsksAServiceForAKeyThatItDoesNotSend(Synthesized deployment) {
        asksForWhatIsSent(deployment.templates());
    }

    private static void asksForWhatIsSent(Templates templates) {
        Map<String, Sent> table = table();
        List<ServiceStatement> statements = statements(templates);
        assertThat(statements)
                .filteredOn(statement -> !statement.services().isEmpty())
                .hasSizeGreaterThan(10);
        assertThat(statements).allSatisfy(statement -> {
            statement.services().forEach(service -> {
                assertThat(table).as("a row for the service of %s", statement).containsKey(service);
                List<String> sent = table.get(service).at(statement.place());
                assertThat(sent).as("what %s sends, for %s", service, statement).isNotNull();
                assertThat(statement.keys()).as("%s", statement).isSubsetOf(sent);
            });
            if (statement.services().isEmpty()) {
                assertThat(statement.keys())
                        .as("names no service, so nobody sends it: %s", statement)
                        .noneMatch(key -> key.matches(ON_BEHALF_OF));
            }
        });
    }

    /** A row that nothing needs is a claim that nobody checks any more. */
    @Test
    void everyRowIsNeededAndHasItsSource() {
        Set<String> needed = Synthesized.all()
                .flatMap(deployment -> statements(deployment.templates()).stream())
                .flatMap(statement -> statement.services().stream().map(service -> service + " " + statement.place()))
                .collect(Collectors.toSet());
        assertThat(table().values()).allSatisfy(row -> {
            assertThat(row.sources()).isNotEmpty();
            for (String place : List.of("trust", "resource")) {
                if (row.at(place) != null) {
                    assertThat(needed).contains(row.service() + " " + place);
                }
            }
        });
    }

    /** Where a service says for whom it acts, it is asked: another customer must not use it to reach us. */
    @ParameterizedTest
    @MethodSource("deployments")
    void aServiceThatSaysForWhomItActsIsAskedSo(Synthesized deployment) {
        asksForWhomItActs(deployment.templates());
    }

    private static void asksForWhomItActs(Templates templates) {
        Map<String, Sent> table = table();
        assertThat(statements(templates))
                .filteredOn(statement -> statement.place().equals("trust"))
                .allSatisfy(trust -> trust.services()
                        .forEach(service -> assertThat(trust.keys())
                                .as("%s", trust)
                                .containsExactlyInAnyOrderElementsOf(
                                        table.get(service).trust())));
    }

    @TestFactory
    Stream<DynamicTest> guardsWhatServicesAreAsked() {
        return Stream.of(
                notices(
                        "CloudTrail asked for whom it writes to the log group",
                        templates -> trust(templates, "AccountTrailLogRole")
                                .putObject("Condition")
                                .putObject("StringEquals")
                                .put("aws:SourceAccount", "111122223333"),
                        ServiceConditionsTest::asksForWhatIsSent),
                notices(
                        "CloudTrail asked for its trail, in another case of letters",
                        templates -> trust(templates, "AccountTrailLogRole")
                                .putObject("Condition")
                                .putObject("ArnLikeIfExists")
                                .put("AWS:SourceArn", "arn:aws:cloudtrail:ap-south-1:111122223333:trail/x"),
                        ServiceConditionsTest::asksForWhatIsSent),
                notices(
                        "a service that nobody has looked up",
                        templates -> trust(templates, "EventPublisherRole")
                                .putObject("Principal")
                                .put("Service", "pipes.amazonaws.com"),
                        ServiceConditionsTest::asksForWhatIsSent),
                notices(
                        "EventBridge in the policy of a key",
                        templates -> ((ObjectNode)
                                        templates.properties("AlertsKey").at("/KeyPolicy/Statement/1/Principal"))
                                .put("Service", "events.amazonaws.com"),
                        ServiceConditionsTest::asksForWhatIsSent),
                notices(
                        "a condition in a policy that is written as text",
                        templates -> {
                            var policy = (ObjectNode) templates
                                    .ofType("AWS::Logs::ResourcePolicy")
                                    .get(0)
                                    .properties();
                            policy.put(
                                    "PolicyDocument",
                                    policy.path("PolicyDocument")
                                            .asText()
                                            .replace("\"aws:SourceArn\"", "\"aws:SourceAccount\""));
                        },
                        ServiceConditionsTest::asksForWhatIsSent),
                notices(
                        "a denial to everybody who acts for nobody",
                        templates -> ((ObjectNode) templates
                                        .properties("BackupBucketPolicy")
                                        .at("/PolicyDocument/Statement/0"))
                                .putObject("Condition")
                                .putObject("StringNotEquals")
                                .put("aws:SourceAccount", "111122223333"),
                        ServiceConditionsTest::asksForWhatIsSent),
                notices(
                        "a role that EventBridge takes for anybody",
                        templates -> trust(templates, "EventPublisherRole").remove("Condition"),
                        ServiceConditionsTest::asksForWhomItActs));
    }

    private static ObjectNode trust(Templates templates, String role) {
        return (ObjectNode) templates
                .all(resource ->
                        resource.logicalId().startsWith(role) && resource.type().equals("AWS::IAM::Role"))
                .get(0)
                .properties()
                .at("/AssumeRolePolicyDocument/Statement/0");
    }

    private static Map<String, Sent> table() {
        return FactSheet.rows("service-conditions.yaml", Sent.class).stream()
                .collect(Collectors.toMap(Sent::service, Function.identity()));
    }

    private static List<ServiceStatement> statements(Templates templates) {
        return templates.assembly().resources().stream()
                .flatMap(resource -> Stream.of(
                                "AssumeRolePolicyDocument", "KeyPolicy", "PolicyDocument", "AccessPolicy", "Policy")
                        .flatMap(property -> statements(resource, property).stream()))
                .toList();
    }

    private static Collection<ServiceStatement> statements(Resource resource, String property) {
        JsonNode document = resource.property(property);
        if (document.isTextual()) {
            document = Templates.json(document.asText());
        }
        String place = switch (property) {
            case "AssumeRolePolicyDocument" -> "trust";
            case "KeyPolicy" -> "key";
            default -> "resource";
        };
        var statements = new ArrayList<ServiceStatement>();
        StreamSupport.stream(document.path("Statement").spliterator(), false)
                .forEach(json -> statements.add(new ServiceStatement(resource.label(), place, json)));
        return statements;
    }
}
