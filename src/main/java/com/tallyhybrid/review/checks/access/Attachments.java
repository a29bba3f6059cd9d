package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says what a policy of a resource is attached to. */
final class Attachments {

    private static final Map<String, String> IDENTITIES =
            new TreeMap<>(Map.of("AWS::IAM::Role", "role", "AWS::IAM::User", "user", "AWS::IAM::Group", "group"));
    private static final Map<String, String> LISTS =
            new TreeMap<>(Map.of("Roles", "role", "Users", "user", "Groups", "group"));
    private static final Map<String, String> INLINE = new TreeMap<>(
            Map.of("AWS::IAM::RolePolicy", "role", "AWS::IAM::UserPolicy", "user", "AWS::IAM::GroupPolicy", "group"));

    /** Types that hold the policy of something else: how it is called, and the property that names it. */
    private static final Map<String, List<String>> ELSEWHERE = new TreeMap<>(Map.of(
            "AWS::S3::BucketPolicy", List.of("bucket", "Bucket"),
            "AWS::SNS::TopicPolicy", List.of("topic", "Topics"),
            "AWS::SNS::TopicInlinePolicy", List.of("topic", "TopicArn"),
            "AWS::SQS::QueuePolicy", List.of("queue", "Queues"),
            "AWS::SQS::QueueInlinePolicy", List.of("queue", "Queue"),
            "AWS::SecretsManager::ResourcePolicy", List.of("secret", "SecretId"),
            "AWS::Events::EventBusPolicy", List.of("event bus", "EventBusName"),
            "AWS::Lambda::Permission", List.of("function", "FunctionName"),
            "AWS::Lambda::LayerVersionPermission", List.of("layer", "LayerVersionArn"),
            "AWS::SSM::ResourcePolicy", List.of("parameter", "ResourceArn")));

    private final Map<String, List<PolicyAttachment>> byManagedPolicy = new HashMap<>();

    /** Notes the managed policies that a role, user or group names, so that they count as its own. */
    void note(SymbolicResolver template, String logicalId, JsonNode resource) {
        String kind = IDENTITIES.get(resource.path("Type").asText());
        if (kind != null) {
            PolicyAttachment holder = PolicyAttachment.of(kind, template.reference(logicalId));
            template.texts(resource.path("Properties").path("ManagedPolicyArns"))
                    .forEach(arn -> byManagedPolicy
                            .computeIfAbsent(arn, none -> new ArrayList<>())
                            .add(holder));
        }
    }

    /** The holders of the document at that path. */
    List<PolicyAttachment> of(SymbolicResolver template, String logicalId, JsonNode resource, PropertyPath path) {
        String type = resource.path("Type").asText();
        JsonNode properties = resource.path("Properties");
        String self = template.reference(logicalId);
        if (IDENTITIES.containsKey(type)) {
            boolean trust = path.under("AssumeRolePolicyDocument");
            return List.of(PolicyAttachment.of(trust ? PolicyAttachment.TRUST : IDENTITIES.get(type), self));
        }
        if (INLINE.containsKey(type)) {
            String kind = INLINE.get(type);
            String property = Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + "Name";
            return List.of(PolicyAttachment.of(kind, template.text(properties.path(property))));
        }
        if (type.equals("AWS::IAM::Policy") || type.equals("AWS::IAM::ManagedPolicy")) {
            return attached(template, properties, self);
        }
        if (ELSEWHERE.containsKey(type)) {
            List<String> words = ELSEWHERE.get(type);
            List<String> named = template.texts(properties.path(words.get(1)));
            // Without a name it is the bus that every account has.
            return (named.isEmpty() ? List.of("default") : named)
                    .stream()
                            .map(name -> PolicyAttachment.of(
                                    words.get(0), name.replaceFirst("^arn:[^:]*:lambda:.*:function:", "")))
                            .toList();
        }
        if (path.under("AssumeRolePolicyDocument")) {
            return List.of(PolicyAttachment.of(PolicyAttachment.TRUST, self));
        }
        // The policy of the resource as a whole needs no name; an endpoint has one even where the template gives none.
        String part = path.equals(PropertyPath.of("PolicyDocument"))
                ? ""
                : path.withoutIndexes().toString();
        // The resource policies of CloudWatch Logs hold for the whole account and Region.
        return type.equals("AWS::Logs::ResourcePolicy")
                ? List.of(PolicyAttachment.of(PolicyAttachment.LOGS, template.region()))
                : List.of(new PolicyAttachment(words(type), self, part));
    }

    private List<PolicyAttachment> attached(SymbolicResolver template, JsonNode properties, String self) {
        List<PolicyAttachment> holders = new ArrayList<>(byManagedPolicy.getOrDefault(self, List.of()));
        LISTS.forEach((property, kind) -> template.texts(properties.path(property))
                .forEach(name -> holders.add(PolicyAttachment.of(kind, name))));
        return holders.isEmpty()
                ? List.of(PolicyAttachment.of("managed policy", self))
                : holders.stream().distinct().toList();
    }

    /** {@code AWS::Backup::BackupVault} is a backup vault. */
    static String words(String type) {
        String last = type.substring(type.lastIndexOf(':') + 1);
        return last.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
