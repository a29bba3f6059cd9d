package com.tallyhybrid.accessmatrix;

import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The resources that the questions speak of, found in the templates. */
final class KnownResources {

    private static final Map<String, String> BUCKETS = buckets();
    private static final Set<String> LOGS = Set.of("accessLogs", "trail");

    private final Assembly app;
    private final String account;

    KnownResources(Assembly app) {
        this.app = app;
        account = app.stacks().get(0).account();
    }

    /** Whether every bucket that questions name is there. */
    boolean areComplete() {
        return BUCKETS.values().stream()
                .allMatch(id -> app.resources("AWS::S3::Bucket").stream()
                        .anyMatch(bucket -> bucket.logicalId().equals(id)));
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

    /** An account that is not this one, whichever this one is. */
    String stranger() {
        return account.equals("444455556666") ? "777788889999" : "444455556666";
    }

    /** The name that begins every stack's name. */
    String deployment() {
        String stack = app.stacks().get(0).stack();
        return stack.substring(0, stack.lastIndexOf('-'));
    }

    /** The buckets that hold backups and archive, by the names that questions give them. */
    List<String> lockedBuckets() {
        return BUCKETS.keySet().stream().filter(name -> !LOGS.contains(name)).toList();
    }

    /** In an order that does not depend on that of the stacks: their rows must not move with it. */
    List<Resource> logGroups() {
        return app.resources("AWS::Logs::LogGroup").stream()
                .sorted(Comparator.comparing(log -> log.stack().stack()))
                .toList();
    }

    /** The ARN of what the words name. */
    String resource(String words) {
        if (words.equals("*") || words.startsWith("arn:")) {
            return words;
        }
        String[] parts = words.split("/", 2);
        String arn = switch (parts[0]) {
            case "topic" -> find("AlertTopic").arn();
            case "replicaTopic" -> find("ReplicaAlertTopic").arn();
            case "alertsKey" -> find("AlertsKey").arn();
            case "replicaAlertsKey" -> find("ReplicaAlertsKey").arn();
            case "auditKey" -> find("AuditKey").arn();
            case "vault" -> find("Vault").arn();
            case "vaultCopy" -> find("VaultCopy").arn();
            case "vaultCopyKey" -> find("VaultCopyKey").arn();
            case "eventPublisher" -> eventPublisher();
            case "breakGlass" -> breakGlassRole().orElseThrow().arn();
            case "user" -> "arn:aws:iam::%s:user".formatted(account);
            default -> bucket(parts[0]).arn();
        };
        return parts.length == 1 ? arn : arn + "/" + parts[1];
    }

    /** The Region of the bucket or vault that the words name; Mumbai for everything else. */
    String region(String words) {
        String name = words.split("/", 2)[0];
        if (name.equals("vaultCopy")) {
            return find("VaultCopy").stack().region();
        }
        return BUCKETS.containsKey(name) ? bucket(name).stack().region() : "ap-south-1";
    }

    boolean has(String type) {
        return !app.resources(type).isEmpty();
    }

    /** The role of the document that carries out the procedure. */
    String runbookRole(String page) {
        return find("AWS::IAM::Role", "RoleName", deployment() + "-" + page).arn();
    }

    /** An alarm of the app in the Region. */
    String alarmArn(String region) {
        String name = app.resources("AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> alarm.stack().region().equals(region))
                .findFirst()
                .orElseThrow()
                .property("AlarmName")
                .asText();
        return "arn:aws:cloudwatch:%s:%s:alarm:%s".formatted(region, account, name);
    }

    String ruleArn() {
        String name = first("AWS::Events::Rule").property("Name").asText();
        return "arn:aws:events:ap-south-1:%s:rule/%s".formatted(account, name);
    }

    String trailArn() {
        String name = first("AWS::CloudTrail::Trail").property("TrailName").asText();
        return "arn:aws:cloudtrail:ap-south-1:%s:trail/%s".formatted(account, name);
    }

    String replicationRole() {
        return bucket("backup")
                .property("ReplicationConfiguration")
                .path("Role")
                .asText();
    }

    String eventPublisher() {
        return app.resources("AWS::Events::Rule").stream()
                .map(rule -> rule.property("Targets").path(0).path("RoleArn").asText())
                .filter(role -> !role.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    Optional<Resource> breakGlassRole() {
        return app.resources("AWS::IAM::Role").stream()
                .filter(role -> role.property("RoleName").asText().endsWith("-break-glass"))
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

    private Resource find(String type, String property, String value) {
        return app.resources(type).stream()
                .filter(resource -> resource.property(property).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no %s has the %s %s".formatted(type, property, value)));
    }

    private Resource first(String type) {
        return app.resources(type).get(0);
    }
}
