package com.tallyhybrid.app.foundation;

import java.util.List;
import software.amazon.awscdk.services.iam.CfnManagedPolicy;
import software.amazon.awscdk.services.iam.CfnRole;
import software.constructs.Construct;

/**
 * A role that one AWS service assumes for this deployment.
 *
 * <p>Its rights stand in one managed policy: what an auditor reads is all there is.
 */
public final class ServiceRole extends Construct {

    private final String arn;

    /**
     * @param trust who assumes the role
     * @param description what the role is for
     * @param rights what the role may do, and nothing else
     */
    public ServiceRole(
            Construct scope, String id, PolicyStatement trust, String description, List<PolicyStatement> rights) {
        // Without a name of ours CloudFormation makes one.
        this(scope, id, null, trust, description, rights);
    }

    /** The same under a fixed name, for a role that others must name before it exists. */
    public ServiceRole(
            Construct scope,
            String id,
            String roleName,
            PolicyStatement trust,
            String description,
            List<PolicyStatement> rights) {
        super(scope, id);
        CfnRole role = CfnRole.Builder.create(new Construct(this, LogicalIds.ONLY), LogicalIds.ONLY)
                .roleName(roleName)
                .description(description)
                .assumeRolePolicyDocument(PolicyStatement.document(List.of(trust)))
                .build();
        arn = role.getAttrArn();
        CfnManagedPolicy.Builder.create(new Construct(this, "Rights"), LogicalIds.ONLY)
                .description(description)
                .path("/")
                .policyDocument(PolicyStatement.document(rights))
                .roles(List.of(role.getRef()))
                .build();
    }

    /**
     * A service, whomever it acts for. Only for services that send no condition to ask for, and for a role that gives
     * away nothing.
     */
    public static PolicyStatement trusting(String service) {
        return PolicyStatement.allow("", "sts:AssumeRole").byServices(service);
    }

    /**
     * A service, only when it acts for the named resources of this account. Without this another customer's resource
     * could make the service use our role, the "confused deputy".
     *
     * <p>Only for services whose documentation says that they send these keys: a condition on a key that is not sent is
     * never true, and then nobody can take the role.
     *
     * @param sourceArn pattern of the resources that make the service act
     */
    public static PolicyStatement onBehalfOf(String service, Names names, String sourceArn) {
        return trusting(service)
                .when(Ordered.map(
                        "StringEquals", Ordered.map("aws:SourceAccount", names.account()),
                        "ArnLike", Ordered.map("aws:SourceArn", sourceArn)));
    }

    /** The same for a service that names the account it acts for, but no resource that AWS documents. */
    public static PolicyStatement onBehalfOf(String service, Names names) {
        return trusting(service).when(Ordered.map("StringEquals", Ordered.map("aws:SourceAccount", names.account())));
    }

    public String arn() {
        return arn;
    }
}
