package com.tallyhybrid.preflight;

import com.tallyhybrid.cloudformation.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of resource to which the templates give fixed names.
 *
 * @param words what people call it
 * @param type CloudFormation's type
 * @param property the property that fixes the name
 * @param read lists what there is
 * @param list the list in the answer
 * @param name the name in an element of the list
 * @param deletion the command that frees a name
 */
record NamedKind(String words, String type, String property, AwsRead read, String list, String name, String deletion) {

    /** Asked about one by one: their names are taken in the whole world, not in the account. */
    static final String BUCKET = "AWS::S3::Bucket";

    static final List<NamedKind> ALL = List.of(
            new NamedKind(
                    "log groups",
                    "AWS::Logs::LogGroup",
                    "LogGroupName",
                    AwsRead.LOG_GROUPS,
                    "logGroups",
                    "logGroupName",
                    "logs delete-log-group --log-group-name %s"),
            new NamedKind(
                    "IAM users",
                    "AWS::IAM::User",
                    "UserName",
                    AwsRead.USERS,
                    "Users",
                    "UserName",
                    "iam delete-user --user-name %s"),
            new NamedKind(
                    "IAM roles",
                    "AWS::IAM::Role",
                    "RoleName",
                    AwsRead.ROLES,
                    "Roles",
                    "RoleName",
                    "iam delete-role --role-name %s"),
            new NamedKind(
                    "instance profiles",
                    "AWS::IAM::InstanceProfile",
                    "InstanceProfileName",
                    AwsRead.INSTANCE_PROFILES,
                    "InstanceProfiles",
                    "InstanceProfileName",
                    "iam delete-instance-profile --instance-profile-name %s"),
            new NamedKind(
                    "secrets",
                    "AWS::SecretsManager::Secret",
                    "Name",
                    AwsRead.SECRETS,
                    "SecretList",
                    "Name",
                    "secretsmanager delete-secret --force-delete-without-recovery --secret-id %s"),
            new NamedKind(
                    "backup vaults",
                    "AWS::Backup::BackupVault",
                    "BackupVaultName",
                    AwsRead.VAULTS,
                    "BackupVaultList",
                    "BackupVaultName",
                    "backup delete-backup-vault --backup-vault-name %s"),
            new NamedKind(
                    "trails",
                    "AWS::CloudTrail::Trail",
                    "TrailName",
                    AwsRead.TRAILS,
                    "trailList",
                    "Name",
                    "cloudtrail delete-trail --name %s"),
            new NamedKind(
                    "rules",
                    "AWS::Events::Rule",
                    "Name",
                    AwsRead.RULES,
                    "Rules",
                    "Name",
                    "events delete-rule --name %s"));

    private static final Map<String, String> PROPERTIES =
            ALL.stream().collect(Collectors.toMap(NamedKind::type, NamedKind::property));

    /** Whether the template fixes the name; else CloudFormation makes up one that is free. */
    static boolean isNamed(Resource resource) {
        return resource.property(property(resource)).isTextual();
    }

    /** The name that the template fixes. */
    static String name(Resource resource) {
        return resource.property(property(resource)).asText();
    }

    private static String property(Resource resource) {
        return resource.type().equals(BUCKET) ? "BucketName" : PROPERTIES.get(resource.type());
    }

    /** CloudFormation calls a resource by its name or ARN; a secret's ARN ends in six characters of its own. */
    static boolean isOurs(Resource resource, Set<String> ours) {
        String name = name(resource);
        return ours.stream()
                .map(id -> id.replaceFirst("(:secret:.+)-.{6}$", "$1"))
                .anyMatch(id -> id.equals(name) || id.endsWith(":" + name) || id.endsWith("/" + name));
    }
}
