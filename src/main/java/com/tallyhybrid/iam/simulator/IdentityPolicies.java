package com.tallyhybrid.iam.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.iam.simulator.PolicyReader.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the policies that are attached to users, groups and roles. */
final class IdentityPolicies {

    /** The types whose policies are read here. */
    static final Set<String> TYPES = Set.of(
            "AWS::IAM::User",
            "AWS::IAM::Group",
            "AWS::IAM::Role",
            "AWS::IAM::Policy",
            "AWS::IAM::UserPolicy",
            "AWS::IAM::GroupPolicy",
            "AWS::IAM::RolePolicy",
            "AWS::IAM::ManagedPolicy");

    private static final Map<String, String> ENTITIES =
            Map.of("AWS::IAM::User", "user", "AWS::IAM::Group", "group", "AWS::IAM::Role", "role");
    private static final Map<String, String> ATTACHMENTS = Map.of(
            "Users",
            "user",
            "Groups",
            "group",
            "Roles",
            "role",
            "UserName",
            "user",
            "GroupName",
            "group",
            "RoleName",
            "role");

    /** A user, group or role. Policies of AWS and of other accounts are known by name only, unless supplied. */
    private static final class Entity {
        private final List<Statement> statements = new ArrayList<>();
        private final Set<String> managed = new LinkedHashSet<>();
        private final Set<Entity> groups = new LinkedHashSet<>();
        private String boundary = "";
    }

    private final Map<String, Entity> entities = new HashMap<>();
    private final Map<String, String> arns = new HashMap<>();
    private final Map<String, List<Statement>> managed = new HashMap<>();

    /** Reads the templates; {@code supplied} holds managed policies that no template has, by ARN. */
    IdentityPolicies(Collection<Assembly> assemblies, Map<String, JsonNode> supplied) {
        supplied.forEach((arn, document) -> managed.put(arn, PolicyReader.read(arn, Kind.IDENTITY, document)));
        assemblies.forEach(this::add);
    }

    private void add(Assembly assembly) {
        assembly.resources().forEach(this::addEntity);
        assembly.resources("AWS::IAM::ManagedPolicy").forEach(this::addManaged);
        for (String kind : List.of("", "User", "Group", "Role")) {
            assembly.resources("AWS::IAM::" + kind + "Policy").forEach(this::addPolicy);
        }
        assembly.resources("AWS::IAM::UserToGroupAddition").forEach(this::addMembers);
    }

    boolean knows(String principalArn) {
        return arns.containsKey(principalArn);
    }

    /** All statements of the principal's own policies and of its groups. */
    List<Statement> statements(String principalArn) {
        List<Statement> all = new ArrayList<>();
        if (knows(principalArn)) {
            Entity principal = entities.get(arns.get(principalArn));
            collect(principal, all);
            principal.groups.forEach(group -> collect(group, all));
        }
        return all;
    }

    /** The statements of the permissions boundary, where the principal has one. */
    Optional<List<Statement>> boundary(String principalArn) {
        return Optional.ofNullable(arns.get(principalArn))
                .map(key -> entities.get(key).boundary)
                .filter(arn -> !arn.isEmpty())
                .map(this::managed);
    }

    private void collect(Entity entity, List<Statement> all) {
        all.addAll(entity.statements);
        entity.managed.forEach(arn -> all.addAll(managed(arn)));
    }

    private List<Statement> managed(String arn) {
        return Optional.ofNullable(managed.get(arn))
                .orElseThrow(
                        () -> new IllegalArgumentException("no template holds policy %s; supply it".formatted(arn)));
    }

    private void addEntity(Resource resource) {
        String kind = ENTITIES.get(resource.type());
        if (kind == null) {
            return;
        }
        String key = key(resource, kind, resource.reference());
        arns.put(resource.arn(), key);
        Entity entity = entity(key);
        for (JsonNode inline : resource.property("Policies")) {
            entity.statements.addAll(statements(resource, inline.path("PolicyDocument")));
        }
        texts(resource, "ManagedPolicyArns").forEach(entity.managed::add);
        texts(resource, "Groups").forEach(group -> entity.groups.add(entity(key(resource, "group", group))));
        entity.boundary = resource.property("PermissionsBoundary").asText("");
    }

    private void addManaged(Resource resource) {
        managed.put(resource.arn(), statements(resource, resource.property("PolicyDocument")));
        attached(resource).forEach(entity -> entity.managed.add(resource.arn()));
    }

    private void addPolicy(Resource resource) {
        List<Statement> statements = statements(resource, resource.property("PolicyDocument"));
        attached(resource).forEach(entity -> entity.statements.addAll(statements));
    }

    private void addMembers(Resource resource) {
        Entity group =
                entity(key(resource, "group", resource.property("GroupName").asText()));
        texts(resource, "Users")
                .forEach(user -> entity(key(resource, "user", user)).groups.add(group));
    }

    private List<Entity> attached(Resource policy) {
        List<Entity> found = new ArrayList<>();
        ATTACHMENTS.forEach((property, kind) ->
                texts(policy, property).forEach(name -> found.add(entity(key(policy, kind, name)))));
        return found;
    }

    private Entity entity(String key) {
        return entities.computeIfAbsent(key, absent -> new Entity());
    }

    private static String key(Resource resource, String kind, String name) {
        return "%s:%s/%s".formatted(resource.stack().account(), kind, name);
    }

    private static List<Statement> statements(Resource resource, JsonNode document) {
        return PolicyReader.read(resource.label(), Kind.IDENTITY, document);
    }

    private static List<String> texts(Resource resource, String property) {
        JsonNode list = resource.property(property);
        return list.isMissingNode() ? List.of() : PolicyReader.texts(resource.label(), list);
    }
}
