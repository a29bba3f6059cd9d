package com.tallyhybrid.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.file.DeploymentFile;
import com.tallyhybrid.testkit.templates.Synthesized;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * An account that answers as the AWS CLI writes it: JSON on standard output, or an error on standard error.
 *
 * <p>An answer is a file named by the call: service and command, and where there are several, a parameter's value or the
 * Region; {@code .json} is an answer, {@code .txt} an error. What stands in the account of the deployment itself is made
 * from its templates.
 */
final class RecordedAccount implements Aws {

    static final Path SETTINGS = Path.of("src/test/resources/deployments/ready.yaml");
    static final Path RECORDINGS = Path.of("src/test/resources/com/tallyhybrid/preflight");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SERVICE_ERROR = 254;

    /** The lists in which something of a template's type appears, and the member that is its name. */
    private static final Map<String, List<String>> LISTS = Map.of(
            "AWS::Logs::LogGroup", List.of("logs.describe-log-groups", "logGroups", "logGroupName"),
            "AWS::IAM::User", List.of("iam.list-users", "Users", "UserName"),
            "AWS::IAM::Role", List.of("iam.list-roles", "Roles", "RoleName"),
            "AWS::IAM::InstanceProfile",
                    List.of("iam.list-instance-profiles", "InstanceProfiles", "InstanceProfileName"),
            "AWS::SecretsManager::Secret", List.of("secretsmanager.list-secrets", "SecretList", "Name"),
            "AWS::Backup::BackupVault", List.of("backup.list-backup-vaults", "BackupVaultList", "BackupVaultName"),
            "AWS::CloudTrail::Trail", List.of("cloudtrail.describe-trails", "trailList", "Name"),
            "AWS::Events::Rule", List.of("events.list-rules", "Rules", "Name"));

    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, String> errors = new HashMap<>();
    private final ConcurrentLinkedQueue<AwsCall> calls = new ConcurrentLinkedQueue<>();
    private final List<Path> folders;

    private RecordedAccount(String... folders) {
        this.folders = Stream.of(folders).map(RECORDINGS::resolve).toList();
    }

    static PlannedDeployment planned() {
        return new PlannedDeployment(settings(), templates());
    }

    static Deployment settings() {
        return DeploymentFile.read(SETTINGS);
    }

    static Assembly templates() {
        return Templates.READ;
    }

    /** Read once for all tests. */
    private static final class Templates {
        static final Assembly READ = Assembly.read(templatesFolder());
    }

    static Path templatesFolder() {
        return Synthesized.ready().folder();
    }

    /** The day before the first deploy: bootstrapped, with the people and the secret, and nothing of ours. */
    static RecordedAccount ready() {
        return new RecordedAccount("new");
    }

    /** The day after: every stack stands and is protected, every address has confirmed. */
    static RecordedAccount deployed() {
        var account = new RecordedAccount("deployed", "new");
        account.answers.putAll(Deployed.ANSWERS);
        return account;
    }

    /** Made once for all tests. */
    private static final class Deployed {
        static final Map<String, String> ANSWERS = makeDeployed().answers;
    }

    private static RecordedAccount makeDeployed() {
        var account = new RecordedAccount("deployed", "new");
        account.makeNames();
        for (String region : List.of("ap-south-1", "ap-south-2")) {
            account.stacks(region, "CREATE_COMPLETE", true, Set.of());
        }
        templates().stacks().forEach(account::resourcesOf);
        return account;
    }

    /** A former deployment of the same name was destroyed, and what bears a name is still there. */
    static RecordedAccount withLeftovers() {
        var account = new RecordedAccount("deployed", "new");
        account.makeNames();
        account.answers("s3api.head-bucket", "{\"BucketRegion\": \"ap-south-1\", \"AccessPointAlias\": false}");
        return account;
    }

    RecordedAccount answers(String call, String json) {
        answers.put(call, json);
        errors.remove(call);
        return this;
    }

    RecordedAccount refuses(String call, String error) {
        errors.put(call, error);
        answers.remove(call);
        return this;
    }

    /** One stack in another state than the others. */
    RecordedAccount stack(String name, String status, boolean isProtected) {
        Template stack = templates().stacks().stream()
                .filter(known -> known.stack().equals(name))
                .findFirst()
                .orElseThrow();
        ObjectNode list = (ObjectNode) json("cloudformation.describe-stacks." + stack.region());
        ArrayNode stacks = (ArrayNode) list.get("Stacks");
        for (int i = stacks.size() - 1; i >= 0; i--) {
            if (stacks.get(i).path("StackName").asText().equals(name)) {
                stacks.remove(i);
            }
        }
        stacks.add(stackElement(name, status, isProtected));
        return answers("cloudformation.describe-stacks." + stack.region(), list.toString());
    }

