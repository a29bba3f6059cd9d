package com.tallyhybrid.review.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.StackDeployment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What manifests and templates say of a stack besides its resources differs by name, on every side that says it. */
class DifferenceTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/deploy";

    @Test
    void whatTheManifestSaysDiffersByItsNames() {
        StackDeployment plain = deployment(Optional.empty(), List.of(), "{'tags': {'a': 'b'}}");
        StackDeployment other = deployment(
                Optional.of(ROLE), List.of("Network", "Audit"), "{'tags': {'a': 'c'}, 'notificationArns': ['x']}");

        assertThat(differences(stack(Optional.of(plain), "{}"), stack(Optional.of(other), "{}")))
                .containsExactly(
                        "Shop/- tags.a \"b\" \"c\"",
                        "Shop/- notificationArns  [\"x\"]",
                        "Shop/- cloudFormationExecutionRoleArn  \"" + ROLE + "\"",
                        "Shop/- assumeRoleArn  \"" + ROLE + "\"",
                        "Shop/- dependencies  \"Network, Audit\"");
        assertThat(differences(stack(Optional.of(other), "{}"), stack(Optional.of(other), "{}")))
                .isEmpty();
    }

    @Test
    void aSideWithoutAManifestSaysNothingOfTheDeployment() {
        StackDeployment some = deployment(Optional.of(ROLE), List.of("Network"), "{}");

        assertThat(differences(stack(Optional.of(some), "{}"), stack(Optional.empty(), "{}")))
                .isEmpty();
        assertThat(differences(stack(Optional.empty(), "{}"), stack(Optional.of(some), "{}")))
                .isEmpty();
    }

    @Test
    void anOutputIsASubjectAndAllOutputsTogetherBelongToTheStack() {
        assertThat(differences(
                        stack(Optional.empty(), "{'Outputs': {'A': {'Value': 1}}}"),
                        stack(Optional.empty(), "{'Outputs': {'A': {'Value': 2}}}")))
                .containsExactly("Shop/A Value 1 2");
        assertThat(differences(stack(Optional.empty(), "{'Outputs': {}}"), stack(Optional.empty(), "{'Outputs': 1}")))
                .containsExactly("Shop/- Outputs {} 1");
    }

    private static StackDeployment deployment(Optional<String> role, List<String> dependencies, String settings) {
        ObjectNode said = (ObjectNode) Templates.json(settings);
        return new StackDeployment("Shop", "Shop", role, role, dependencies, said, Map.of());
    }

    private static Template stack(Optional<StackDeployment> deployment, String body) {
        return new Template(
                "Shop",
                Environment.of("aws://111122223333/eu-west-1"),
                Optional.empty(),
                Templates.json(body),
                "shop.json",
                deployment);
    }

    private static List<String> differences(Template before, Template after) {
        return Difference.in(new Comparison(CloudAssembly.of(List.of(before)), CloudAssembly.of(List.of(after))))
                .stream()
                .map(one -> "%s %s %s %s".formatted(one.subject().label(), one.path(), one.before(), one.after()))
                .toList();
    }
}
