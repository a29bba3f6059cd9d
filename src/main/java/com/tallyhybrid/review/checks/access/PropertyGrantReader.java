package com.tallyhybrid.review.checks.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.cloudformation.Intrinsic;
import com.tallyhybrid.cloudformation.SymbolicResolver;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the rights that the properties of one resource give. */
final class PropertyGrantReader {

    /** Properties that name the role or profile of what runs code, of whatever type. */
    private static final List<PropertyPath> WORKS_AS = Stream.of(
                    "ExecutionRole",
                    "ExecutionRoleArn",
                    "IamInstanceProfile",
                    "InstanceProfileName",
                    "JobRole",
                    "LaunchTemplateData.IamInstanceProfile",
                    "Role",
                    "RoleArn",
                    "RoleARN",
                    "ServiceRole",
                    "ServiceRoleArn",
                    "TaskRoleArn")
            .map(PropertyPath::of)
            .toList();

    private final SymbolicResolver template;
    private final Subject source;
    private final JsonNode properties;
    private final String self;
    private final List<PropertyGrant> grants = new ArrayList<>();

    private PropertyGrantReader(SymbolicResolver template, Subject source, JsonNode properties) {
        this.template = template;
        this.source = source;
        this.properties = properties;
        self = template.reference(source.logicalId());
    }

    static List<PropertyGrant> read(SymbolicResolver template, Subject source, JsonNode resource) {
        var reader = new PropertyGrantReader(template, source, resource.path("Properties"));
        reader.read();
        return reader.grants;
    }

    private void read() {
        WORKS_AS.forEach(path -> {
            String role = template.text(path.in(properties));
            if (!role.isEmpty()) {
                grants.add(new PropertyGrant(GrantKind.WORKS_AS, self, role, source, path));
            }
        });
        switch (source.type()) {
            case "AWS::IAM::User" -> user();
            case "AWS::IAM::Role" -> identity();
            case "AWS::Serverless::Function", "AWS::Serverless::StateMachine" -> serverless();
            case "AWS::IAM::Group" -> each(GrantKind.MANAGED_POLICY, "ManagedPolicyArns");
            case "AWS::IAM::UserToGroupAddition" ->
                texts("Users").forEach(user -> add(GrantKind.MEMBERSHIP, user, text("GroupName"), "Users"));
            case "AWS::IAM::AccessKey" -> accessKey();
            case "AWS::IAM::InstanceProfile" -> each(GrantKind.INSTANCE_PROFILE, "Roles");
            case "AWS::RAM::ResourceShare" ->
                texts("Principals")
                        .forEach(principal -> texts("ResourceArns")
                                .forEach(resource -> add(GrantKind.SHARE, principal, resource, "Principals")));
            case "AWS::EC2::VPCEndpointServicePermissions" ->
                texts("AllowedPrincipals")
                        .forEach(principal ->
                                add(GrantKind.ENDPOINT_SERVICE, principal, text("ServiceId"), "AllowedPrincipals"));
            case "AWS::S3::Bucket" -> acl();
            case "AWS::Lambda::Url" -> url();
            case "AWS::SNS::Subscription" -> recipient(text("TopicArn"), properties, "Endpoint");
            case "AWS::SNS::Topic" ->
                properties.path("Subscription").forEach(entry -> recipient(self, entry, "Subscription"));
            default -> {
                // Gives no right by a property.
            }
        }
    }

    private void user() {
        identity();
        add(GrantKind.USER, self, "", "");
        each(GrantKind.MEMBERSHIP, "Groups");
        if (properties.has("LoginProfile")) {
            add(GrantKind.CONSOLE_PASSWORD, self, "", "LoginProfile");
        }
    }

    private void identity() {
        each(GrantKind.MANAGED_POLICY, "ManagedPolicyArns");
        each(GrantKind.BOUNDARY, "PermissionsBoundary");
    }

    /** Policies of AWS by name or ARN, and templates that SAM fills in; a policy written out is read as one. */
    private void serverless() {
        JsonNode policies = properties.path("Policies");
        for (JsonNode policy : policies.isArray() ? policies : List.of(policies)) {
            if (policy.isObject() && policy.size() == 1 && !Intrinsic.isFunction(policy)) {
                add(GrantKind.POLICY_TEMPLATE, self, template.text(policy), "Policies");
            } else if (!policy.isMissingNode() && !policy.has("Statement")) {
                add(GrantKind.MANAGED_POLICY, self, template.text(policy), "Policies");
            }
        }
        each(GrantKind.BOUNDARY, "PermissionsBoundary");
    }

    private void accessKey() {
        if (!text("Status").equals("Inactive")) {
            // Another name or serial is another key.
            add(GrantKind.ACCESS_KEY, text("UserName"), source.label() + " " + text("Serial"), "UserName");
        }
    }

    private void acl() {
        String acl = text("AccessControl");
        switch (acl) {
            case "", "Private", "BucketOwnerFullControl", "BucketOwnerRead" -> {
                // The owner only.
            }
            case "PublicRead", "PublicReadWrite", "AuthenticatedRead" ->
                add(GrantKind.PUBLIC_ACL, self, acl, "AccessControl");
            default -> add(GrantKind.ACL, self, acl, "AccessControl");
        }
    }

    private void url() {
        if (text("AuthType").equals("NONE")) {
            add(GrantKind.PUBLIC_FUNCTION, text("TargetFunctionArn"), "", "AuthType");
        }
    }

    private void recipient(String topic, JsonNode subscription, String path) {
        String endpoint = template.text(subscription.path("Endpoint"));
        add(GrantKind.RECIPIENT, topic, template.text(subscription.path("Protocol")) + " " + endpoint, path);
    }

    private void each(GrantKind kind, String property) {
        texts(property).forEach(value -> add(kind, self, value, property));
    }

    private void add(GrantKind kind, String holder, String value, String path) {
        grants.add(new PropertyGrant(kind, holder, value, source, PropertyPath.of(path)));
    }

    private String text(String property) {
        return template.text(properties.path(property));
    }

    private List<String> texts(String property) {
        return template.texts(properties.path(property));
    }
}