    /** A stack that has nothing of one type yet. */
    RecordedAccount without(String stack, String type) {
        String call = "cloudformation.list-stack-resources." + stack;
        ObjectNode list = (ObjectNode) json(call);
        ArrayNode kept = JSON.createArrayNode();
        list.path("StackResourceSummaries")
                .valueStream()
                .filter(resource -> !resource.path("ResourceType").asText().equals(type))
                .forEach(kept::add);
        list.set("StackResourceSummaries", kept);
        return answers(call, list.toString());
    }

    List<AwsCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public AwsReply ask(AwsCall call) {
        calls.add(call);
        for (String name : names(call)) {
            if (errors.containsKey(name)) {
                return AwsReply.of(SERVICE_ERROR, "", errors.get(name));
            }
            if (answers.containsKey(name)) {
                return AwsReply.of(0, answers.get(name), "");
            }
        }
        for (Path folder : folders) {
            for (String name : names(call)) {
                if (Files.exists(folder.resolve(name + ".json"))) {
                    return AwsReply.of(0, text(folder.resolve(name + ".json")), "");
                }
                if (Files.exists(folder.resolve(name + ".txt"))) {
                    return AwsReply.of(SERVICE_ERROR, "", text(folder.resolve(name + ".txt")));
                }
            }
        }
        throw new AssertionError("nothing is recorded for " + call.arguments());
    }

    /** What a recording of the call may be named, the most particular first. */
    private static List<String> names(AwsCall call) {
        String command = call.arguments().get(0) + "." + call.arguments().get(1);
        var names = new ArrayList<String>();
        call.parameters().values().stream()
                .filter(value -> value.matches("[A-Za-z0-9-]+"))
                .map(value -> command + "." + value)
                .sorted((one, other) -> other.compareTo(one))
                .forEach(names::add);
        names.add(command + "." + call.region().code());
        names.add(command);
        return names;
    }

    private void makeNames() {
        LISTS.forEach((type, list) -> {
            ObjectNode answer = (ObjectNode) json(list.get(0));
            ArrayNode elements = (ArrayNode) answer.get(list.get(1));
            for (Resource resource : templates().resources(type)) {
                ObjectNode element = JSON.createObjectNode().put(list.get(2), name(resource));
                if (type.startsWith("AWS::IAM::")) {
                    element.put("Arn", "arn:aws:iam::444455556666:%s/%s".formatted(list.get(0), name(resource)));
                }
                elements.add(element);
            }
            answers(list.get(0), answer.toString());
        });
    }

    /** CloudFormation makes up what a template does not name; here it is the reference. */
    private static String name(Resource resource) {
        for (String property : List.of("Name", resource.type().replaceFirst(".*::", "") + "Name", "TrailName")) {
            JsonNode name = resource.property(property);
            if (name.isTextual()) {
                return name.asText();
            }
        }
        return resource.logicalId();
    }

    private void stacks(String region, String status, boolean isProtected, Set<String> without) {
        ObjectNode list = JSON.createObjectNode();
        ArrayNode stacks = list.putArray("Stacks");
        templates().stacks().stream()
                .filter(stack -> stack.region().equals(region) && !without.contains(stack.stack()))
                .forEach(stack -> stacks.add(stackElement(stack.stack(), status, isProtected)));
        answers("cloudformation.describe-stacks." + region, list.toString());
    }

    private static ObjectNode stackElement(String name, String status, boolean isProtected) {
        return JSON.createObjectNode()
                .put("StackName", name)
                .put("CreationTime", "2026-11-21T05:00:00.000000+00:00")
                .put("StackStatus", status)
                .put("EnableTerminationProtection", isProtected);
    }

    private void resourcesOf(Template stack) {
        ObjectNode list = JSON.createObjectNode();
        ArrayNode summaries = list.putArray("StackResourceSummaries");
        templates().resources().stream()
                .filter(resource -> resource.stack().stack().equals(stack.stack()))
                .forEach(resource -> summaries
                        .addObject()
                        .put("LogicalResourceId", resource.logicalId())
                        .put("PhysicalResourceId", resource.reference())
                        .put("ResourceType", resource.type())
                        .put("LastUpdatedTimestamp", "2026-11-21T05:01:00.000000+00:00")
                        .put("ResourceStatus", "CREATE_COMPLETE"));
        answers("cloudformation.list-stack-resources." + stack.stack(), list.toString());
    }

    private JsonNode json(String name) {
        try {
            if (answers.containsKey(name)) {
                return JSON.readTree(answers.get(name));
            }
            for (Path folder : folders) {
                Path file = folder.resolve(name + ".json");
                if (Files.exists(file)) {
                    return JSON.readTree(file.toFile());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("nothing is recorded as " + name);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
