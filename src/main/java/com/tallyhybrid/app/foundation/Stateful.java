package com.tallyhybrid.app.foundation;

import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;

/** Protection for resources that hold data, or whose loss cuts an office off. */
public final class Stateful {

    private Stateful() {}

    /**
     * Pins the logical id of the resource and keeps the resource when it leaves the template.
     *
     * <p>Renaming or moving the construct then no longer replaces the resource. Only one case deletes it: the very
     * creation that is rolled back, when it holds nothing yet and its fixed name would block the next try.
     *
     * @param logicalId the id for ever; another one makes CloudFormation create a second, empty resource
     */
    public static void keep(CfnResource resource, String logicalId) {
        resource.overrideLogicalId(logicalId);
        resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }
}
