package com.tallyhybrid.app.foundation;

import java.util.List;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * A role that one AWS service assumes for this deployment.
 *
 * <p>Its rights stand in one managed policy that the CDK cannot extend: what an auditor reads is all there is.
 */
public final class ServiceRole extends Construct {

    private final Role role;

    /**
     * @param service who assumes the role
     * @param description what the role is for
     * @param rights what the role may do, and nothing else
     */
    public ServiceRole(
            Construct scope, String id, IPrincipal service, String description, List<PolicyStatement> rights) {
        // Without a name of ours CloudFormation makes one.
        this(scope, id, null, service, description, rights);
    }

    /** The same under a fixed name, for a role that others must name before it exists. */
    public ServiceRole(
            Construct scope,
            String id,
            String roleName,
            IPrincipal service,
            String description,
            List<PolicyStatement> rights) {
        super(scope, id);
        role = Role.Builder.create(this, "Resource")
                .roleName(roleName)
                .description(description)
                .assumedBy(service)
                .build();
        ManagedPolicy.Builder.create(this, "Rights")
                .description(description)
                .statements(rights)
                .roles(List.of(role))
                .build();
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
    public static IPrincipal onBehalfOf(String service, Names names, String sourceArn) {
        return new PrincipalWithConditions(
                new ServicePrincipal(service),
                Ordered.map(
                        "StringEquals", Ordered.map("aws:SourceAccount", names.account()),
                        "ArnLike", Ordered.map("aws:SourceArn", sourceArn)));
    }

    /** The same for a service that names the account it acts for, but no resource that AWS documents. */
    public static IPrincipal onBehalfOf(String service, Names names) {
        return new PrincipalWithConditions(
                new ServicePrincipal(service),
                Ordered.map("StringEquals", Ordered.map("aws:SourceAccount", names.account())));
    }

    /** The role, closed to further policies. */
    public IRole role() {
        return role.withoutPolicyUpdates();
    }

    public String arn() {
        return role.getRoleArn();
    }
}
