package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.cloudformation.Resource;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import com.tallyhybrid.preflight.DeployedStacks.Owned;
import java.util.List;
import java.util.Optional;

/**
 * Whether every address still hears of alarms.
 *
 * <p>Each mail of AWS ends with a link that unsubscribes whoever follows it, and mail scanners follow links. A subscription
 * that was confirmed with {@code AuthenticateOnUnsubscribe} cannot be ended so: ConfirmSubscription in AWS's reference.
 */
record SubscriptionChecks(
        AwsAccount account, DeployedStacks stacks, PlannedDeployment planned, ShellCommands commands) {

    private static final String WHY =
            "Nobody hears of a failed backup from there. AWS sends nothing to an address that has not confirmed.";

    List<PreflightCheck> all() {
        return planned.templates().resources("AWS::SNS::Subscription").stream()
                .filter(subscription ->
                        subscription.property("Protocol").asText().equals("email"))
                .map(subscription -> new PreflightCheck(
                        "mails to %s from %s"
                                .formatted(
                                        subscription.property("Endpoint").asText(),
                                        subscription.stack().region()),
                        WHY,
                        () -> topic(subscription)
                                .map(topic -> judge(subscription, topic))
                                .orElse(new Fine("not deployed yet: to be confirmed after the deploy"))))
                .toList();
    }

    /** The ARN of the topic, which CloudFormation made up; empty before topic and subscription are deployed. */
    private Optional<String> topic(Resource subscription) {
        List<Owned> deployed = stacks.resources(subscription.stack());
        boolean subscribed =
                deployed.stream().anyMatch(owned -> owned.logicalId().equals(subscription.logicalId()));
        String topic = subscription.definition().at("/Properties/TopicArn/Ref").asText();
        return deployed.stream()
                .filter(owned -> subscribed && owned.logicalId().equals(topic))
                .map(Owned::physicalId)
                .filter(arn -> !arn.isEmpty())
                .findFirst();
    }

    private CheckOutcome judge(Resource subscription, String topic) {
        Region region = PlannedDeployment.region(subscription.stack());
        String address = subscription.property("Endpoint").asText();
        List<String> arns = account
                .answer(AwsCall.of(AwsRead.SUBSCRIPTIONS, region).with("TopicArn", topic))
                .list("Subscriptions")
                .stream()
                .filter(known -> known.optional("Endpoint").orElse("").equalsIgnoreCase(address))
                .map(known -> known.text("SubscriptionArn"))
                .toList();
        Optional<String> confirmed =
                arns.stream().filter(arn -> arn.startsWith("arn:")).findFirst();
        if (confirmed.isPresent()) {
            return confirmed(region, confirmed.get());
        }
        return arns.contains("PendingConfirmation")
                ? new Mend(
                        "has not confirmed",
                        List.of(
                                "Do not follow the link in AWS's mail, but copy what stands after Token= in it (valid for two days):",
                                confirm(region, topic),
                                "If the mail is gone or older, this sends another:",
                                subscribe(region, topic, address)))
                : new Mend(
                        "subscribes no longer: somebody, or a mail scanner, followed the link that unsubscribes",
                        List.of(
                                subscribe(region, topic, address),
                                "Do not follow the link in AWS's mail, but copy what stands after Token= in it:",
                                confirm(region, topic)));
    }

    private CheckOutcome confirmed(Region region, String arn) {
        String authenticated = account.answer(
                        AwsCall.of(AwsRead.SUBSCRIPTION, region).with("SubscriptionArn", arn))
                .optional("Attributes.ConfirmationWasAuthenticated")
                .orElse("");
        return new Fine(
                authenticated.equals("true")
                        ? "confirmed by a signed call"
                        : "confirmed by following the link: a mail scanner that follows the other one ends it (docs/preflight.md)");
    }

    private String confirm(Region region, String topic) {
        return commands.aws(
                region,
                "sns confirm-subscription --authenticate-on-unsubscribe true --topic-arn %s --token TOKEN",
                topic);
    }

    private String subscribe(Region region, String topic, String address) {
        return commands.aws(
                region, "sns subscribe --protocol email --topic-arn %s --notification-endpoint %s", topic, address);
    }
}
