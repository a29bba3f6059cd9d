package com.tallyhybrid.accessmatrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.iam.simulator.Evaluator;
import com.tallyhybrid.iam.simulator.Principal;
import com.tallyhybrid.iam.simulator.Request;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each question that the policies answer by silence would notice the right that it asks for.
 *
 * <p>A question on a resource that the action does not have, such as reading a secret on {@code *}, is denied whatever
 * anybody is granted, and proves nothing. So the right is granted here on every resource of the action's own type, as
 * the Service Authorization Reference gives it, and never on the resource that the question names.
 */
class GrantsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The type of resource of each action in the Service Authorization Reference; {0} is the account. */
    private static final Map<String, String> TYPES = Map.of(
            "backup", "arn:aws:backup:*:{0}:backup-vault:*",
            "fsx", "arn:aws:fsx:*:{0}:file-system/*",
            "iam", "arn:aws:iam::{0}:user/*",
            "kms", "arn:aws:kms:*:{0}:key/*",
            "secretsmanager", "arn:aws:secretsmanager:*:{0}:secret:*",
            "sns", "arn:aws:sns:*:{0}:*",
            "sts", "arn:aws:iam::{0}:role/*");

    /** Resources that carry a policy, and where it stands. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "AWS::S3::BucketPolicy", "PolicyDocument",
            "AWS::SNS::TopicPolicy", "PolicyDocument",
            "AWS::KMS::Key", "KeyPolicy",
            "AWS::Backup::BackupVault", "AccessPolicy",
            "AWS::IAM::Role", "AssumeRolePolicyDocument");

    static Stream<Synthesized> deployments() {
        return Synthesized.all();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyQuestionDeniedBySilenceNoticesTheRight(Synthesized deployment) {
        Assembly app = deployment.templates().assembly();
        AccessQuestions inquiry = AccessQuestions.of(app);
        List<Answer> answers = inquiry.evaluateAgainst(app).answers();
        Map<String, Evaluator> granted = new HashMap<>();
        List<String> deaf = new ArrayList<>();
        int denied = 0;
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).actual() == Outcome.IMPLICIT_DENY) {
                Request request = inquiry.prepared.get(i).ask();
                denied++;
                Evaluator evaluator = granted.computeIfAbsent(
                        request.principal() + request.action(), right -> Evaluator.of(granting(app, request)));
                if (evaluator.evaluate(request).outcome() != Outcome.ALLOWED) {
                    deaf.add("%s %s: %s on %s"
                            .formatted(
                                    answers.get(i).actor(),
                                    answers.get(i).story(),
                                    request.action(),
                                    request.resource()));
                }
            }
        }
        assertThat(deaf).isEmpty();
        assertThat(denied).isGreaterThan(50);
    }

    /** The app with the right for the one who asks, by a policy of his own and by that of every resource. */
    private static Assembly granting(Assembly app, Request request) {
        List<Template> stacks = new ArrayList<>();
        for (Template stack : app.stacks()) {
            ObjectNode template = stack.body().deepCopy();
            var resources = (ObjectNode) template.path("Resources");
            resources.properties().forEach(resource -> addToDocument(app, resource.getValue(), request));
            stacks.add(stack.with(template));
        }
        addIdentityPolicy(stacks, app, request);
        return Assembly.of(stacks);
    }

    private static void addToDocument(Assembly app, JsonNode resource, Request request) {
        String type = resource.path("Type").asText();
        JsonNode document = resource.path("Properties").path(DOCUMENTS.getOrDefault(type, "-"));
        boolean trust = type.equals("AWS::IAM::Role");
        if (document.isObject() && trust == request.action().startsWith("sts:")) {
            ObjectNode statement = statement(app, request);
            statement.set("Principal", named(request.principal()));
            if (trust) {
                statement.remove("Resource");
            }
            ((ArrayNode) document.path("Statement")).add(statement);
        }
    }

    private static JsonNode named(Principal principal) {
        ObjectNode node = JSON.createObjectNode();
        if (principal instanceof Principal.Service service) {
            return node.put("Service", service.name());
        }
        return node.put("AWS", principal.principalArn().orElse("*"));
    }

    private static void addIdentityPolicy(List<Template> stacks, Assembly app, Request request) {
        String arn = request.principal().principalArn().orElse("");
        boolean user = request.principal() instanceof Principal.User;
        String type = user ? "AWS::IAM::User" : "AWS::IAM::Role";
        if (app.resources(type).stream().map(Resource::arn).noneMatch(arn::equals)) {
            return;
        }
        ObjectNode policy = JSON.createObjectNode().put("Type", "AWS::IAM::ManagedPolicy");
        ObjectNode properties = policy.putObject("Properties");
        properties.putArray(user ? "Users" : "Roles").add(arn.substring(arn.lastIndexOf('/') + 1));
        properties
                .putObject("PolicyDocument")
                .put("Version", "2012-10-17")
                .putArray("Statement")
                .add(statement(app, request));
        ObjectNode template = stacks.get(0).body().deepCopy();
        ((ObjectNode) template.path("Resources")).set("Granted", policy);
        stacks.set(0, stacks.get(0).with(template));
    }

    private static ObjectNode statement(Assembly app, Request request) {
        ObjectNode statement = JSON.createObjectNode().put("Effect", "Allow").put("Action", request.action());
        ArrayNode resources = statement.putArray("Resource");
        resources(app, request.action()).forEach(resources::add);
        return statement;
    }

    private static List<String> resources(Assembly app, String action) {
        String service = action.substring(0, action.indexOf(':'));
        if (action.equals("s3:ListAllMyBuckets")) {
            return List.of("*");
        }
        if (!service.equals("s3")) {
            return List.of(TYPES.get(service).replace("{0}", app.stacks().get(0).account()));
        }
        // Named one by one: a star behind a bucket's name would reach its objects too.
        String suffix = isOfObjects(action) ? "/*" : "";
        return app.resources("AWS::S3::Bucket").stream()
                .map(bucket -> bucket.arn() + suffix)
                .toList();
    }

    private static boolean isOfObjects(String action) {
        return action.matches("s3:(\\w*Object(?!LockConfiguration)\\w*|BypassGovernanceRetention|Replicate\\w+)")
                && !action.equals("s3:PutBucketObjectLockConfiguration");
    }
}
