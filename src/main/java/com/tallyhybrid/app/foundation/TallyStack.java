package com.tallyhybrid.app.foundation;

import com.tallyhybrid.settings.Deployment;
import java.util.List;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * A stack of one deployment, named {@code <deployment>-<role>}.
 *
 * <p>It is bound to the deployment's account and protected from deletion, and its template holds nothing but named
 * resources: no look-up, no bootstrap rule, no parameter.
 */
public abstract class TallyStack extends Stack {

    /**
     * @param role what the stack is in the architecture, a PascalCase noun; part of the stack's name for ever
     * @param description what an auditor reads at the top of the template
     */
    protected TallyStack(Construct scope, Deployment deployment, Region region, String role, String description) {
        super(
                scope,
                deployment.name() + "-" + role,
                StackProps.builder()
                        .env(Environment.builder()
                                .account(deployment.account())
                                .region(region.code())
                                .build())
                        .description(description)
                        .terminationProtection(true)
                        .synthesizer(DefaultStackSynthesizer.Builder.create()
                                .generateBootstrapVersionRule(false)
                                .build())
                        .build());
    }

    /** Every stack of the app so far, in the order of their definition. */
    public static List<TallyStack> in(Construct app) {
        return app.getNode().getChildren().stream()
                .filter(TallyStack.class::isInstance)
                .map(TallyStack.class::cast)
                .toList();
    }

    /**
     * Makes a resource the last of this stack: CloudFormation creates it after everything else defined so far.
     *
     * <p>For what cannot be taken back when something after it fails. To be called when the stack is complete.
     */
    protected void createLast(CfnResource last) {
        last.getNode().addDependency(getNode().getChildren().toArray(IDependable[]::new));
    }

    /**
     * The first two Availability Zones of the account, resolved by CloudFormation.
     *
     * <p>With an explicit account the CDK would ask AWS for them at synthesis, which needs credentials and makes the
     * template depend on who synthesizes.
     */
    @Override
    public List<String> getAvailabilityZones() {
        return List.of(Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs()));
    }
}
