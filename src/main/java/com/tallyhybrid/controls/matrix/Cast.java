package com.tallyhybrid.controls.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.controls.access.Principal;
import com.tallyhybrid.controls.template.Assembly;
import com.tallyhybrid.controls.template.Resource;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Who and what the questions speak of, found in the templates. */
final class Cast {

    private static final String STRANGER = "444455556666";
    private static final Map<String, String> BUCKETS = buckets();
    private static final Set<String> LOGS = Set.of("accessLogs", "trail");

    private final Assembly app;
    private final String account;

    Cast(Assembly app) {
        this.app = app;
        account = app.stacks().get(0).account();
    }

    private static Map<String, String> buckets() {
        var buckets = new TreeMap<String, String>();
        buckets.put("backup", "BackupBucket");
        buckets.put("archive", "ArchiveBucket");
        buckets.put("replica", "ReplicaBucket");
        buckets.put("archiveReplica", "ArchiveReplicaBucket");
        buckets.put("accessLogs", "AccessLogBucket");
        buckets.put("trail", "TrailBucket");
        return buckets;
    }

    String account() {
        return account;
    }

    /** The name that begins every stack's name. */
    String deployment() {
        String stack = app.stacks().get(0).name();
        return stack.substring(0, stack.lastIndexOf('-'));
    }

    List<String> agents() {
        return app.resources("AWS::IAM::User").stream().map(Resource::reference).toList();
    }

    /** The buckets that hold backups and archive, by the names that questions give them. */
    List<String> lockedBuckets() {
        return BUCKETS.keySet().stream().filter(name -> !LOGS.contains(name)).toList();
    }

    List<Resource> logGroups() {
        return app.resources("AWS::Logs::LogGroup");
    }

    boolean has(String feature) {
        return switch (feature) {
            case "fenced" -> allowedSources().isPresent();
            case "unfenced" -> allowedSources().isEmpty();
            case "break-glass" -> breakGlassRole().isPresent();
            default -> throw new IllegalArgumentException("unknown feature " + feature);
        };
    }

    Principal principal(String actor, String agent, String region) {
        if (actor.startsWith("service:")) {
            return new Principal.Service(actor.substring("service:".length()));
        }
        return switch (actor) {
            case "agent" -> new Principal.User("arn:aws:iam::%s:user/%s".formatted(account, agent));
            case "replication" -> new Principal.RoleSession(replicationRole());
            case "eventPublisher" -> new Principal.RoleSession(eventPublisher());
            case "administrator" -> Principal.administrator(account);
            case "deployer" -> privileged(deployer(region));
            case "foreignDeployer" -> privileged(deployer(region.equals("ap-south-1") ? "ap-south-2" : "ap-south-1"));
            case "breakGlass" ->
                new Principal.RoleSession(breakGlassRole().orElseThrow().arn());
            case "breakGlassUser" -> breakGlassUser();
            case "root" -> new Principal.Root(account);
            case "otherAccount" -> Principal.administrator(STRANGER);
            case "anonymous" -> new Principal.Anonymous();
            default -> throw new IllegalArgumentException("unknown actor " + actor);
        };
    }

    /** A role of the account whose own policies allow everything: only resource policies can stop it. */
    private Principal privileged(String roleArn) {
        return new Principal.RoleSession(
                roleArn, "session", Principal.administrator(account).policies());
    }

    private String deployer(String region) {
        return "arn:aws:iam::%1$s:role/cdk-hnb659fds-cfn-exec-role-%1$s-%2$s".formatted(account, region);
    }

    /** The ARN of what the words name. */
    String resource(String words) {
        if (words.equals("*") || words.startsWith("arn:")) {
            return words;
        }
        String[] parts = words.split("/", 2);
        String arn = switch (parts[0]) {
            case "topic" -> find("AlertTopic").arn();
            case "alertsKey" -> find("AlertsKey").arn();
            case "auditKey" -> find("AuditKey").arn();
            case "eventPublisher" -> eventPublisher();
            case "breakGlass" -> breakGlassRole().orElseThrow().arn();
            case "user" -> "arn:aws:iam::%s:user".formatted(account);
            default -> bucket(parts[0]).arn();
        };
        return parts.length == 1 ? arn : arn + "/" + parts[1];
    }

    /** The Region of the bucket that the words name; Mumbai for everything else. */
    String region(String words) {
        String name = words.split("/", 2)[0];
        return BUCKETS.containsKey(name) ? bucket(name).stack().region() : "ap-south-1";
    }

    /** An address from which the agents may work. */
    String officeAddress() {
        return allowedSources().map(sources -> sources.split("/")[0]).orElse("198.51.100.10");
    }

    String alarmArn() {
        String name = first("AWS::CloudWatch::Alarm").property("AlarmName").asText();
        return "arn:aws:cloudwatch:ap-south-1:%s:alarm:%s".formatted(account, name);
    }

    String ruleArn() {
        String name = first("AWS::Events::Rule").property("Name").asText();
        return "arn:aws:events:ap-south-1:%s:rule/%s".formatted(account, name);
    }

    String trailArn() {
        String name = first("AWS::CloudTrail::Trail").property("TrailName").asText();
        return "arn:aws:cloudtrail:ap-south-1:%s:trail/%s".formatted(account, name);
    }

    private String replicationRole() {
        return bucket("backup")
                .property("ReplicationConfiguration")
                .path("Role")
                .asText();
    }

    private String eventPublisher() {
        return app.resources("AWS::Events::Rule").stream()
                .map(rule -> rule.property("Targets").path(0).path("RoleArn").asText())
                .filter(role -> !role.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Optional<Resource> breakGlassRole() {
        return app.resources("AWS::IAM::Role").stream()
                .filter(role -> role.property("RoleName").asText().endsWith("-break-glass"))
                .findFirst();
    }

    /** The first user whom the role trusts; an administrator otherwise, so that only the trust can stop them. */
    private Principal breakGlassUser() {
        JsonNode trusted = breakGlassRole()
                .orElseThrow()
                .property("AssumeRolePolicyDocument")
                .at("/Statement/0/Principal/AWS");
        String arn = trusted.isArray() ? trusted.path(0).asText() : trusted.asText();
        return new Principal.User(arn, Principal.administrator(account).policies());
    }

    private Optional<String> allowedSources() {
        return app.resources("AWS::IAM::ManagedPolicy").stream()
                .map(policy -> condition(policy, "DenyOutsideOffices", "/NotIpAddress/aws:SourceIp"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The first value of a condition in the statement with this Sid. */
    private static Optional<String> condition(Resource policy, String sid, String pointer) {
        JsonNode statements = policy.property("PolicyDocument").path("Statement");
        return StreamSupport.stream(statements.spliterator(), false)
                .filter(statement -> statement.path("Sid").asText().equals(sid))
                .map(statement -> statement.path("Condition").at(pointer))
                .map(value -> value.isArray() ? value.path(0).asText() : value.asText())
                .findFirst();
    }

    private Resource bucket(String name) {
        if (!BUCKETS.containsKey(name)) {
            throw new IllegalArgumentException("unknown resource " + name);
        }
        return find(BUCKETS.get(name));
    }

    private Resource find(String logicalId) {
        return app.resources().stream()
                .filter(resource -> resource.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("the templates have no " + logicalId));
    }

    private Resource first(String type) {
        return app.resources(type).get(0);
    }
}
