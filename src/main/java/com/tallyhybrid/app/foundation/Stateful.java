package com.tallyhybrid.app.foundation;

import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.constructs.IConstruct;

/** Protection for resources that hold data, or whose loss cuts an office off. */
public final class Stateful {

    private Stateful() {}

    /**
     * Pins the logical id of the construct's resource and keeps the resource when it leaves the template.
     *
     * <p>Renaming or moving the construct then no longer replaces the resource. Only one case deletes it: the very
     * creation that is rolled back, when it holds nothing yet and its fixed name would block the next try.
     *
     * @param logicalId the id for ever; another one makes CloudFormation create a second, empty resource
     */
    public static void keep(IConstruct construct, String logicalId) {
        CfnResource resource = construct instanceof CfnResource itself
                ? itself
                : (CfnResource) construct.getNode().getDefaultChild();
        resource.overrideLogicalId(logicalId);
        resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }
}
