package com.tallyhybrid.app.audit;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.EventPattern;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Mails about calls in Mumbai that take away what the other alarms, or a restore, would need. Attempts that were refused
 * count too: they are news.
 *
 * <p>EventBridge has these events from any trail that records changes, ours or the organisation's. A deployment trips
 * some of them; its mail is the receipt.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html">EventBridge:
 *     AWS service events delivered via CloudTrail</a>
 */
final class ServiceTripwires extends Construct {

    private final Names names;
    private final Alerts alerts;

    ServiceTripwires(Construct scope, String id, Names names, Alerts alerts) {
        super(scope, id);
        this.names = names;
        this.alerts = alerts;
    }

    void watchTrail() {
        mail(
                "TrailChanged",
                "trail-changed",
                List.of("aws.cloudtrail"),
                Ordered.map("eventName", TamperingCalls.OF_TRAILS),
                new Message(
                        "A trail of the account was stopped, deleted or changed.",
                        "From now on nobody may know who did what. A deployment changes it too, but never stops it.",
                        Runbook.TRAIL_CHANGED));
    }

    /** @param filesNeedOne whether there is a file server, which cannot be read without its key */
    void watchKeys(boolean filesNeedOne) {
        String lost = filesNeedOne
                ? "the file server and its backups cannot be read"
                : "records cannot be read or mails sent";
        mail(
                "KeyEndangered",
                "key-endangered",
                List.of("aws.kms"),
                Ordered.map("eventName", TamperingCalls.OF_KEYS),
                new Message(
                        "A key in Mumbai was disabled, is to be deleted, no longer rotates, or has another policy.",
                        "Without its key %s. The backups of Tally need none. A deployment changes policies too, but never"
                                        .formatted(lost)
                                + " disables or deletes.",
                        Runbook.KEY_ENDANGERED));
    }

    /** The ways to a person, of this deployment only: other systems in the account change theirs every day. */
    void watchAlerts() {
        mail(
                "AlertsSilenced",
                "alerts-silenced",
                List.of("aws.monitoring", "aws.sns", "aws.events", "aws.scheduler"),
                // Each branch is complete in itself: not every check of patterns accepts a key beside "$or".
                Ordered.map(
                        "$or",
                        TamperingCalls.OF_ALERTS.entrySet().stream()
                                .map(calls -> Ordered.<Object>map(
                                        "eventName",
                                        calls.getValue(),
                                        "requestParameters",
                                        naming(calls.getKey().split("\\."))))
                                .toList()),
                new Message(
                        "An alarm, an event rule, a reminder or a way to a mailbox was taken away or silenced.",
                        "What it told you about may now happen unnoticed. A deployment that removes a server, an office"
                                + " or an address does this too.",
                        Runbook.ALERTS_SILENCED));
    }

    /** A parameter, however deep, that names something of this deployment. */
    private Map<String, ?> naming(String... path) {
        String parameter = path[path.length - 1];
        String prefix = parameter.endsWith("Arn") ? names.arn("sns", names.of("")) : names.of("");
        Map<String, ?> naming = Ordered.map(parameter, List.of(Ordered.map("prefix", prefix)));
        for (int i = path.length - 2; i >= 0; i--) {
            naming = Ordered.map(path[i], naming);
        }
        return naming;
    }

    /** Stacks of this deployment that lose their protection, which is a step on the way to deleting one, or are deleted. */
    void watchStacks() {
        List<Object> ours = List.of(
                Ordered.map("prefix", names.of("")),
                Ordered.map("prefix", names.arn("cloudformation", "stack/" + names.of(""))));
        mail(
                "StackUnprotected",
                "stack-unprotected",
                List.of("aws.cloudformation"),
                Ordered.map(
                        "$or",
                        List.of(
                                Ordered.map(
                                        "eventName",
                                        List.of("UpdateTerminationProtection"),
                                        "requestParameters",
                                        Ordered.map("stackName", ours, "enableTerminationProtection", List.of(false))),
                                Ordered.map(
                                        "eventName",
                                        List.of("DeleteStack"),
                                        "requestParameters",
                                        Ordered.map("stackName", ours)))),
                new Message(
                        "A stack lost its protection from deletion, or is being deleted.",
                        "What holds data is kept even then, but alarms, agents and routes go with a stack. A first deploy"
                                + " that is repeated does this too.",
                        Runbook.STACK_UNPROTECTED));
    }

    void watchFileServer() {
        mail(
                "FileDataDeleted",
                "file-data-deleted",
                List.of("aws.fsx", "aws.backup", "aws.ds"),
                Ordered.map("eventName", TamperingCalls.OF_FILE_SERVERS),
                new Message(
                        "A file server, one of its backups, its directory, or what protects its vaults was deleted or"
                                + " changed.",
                        "The vaults refuse to end a recovery point before its day. A quarterly restore test deletes the"
                                + " file server that it restored, and a deployment may change plan and lock.",
                        Runbook.FILE_DATA_DELETED));
    }

    void watchVpn() {
        mail(
                "VpnChanged",
                "vpn-changed",
                List.of("aws.ec2"),
                Ordered.map("eventName", TamperingCalls.OF_VPNS),
                new Message(
                        "A VPN connection, its keys, its routes or its gateways were changed or deleted.",
                        "Somebody may listen in, or an office may lose the file server. A deployment that changes an office"
                                + " does this too.",
                        Runbook.VPN_CHANGED));
    }

    private void mail(String id, String purpose, List<String> sources, Map<String, ?> detail, Message message) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Who", "$.detail.userIdentity.arn");
        details.put("What", "$.detail.eventName");
        details.put("From", "$.detail.sourceIPAddress");
        details.put("Time (UTC)", "$.time");
        details.put("Event id in the trail", "$.detail.eventID");
        alerts.mail(
                this,
                id,
                purpose,
                new EventPattern(sources, List.of("AWS API Call via CloudTrail"), detail),
                message,
                details);
    }
}
