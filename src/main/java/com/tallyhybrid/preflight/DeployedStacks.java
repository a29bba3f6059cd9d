package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.cloudformation.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of the deployment stands in the account already, as CloudFormation tells it. */
final class DeployedStacks {

    /** No longer there, or no longer CloudFormation's: DELETE_SKIPPED is what a policy has kept. */
    private static final Set<String> GONE = Set.of("DELETE_COMPLETE", "DELETE_SKIPPED");

    private final AwsAccount account;
    private final PlannedDeployment planned;

    DeployedStacks(AwsAccount account, PlannedDeployment planned) {
        this.account = account;
        this.planned = planned;
    }

    /** A stack as it stands. */
    record Standing(String status, boolean isProtected) {}

    /** A resource that a stack has. */
    record Owned(String logicalId, String type, String physicalId) {}

    /** The stack; empty if there is none. */
    Optional<Standing> find(Template stack) {
        AwsCall call = AwsCall.of(AwsRead.STACKS, PlannedDeployment.region(stack));
        return account.answer(call).list("Stacks").stream()
                .filter(known -> known.text("StackName").equals(stack.stack()))
                .filter(known -> !known.text("StackStatus").equals("DELETE_COMPLETE"))
                .map(known -> new Standing(known.text("StackStatus"), known.flag("EnableTerminationProtection")))
                .findFirst();
    }

    /** What one stack has; nothing where it does not stand. */
    List<Owned> resources(Template stack) {
        if (find(stack).isEmpty()) {
            return List.of();
        }
        AwsCall call = AwsCall.of(AwsRead.STACK_RESOURCES, PlannedDeployment.region(stack))
                .with("StackName", stack.stack());
        return account.answer(call).list("StackResourceSummaries").stream()
                .filter(resource -> !GONE.contains(resource.text("ResourceStatus")))
                .map(resource -> new Owned(
                        resource.text("LogicalResourceId"),
                        resource.text("ResourceType"),
                        // None yet while it is being made.
                        resource.optional("PhysicalResourceId").orElse("")))
                .toList();
    }

    /** What the stacks of a Region have of one type. */
    List<Owned> resources(String type, Region region) {
        return planned.templates().stacks().stream()
                .filter(stack -> PlannedDeployment.region(stack) == region)
                .flatMap(stack -> resources(stack).stream())
                .filter(owned -> owned.type().equals(type))
                .toList();
    }
}
