package com.tallyhybrid.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tallyhybrid.preflight.PreflightRun.Line;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each check says of a good account, of one that is not, and of one that does not tell. */
class PreflightChecksTest {

    private static final String DENIED = """

            An error occurred (AccessDenied) when calling the DescribeThings operation: User: \
            arn:aws:iam::444455556666:user/clerk is not authorized to perform: things:DescribeThings
            """;

    @Test
    void aReadyAccountIsInOrderBeforeTheFirstDeploy() {
        PreflightRun run = PreflightRun.of(RecordedAccount.ready());

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.lines())
                .hasSizeGreaterThan(40)
                .allMatch(line -> line.verdict().equals("OK"));
        assertThat(run.out())
                .contains("Nothing stands in the way of a deploy")
                .contains("stack rao-textiles-Backup: not deployed yet")
                .contains("names of buckets in ap-south-1: 4, all free")
                .contains("room for VPCs in ap-south-1: 1 there, 1 more needed, 5 allowed")
                .contains("room for VPN connections in ap-south-1: 0 there, 2 more needed, 50 allowed");
    }

    @Test
    void theSameAccountIsInOrderAfterTheDeploy() {
        PreflightRun run = PreflightRun.of(RecordedAccount.deployed());

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.lines())
                .hasSizeGreaterThan(40)
                .allMatch(line -> line.verdict().equals("OK"));
        assertThat(run.out())
                .contains("stack rao-textiles-Backup: CREATE_COMPLETE, protected from deletion")
                .contains("names of buckets in ap-south-1: 4, of which this deployment has 4 already")
                .contains("mails to owner@rao-textiles.test from ap-south-2: confirmed by a signed call");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsNamedWithTheCommandThatMendsIt(Fault fault) {
        PreflightRun run = fault.run();

        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        assertThat(run.lines())
                .filteredOn(line -> line.verdict().equals("MEND THIS"))
                .filteredOn(line -> line.what().equals(fault.what()))
                .as(run.out())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.text()).contains(fault.says());
                    assertThat(line.below())
                            .anySatisfy(below -> assertThat(below).contains(fault.mend()));
                });
    }

    /** A check that no account can fail would be decoration. */
    @Test
    void everyCheckIsFailedBySomeFault() {
        Set<String> failed = Faults.ALL.stream()
                .map(Fault::what)
                .map(PreflightChecksTest::kind)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> asked = Stream.of(RecordedAccount.ready(), RecordedAccount.deployed())
                .flatMap(account -> PreflightRun.of(account, "--look-into-secret").lines().stream())
                .map(Line::what)
                .map(PreflightChecksTest::kind)
                .collect(Collectors.toCollection(TreeSet::new));

        // Decided by the settings alone: SettingsChecksTest.
        asked.removeAll(Set.of("example values", "allowedSources"));
        assertThat(failed).isEqualTo(asked);
    }

    @Test
    void aMissingRightIsSaidInOneLineAndIsNeitherGoodNorBad() {
        PreflightRun run = PreflightRun.of(RecordedAccount.ready().refuses("iam.list-users", DENIED));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines())
                .filteredOn(line -> !line.verdict().equals("OK"))
                .extracting(Line::verdict, Line::what)
                .containsExactly(
                        tuple("CANNOT TELL", "break-glass user"),
                        tuple("CANNOT TELL", "names of IAM users in ap-south-1"));
        assertThat(run.out())
                .contains("(AccessDenied)", "is not authorized to perform")
                .doesNotContain("Nothing stands in the way");
    }

    /** A Region that is not enabled answers everything as if the sign-in were wrong; one line says what is. */
    @Test
    void aRegionThatIsNotEnabledIsAskedNothingElse() {
        RecordedAccount account = RecordedAccount.ready()
                .answers(
                        "account.get-region-opt-status.ap-south-2",
                        "{\"RegionName\": \"ap-south-2\", \"RegionOptStatus\": \"DISABLED\"}");

        PreflightRun run = PreflightRun.of(account);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(account.calls())
                .filteredOn(call -> call.region().code().equals("ap-south-2"))
                .isEmpty();
        assertThat(run.lines())
                .filteredOn(line -> line.verdict().equals("CANNOT TELL"))
                .isNotEmpty()
                .allMatch(line -> line.text().contains("ap-south-2 is not enabled for the account"));
    }

    @Test
    void anotherAccountIsAskedNothingElse() {
        RecordedAccount account = RecordedAccount.ready()
                .answers(
                        "sts.get-caller-identity",
                        "{\"UserId\": \"A\", \"Account\": \"999988887777\", \"Arn\": \"arn:aws:iam::999988887777:user/x\"}");

        PreflightRun run = PreflightRun.of(account);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(account.calls()).hasSize(1);
        assertThat(run.lines())
                .filteredOn(line -> line.what().equals("account"))
                .singleElement()
                .satisfies(line -> assertThat(line.text()).contains("999988887777", "444455556666"));
    }

    @Test
    void theSecretsValueIsFetchedOnlyWhenAskedForAndNeverShown() {
        RecordedAccount closed = RecordedAccount.ready();
        RecordedAccount open = RecordedAccount.ready();

        PreflightRun without = PreflightRun.of(closed);
        PreflightRun with = PreflightRun.of(open, "--look-into-secret");

        assertThat(closed.calls()).extracting(AwsCall::read).doesNotContain(AwsRead.SECRET_VALUE);
        assertThat(open.calls()).extracting(AwsCall::read).contains(AwsRead.SECRET_VALUE);
        assertThat(with.out()).contains("keys of that secret: both are there");
        assertThat(without.out() + with.out()).doesNotContain("never-shown", "svc-fsx");
    }

    @Test
    void aSecretThatIsNoJsonIsNotShownEither() {
        PreflightRun run = PreflightRun.of(
                RecordedAccount.ready()
                        .answers("secretsmanager.get-secret-value", "{\"SecretString\": \"never-shown-2\"}"),
                "--look-into-secret");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("missing or empty: CUSTOMER_MANAGED_ACTIVE_DIRECTORY_USERNAME, CUSTOMER")
                .doesNotContain("never-shown");
    }

    @Test
    void theSameQuestionIsAskedOnce() {
        RecordedAccount account = RecordedAccount.deployed();

        PreflightRun.of(account);

        assertThat(account.calls()).doesNotHaveDuplicates();
    }

    @Test
    void aConfirmationByTheLinkIsInOrderAndSaysWhatEndsIt() {
        PreflightRun run = PreflightRun.of(RecordedAccount.deployed()
                .answers(
                        "sns.get-subscription-attributes",
                        "{\"Attributes\": {\"ConfirmationWasAuthenticated\": \"false\"}}"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("confirmed by following the link: a mail scanner");
    }

    /** An address that was added to the settings has not gone; it has never been there. */
    @Test
    void anAddressThatIsNewInTheSettingsIsNotSaidToHaveUnsubscribed() {
        RecordedAccount account = RecordedAccount.deployed()
                .without("rao-textiles-Alerting", "AWS::SNS::Subscription")
                .answers("sns.list-subscriptions-by-topic.ap-south-1", "{\"Subscriptions\": []}");

        PreflightRun run = PreflightRun.of(account);

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("mails to it@rao-textiles.test from ap-south-1: not deployed yet");
    }

    /** On the first day nothing is protected until all stands, so that what fails can be deleted. */
    @Test
    void aStackMayBeUnprotectedUntilTheLastOneStands() {
        RecordedAccount account = RecordedAccount.deployed().stack("rao-textiles-Backup", "CREATE_COMPLETE", false);

        assertThat(PreflightRun.of(account).exitCode()).isEqualTo(1);
        account.stack("rao-textiles-Operations", "ROLLBACK_COMPLETE", false);
        PreflightRun run = PreflightRun.of(account);
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("rao-textiles-Backup: CREATE_COMPLETE, to be protected from deletion once every stack stands")
                .contains("rao-textiles-Operations: ROLLBACK_COMPLETE: its first deploy failed");
    }

    /**
     * An account with one thing wrong.
     *
     * @param what the check that must say so
     * @param says words of its text
     * @param mend words of what is printed below
     */
    record Fault(RecordedAccount account, String what, String says, String mend) {

        /** Once for all tests that look at it. */
        PreflightRun run() {
            return RUNS.computeIfAbsent(this, fault -> PreflightRun.of(fault.account(), "--look-into-secret"));
        }

        @Override
        public String toString() {
            return what + ": " + says;
        }
    }

    static Stream<Arguments> faults() {
        return Faults.ALL.stream().map(Arguments::of);
    }

    private static final Map<Fault, PreflightRun> RUNS = new ConcurrentHashMap<>();

    private static final class Faults {
        static final List<Fault> ALL = Stream.of(
                        account(), people(), fileServer(), stacks(), names(), quotas(), subscriptions())
                .flatMap(List::stream)
                .toList();
    }

    private static RecordedAccount ready(String call, String json) {
        return RecordedAccount.ready().answers(call, json.replace('\'', '"'));
    }

    private static RecordedAccount deployed(String call, String json) {
        return RecordedAccount.deployed().answers(call, json.replace('\'', '"'));
    }

    private static List<Fault> account() {
        return List.of(
                new Fault(
                        ready(
                                "sts.get-caller-identity",
                                "{'Account': '999988887777', 'Arn': 'arn:aws:iam::999988887777:user/x'}"),
                        "account",
                        "you are signed in to account 999988887777, and the settings name 444455556666",
                        "Sign in to account 444455556666"),
                new Fault(
                        ready("account.get-region-opt-status.ap-south-2", "{'RegionOptStatus': 'DISABLED'}"),
                        "Region ap-south-2",
                        "not enabled",
                        "aws account enable-region --region-name ap-south-2 --region ap-south-1"),
                new Fault(
                        ready("account.get-region-opt-status.ap-south-2", "{'RegionOptStatus': 'ENABLING'}"),
                        "Region ap-south-2",
                        "being enabled",
                        "aws account get-region-opt-status --region-name ap-south-2"),
                new Fault(
                        RecordedAccount.ready()
                                .refuses(
                                        "ssm.get-parameter.ap-south-2",
                                        "\nAn error occurred (ParameterNotFound) when calling the GetParameter operation: \n"),
                        "bootstrap of ap-south-2",
                        "not bootstrapped",
                        "npx --yes aws-cdk@2.1148.1 bootstrap aws://444455556666/ap-south-2"),
                new Fault(
                        ready("ssm.get-parameter.ap-south-1", "{'Parameter': {'Value': '5'}}"),
                        "bootstrap of ap-south-1",
                        "version 5, and 6 is needed",
                        "bootstrap aws://444455556666/ap-south-1"));
    }

    private static List<Fault> people() {
        String owner = "{'Users': [{'UserName': 'owner', 'Arn': 'arn:aws:iam::444455556666:user/owner'}]}";
        return List.of(
                new Fault(
                        ready("iam.list-users", "{'Users': []}"),
                        "break-glass user",
                        "there is no user arn:aws:iam::444455556666:user/admins/owner",
                        "aws iam create-user --user-name owner --path /admins/"),
                // The same name under another path is another ARN, which a trust policy does not find.
                new Fault(ready("iam.list-users", owner), "break-glass user", "there is no user", "--path /admins/"),
                new Fault(
                        ready("iam.list-mfa-devices", "{'MFADevices': []}"),
                        "break-glass user",
                        "owner has no second factor",
                        "aws iam enable-mfa-device --user-name owner --serial-number arn:aws:iam::444455556666:mfa/owner"),
                new Fault(
                        ready("iam.list-roles", "{'Roles': []}"),
                        "approver",
                        "there is no role",
                        "aws iam list-roles --query \"Roles[].Arn\""));
    }

    private static List<Fault> fileServer() {
        String notThere =
                "\nAn error occurred (ResourceNotFoundException) when calling the X operation: Secrets Manager"
                        + " can't find the specified secret.\n";
        return List.of(
                new Fault(
                        ready(
                                "backup.describe-region-settings.ap-south-1",
                                "{'ResourceTypeOptInPreference': {'FSx': false}}"),
                        "AWS Backup for FSx in ap-south-1",
                        "not opted in",
                        "update-region-settings --resource-type-opt-in-preference FSx=true --region ap-south-1"),
                new Fault(
                        ready(
                                "backup.describe-region-settings.ap-south-2",
                                "{'ResourceTypeOptInPreference': {'EFS': true}}"),
                        "AWS Backup for FSx in ap-south-2",
                        "not opted in",
                        "FSx=true --region ap-south-2"),
                new Fault(
                        RecordedAccount.ready().refuses("secretsmanager.describe-secret", notThere),
                        "secret of the join account",
                        "there is no secret",
                        "aws secretsmanager create-secret --name rao-textiles-join-account"),
                new Fault(
                        ready(
                                "secretsmanager.describe-secret",
                                "{'KmsKeyId': 'k', 'DeletedDate': '2026-11-27T00:00:00+00:00'}"),
                        "secret of the join account",
                        "waits for its deletion",
                        "aws secretsmanager restore-secret --secret-id arn:aws:secretsmanager:ap-south-1"),
                new Fault(
                        ready("secretsmanager.describe-secret", "{'Name': 'rao-textiles/join'}"),
                        "secret of the join account",
                        "encrypted with AWS's own key",
                        "update-secret --kms-key-id YOUR-KEY"),
                new Fault(
                        ready("secretsmanager.get-resource-policy", "{'Name': 'rao-textiles/join'}"),
                        "policy of that secret",
                        "does not name fsx.amazonaws.com",
                        "put-resource-policy"),
                new Fault(
                        ready(
                                "secretsmanager.get-secret-value",
                                "{'SecretString': '{\\'CUSTOMER_MANAGED_ACTIVE_DIRECTORY_USERNAME\\': \\'x\\',"
                                        + " \\'CUSTOMER_MANAGED_ACTIVE_DIRECTORY_PASSWORD\\': \\'\\'}'}"),
                        "keys of that secret",
                        "missing or empty: CUSTOMER_MANAGED_ACTIVE_DIRECTORY_PASSWORD",
                        "put-secret-value"));
    }

    private static List<Fault> stacks() {
        String name = "rao-textiles-Backup";
        return List.of(
                stack(
                        name,
                        "CREATE_COMPLETE",
                        false,
                        "not protected",
                        "update-termination-protection --enable-termination"),
                stack(name, "ROLLBACK_COMPLETE", true, "refuses the next deploy", "--no-enable-termination-protection"),
                stack(name, "ROLLBACK_FAILED", false, "could not be deleted", "cloudformation delete-stack"),
                stack(name, "DELETE_FAILED", true, "could not be deleted", "--no-enable-termination-protection"),
                stack(name, "CREATE_FAILED", true, "stopped half-way", "rollback-stack"),
                stack(name, "UPDATE_FAILED", true, "stopped half-way", "rollback-stack"),
                stack(name, "UPDATE_ROLLBACK_FAILED", true, "neither", "continue-update-rollback"),
                stack(name, "REVIEW_IN_PROGRESS", true, "left at its question", "delete-stack"),
                stack(name, "UPDATE_IN_PROGRESS", true, "something is being done", "describe-stacks"),
                stack("rao-textiles-Replica", "DELETE_IN_PROGRESS", true, "something is being done", "ap-south-2"));
    }

    private static Fault stack(String name, String status, boolean isProtected, String says, String mend) {
        return new Fault(RecordedAccount.deployed().stack(name, status, isProtected), "stack " + name, says, mend);
    }

    private static List<Fault> names() {
        String takeBack = "deploy rao-textiles-Backup rao-textiles-Audit"
                + " -c deployment=src/test/resources/deployments/ready.yaml --import-existing-resources";
        return List.of(
                leftover("buckets", "ap-south-1", "rao-textiles-backup-444455556666-ap-south-1", takeBack),
                leftover(
                        "buckets",
                        "ap-south-2",
                        "rao-textiles-replica-444455556666-ap-south-2",
                        "deploy rao-textiles-Replica"),
                leftover(
                        "log groups", "ap-south-1", "/aws/events/rao-textiles/arrivals", "deploy rao-textiles-Backup "),
                leftover(
                        "IAM users",
                        "ap-south-1",
                        "rao-textiles-surat",
                        "aws iam delete-user --user-name rao-textiles-surat"),
                leftover("IAM roles", "ap-south-1", "rao-textiles-replication", "delete-role --role-name"),
                leftover("instance profiles", "ap-south-1", "rao-textiles-recovery-surat", "delete-instance-profile"),
                leftover("secrets", "ap-south-1", "rao-textiles/agents/surat/key-1", "delete-secret --force"),
                leftover("backup vaults", "ap-south-1", "rao-textiles-vault", "--import-existing-resources"),
                leftover("backup vaults", "ap-south-2", "rao-textiles-vault-copy", "--import-existing-resources"),
                leftover("trails", "ap-south-1", "rao-textiles-audit", "deploy rao-textiles-Audit"),
                leftover("rules", "ap-south-1", "rao-textiles-", "aws events delete-rule --name rao-textiles-"),
                new Fault(
                        RecordedAccount.ready()
                                .refuses(
                                        "s3api.head-bucket",
                                        "\nAn error occurred (403) when calling the HeadBucket operation: Forbidden\n"),
                        "names of buckets in ap-south-1",
                        "taken",
                        "another account has the name"));
    }

    private static Fault leftover(String words, String region, String says, String mend) {
        return new Fault(RecordedAccount.withLeftovers(), "names of %s in %s".formatted(words, region), says, mend);
    }

    private static List<Fault> quotas() {
        return List.of(
                new Fault(
                        ready("service-quotas.get-service-quota.vpc", "{'Quota': {'Value': 1.0}}"),
                        "room for VPCs in ap-south-1",
                        "1 there, 1 more needed, 1 allowed",
                        "request-service-quota-increase --service-code vpc --quota-code L-F678F1CE --desired-value 2"),
                new Fault(
                        ready("service-quotas.get-aws-default-service-quota.L-7029FAB6", "{'Quota': {'Value': 0.0}}"),
                        "room for virtual private gateways in ap-south-1",
                        "0 there",
                        "L-7029FAB6 --desired-value 1"),
                new Fault(
                        ready("service-quotas.get-aws-default-service-quota.L-4FB7FF5D", "{'Quota': {'Value': 2.0}}"),
                        "room for customer gateways in ap-south-1",
                        "1 there, 2 more needed, 2 allowed",
                        "--desired-value 3"),
                new Fault(
                        ready("service-quotas.get-aws-default-service-quota.L-3E6EC3A3", "{'Quota': {'Value': 1.0}}"),
                        "room for VPN connections in ap-south-1",
                        "0 there, 2 more needed, 1 allowed",
                        "--desired-value 2"),
                new Fault(
                        ready("service-quotas.get-service-quota.events", "{'Quota': {'Value': 10}}"),
                        "room for EventBridge rules in ap-south-1",
                        "10 allowed",
                        "--service-code events"),
                new Fault(
                        ready("cloudtrail.describe-trails", "{'trailList': [%s]}".formatted(five("{'Name': 'a'}"))),
                        "room for trails in ap-south-1",
                        "5 there, 1 more needed, 5 allowed",
                        "aws cloudtrail describe-trails --region ap-south-1"),
                new Fault(
                        ready(
                                "logs.describe-resource-policies",
                                "{'resourcePolicies': [%s, %s]}"
                                        .formatted(five("{'policyName': 'a'}"), five("{'policyName': 'a'}"))),
                        "room for resource policies of CloudWatch Logs in ap-south-1",
                        "10 there",
                        "aws logs describe-resource-policies"));
    }

    private static String five(String element) {
        return String.join(", ", List.of(element, element, element, element, element));
    }

    private static List<Fault> subscriptions() {
        String pending =
                "{'Subscriptions': [{'Endpoint': 'It@Rao-Textiles.test', 'SubscriptionArn': 'PendingConfirmation'}]}";
        String gone = "{'Subscriptions': [{'Endpoint': 'it@rao-textiles.test', 'SubscriptionArn': 'Deleted'}]}";
        return List.of(
                new Fault(
                        deployed("sns.list-subscriptions-by-topic.ap-south-1", pending),
                        "mails to it@rao-textiles.test from ap-south-1",
                        "has not confirmed",
                        "aws sns confirm-subscription --authenticate-on-unsubscribe true --topic-arn arn:aws:sns:ap-south-1:444455556666:rao-textiles-Alerting-"),
                new Fault(
                        deployed("sns.list-subscriptions-by-topic.ap-south-2", gone),
                        "mails to it@rao-textiles.test from ap-south-2",
                        "subscribes no longer",
                        "aws sns subscribe --protocol email --topic-arn arn:aws:sns:ap-south-2"),
                new Fault(
                        deployed("sns.list-subscriptions-by-topic.ap-south-2", gone),
                        "mails to owner@rao-textiles.test from ap-south-2",
                        "subscribes no longer",
                        "--notification-endpoint owner@rao-textiles.test --region ap-south-2"));
    }

    /** A check without the Region, the stack and the address in its name. */
    private static String kind(String what) {
        return what.replaceAll("ap-south-\\d", "*")
                .replaceFirst("^stack .*", "stack")
                .replaceFirst("to \\S+@\\S+", "to *");
    }
}
