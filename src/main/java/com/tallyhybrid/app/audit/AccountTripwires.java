package com.tallyhybrid.app.audit;

import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.settings.FileServer.VaultCopyTo;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * What the trail's log gives away about the account itself: CloudTrail records IAM and the root user in another Region
 * than ours, so no event of theirs comes to Mumbai.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-1">CloudWatch.1: a
 *     log metric filter and alarm for the root user</a>
 */
final class AccountTripwires extends Construct {

    private final LogMetricAlarms counters;

    AccountTripwires(Construct scope, String id, LogMetricAlarms counters) {
        super(scope, id);
        this.counters = counters;
    }

    void watchAccessKeys() {
        counters.alarmOn(
                "AccessKeyCreated",
                "access-key-created",
                "{ $.eventSource = \"iam.amazonaws.com\" && $.eventName = \"CreateAccessKey\" }",
                1,
                new Message(
                        "An access key was made in the account.",
                        "A deployment that adds a server or a key does this. Anybody else prepares a way to come back.",
                        Runbook.ACCESS_KEY_CREATED));
    }

    void watchRoot() {
        counters.alarmOn(
                "RootUsed",
                "root-used",
                "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS"
                        + " && $.eventType != \"AwsServiceEvent\" }",
                1,
                new Message(
                        "The root user of the account was used.",
                        "It can lift every protection there is, and nothing of daily work needs it.",
                        Runbook.ROOT_USED));
    }

    /** The stack of Hyderabad, whose events never come to Mumbai. */
    void watchStacksOfHyderabad(Names names) {
        String ours = Stream.of(names.of(""), names.arn(Region.HYDERABAD, "cloudformation", "stack/" + names.of("")))
                .map("$.requestParameters.stackName = \"%s*\""::formatted)
                .collect(Collectors.joining(" || ", "(", ")"));
        counters.alarmOn(
                "CopyStackUnprotected",
                "copy-stack-unprotected",
                ("{ $.eventSource = \"cloudformation.amazonaws.com\" && $.awsRegion = \"ap-south-2\" && %s"
                                + " && ($.eventName = \"DeleteStack\" || ($.eventName = \"UpdateTerminationProtection\""
                                + " && $.requestParameters.enableTerminationProtection IS FALSE)) }")
                        .formatted(ours),
                1,
                new Message(
                        "The stack in Hyderabad lost its protection from deletion, or is being deleted.",
                        "The copies themselves are kept even then, but nobody would be told when copying stops. A first"
                                + " deploy that is repeated does this too.",
                        Runbook.STACK_UNPROTECTED));
    }

    /**
     * The keys of Hyderabad, whose events never come to Mumbai.
     *
     * @param secondVault where the second vault of the file server stands, if there is one
     */
    void watchKeysOfHyderabad(Optional<VaultCopyTo> secondVault) {
        String lost =
                secondVault.filter(VaultCopyTo.HYDERABAD_IF_AWS_ALLOWS::equals).isPresent()
                        ? "the file server's backups in its second vault cannot be read, and "
                        : "";
        counters.alarmOn(
                "CopyKeyEndangered",
                "copy-key-endangered",
                ("{ $.eventSource = \"kms.amazonaws.com\" && $.awsRegion = \"ap-south-2\" && ($.eventName = \"DisableKey\""
                        + " || $.eventName = \"ScheduleKeyDeletion\" || $.eventName = \"PutKeyPolicy\") }"),
                1,
                new Message(
                        "A key in Hyderabad was disabled, is to be deleted, or has another policy.",
                        "Without it %sno alarm of the copies reaches you. No backup of Tally is encrypted with it."
                                .formatted(lost),
                        Runbook.KEY_ENDANGERED));
    }
}
