package com.tallyhybrid.app.operations;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.Region;
import java.util.List;
import java.util.Map;

/** Statements for the roles that work on a bad day: each names its resources, or at least its Region. */
public final class Allow {

    /** What {@code StringEquals} asks of a request to Mumbai. */
    public static final Map<String, String> MUMBAI = Ordered.map("aws:RequestedRegion", Region.MUMBAI.code());

    private Allow() {}

    /** Resources whose ARNs name their Region, or services that are in none. */
    public static PolicyStatement on(String resource, String sid, String... actions) {
        return statement(sid, List.of(resource), Map.of(), actions);
    }

    public static PolicyStatement on(List<String> resources, String sid, String... actions) {
        return statement(sid, resources, Map.of(), actions);
    }

    /** Buckets, whose ARNs name no Region. */
    public static PolicyStatement inMumbai(List<String> resources, String sid, String... actions) {
        return statement(sid, resources, Ordered.map("StringEquals", MUMBAI), actions);
    }

    /** Actions that know no narrower resource. */
    public static PolicyStatement onAnything(String sid, String... actions) {
        return inMumbai(List.of("*"), sid, actions);
    }

    /** Only under a condition. */
    public static PolicyStatement onlyIf(
            Map<String, ?> conditions, List<String> resources, String sid, String... actions) {
        return statement(sid, resources, conditions, actions);
    }

    /** Handing a role to a service. IAM belongs to no Region, so none is asked for. */
    public static PolicyStatement handing(List<String> roleArns, String service, String sid) {
        return statement(
                sid,
                roleArns,
                Ordered.map("StringEquals", Ordered.map("iam:PassedToService", service)),
                "iam:PassRole");
    }

    /** Telling people through the alert topic. */
    public static List<PolicyStatement> telling(Alerts alerts) {
        return List.of(
                on(alerts.topicArn(), "TellPeople", "sns:Publish"),
                on(alerts.keyArn(), "EncryptWhatIsTold", "kms:Decrypt", "kms:GenerateDataKey*"));
    }

    private static PolicyStatement statement(
            String sid, List<String> resources, Map<String, ?> conditions, String... actions) {
        return PolicyStatement.allow(sid, actions).on(resources).when(conditions);
    }
}
