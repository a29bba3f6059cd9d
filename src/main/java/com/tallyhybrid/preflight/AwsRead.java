package com.tallyhybrid.preflight;

import java.util.List;
import java.util.Set;

/**
 * All that the preflight may ask of AWS, and which members of each answer it reads. What is not here cannot be asked, and
 * what does not read cannot be written here.
 *
 * <p>Names are those of AWS's published service models; the AWS CLI derives its commands and options from the same.
 */
enum AwsRead {
    CALLER_IDENTITY("sts", "GetCallerIdentity", "Account", "Arn"),
    REGION_STATUS("account", "GetRegionOptStatus", "RegionOptStatus"),
    PARAMETER("ssm", "GetParameter", "Parameter.Value"),
    STACKS(
            "cloudformation",
            "DescribeStacks",
            "Stacks[].StackName",
            "Stacks[].StackStatus",
            "Stacks[].EnableTerminationProtection"),
    STACK_RESOURCES(
            "cloudformation",
            "ListStackResources",
            "StackResourceSummaries[].LogicalResourceId",
            "StackResourceSummaries[].PhysicalResourceId",
            "StackResourceSummaries[].ResourceType",
            "StackResourceSummaries[].ResourceStatus"),
    USERS("iam", "ListUsers", "Users[].UserName", "Users[].Arn"),
    ROLES("iam", "ListRoles", "Roles[].RoleName", "Roles[].Arn"),
    INSTANCE_PROFILES("iam", "ListInstanceProfiles", "InstanceProfiles[].InstanceProfileName"),
    MFA_DEVICES("iam", "ListMFADevices", "MFADevices[].SerialNumber"),
    BUCKET("s3api", "HeadBucket"),
    LOG_GROUPS("logs", "DescribeLogGroups", "logGroups[].logGroupName"),
    LOG_POLICIES("logs", "DescribeResourcePolicies", "resourcePolicies[].policyName"),
    TRAILS("cloudtrail", "DescribeTrails", "trailList[].Name"),
    RULES("events", "ListRules", "Rules[].Name"),
    VAULTS("backup", "ListBackupVaults", "BackupVaultList[].BackupVaultName"),
    BACKUP_SETTINGS(
            "backup", "DescribeRegionSettings", "ResourceTypeOptInPreference", "ResourceTypeOptInPreference.FSx"),
    VPCS("ec2", "DescribeVpcs", "Vpcs[].VpcId"),
    VPN_GATEWAYS("ec2", "DescribeVpnGateways", "VpnGateways[].State"),
    CUSTOMER_GATEWAYS("ec2", "DescribeCustomerGateways", "CustomerGateways[].State"),
    VPN_CONNECTIONS("ec2", "DescribeVpnConnections", "VpnConnections[].State"),
    QUOTA("service-quotas", "GetServiceQuota", "Quota.Value"),
    QUOTA_DEFAULT("service-quotas", "GetAWSDefaultServiceQuota", "Quota.Value"),
    SECRETS("secretsmanager", "ListSecrets", "SecretList[].Name", "SecretList[].DeletedDate"),
    SECRET("secretsmanager", "DescribeSecret", "KmsKeyId", "DeletedDate"),
    SECRET_POLICY("secretsmanager", "GetResourcePolicy", "ResourcePolicy"),
    /** Asked only with {@code --look-into-secret}; nothing of its answer but the names of the keys is looked at. */
    SECRET_VALUE("secretsmanager", "GetSecretValue", "SecretString"),
    SUBSCRIPTIONS("sns", "ListSubscriptionsByTopic", "Subscriptions[].Endpoint", "Subscriptions[].SubscriptionArn"),
    SUBSCRIPTION("sns", "GetSubscriptionAttributes", "Attributes.ConfirmationWasAuthenticated");

    /** A constant, because the operations above are checked before any object here is made. */
    private static final String READS = "(Get|Describe|List|Head)[A-Z][A-Za-z]+";

    private static final Set<String> GLOBAL = Set.of("sts", "account", "iam");

    private final String service;
    private final String operation;
    private final List<String> members;

    AwsRead(String service, String operation, String... members) {
        requireRead(operation);
        this.service = service;
        this.operation = operation;
        this.members = List.of(members);
    }

    /** @throws IllegalArgumentException if the operation's name does not say that it only reads */
    static void requireRead(String operation) {
        if (!operation.matches(READS)) {
            throw new IllegalArgumentException("the preflight only reads; it must not call " + operation);
        }
    }

    /** The AWS CLI's name of the service. */
    String service() {
        return service;
    }

    /** The API's name, such as {@code DescribeStacks}. */
    String operation() {
        return operation;
    }

    /** What is read of its answer; {@code []} is every element of a list. */
    List<String> members() {
        return members;
    }

    /** Whether it answers for the account, whatever Region is asked. */
    boolean global() {
        return GLOBAL.contains(service);
    }
}
