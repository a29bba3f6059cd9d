package com.tallyhybrid.preflight;

import com.tallyhybrid.app.foundation.Region;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.preflight.CheckOutcome.CannotTell;
import com.tallyhybrid.preflight.CheckOutcome.Fine;
import com.tallyhybrid.preflight.CheckOutcome.Mend;
import com.tallyhybrid.preflight.DeployedStacks.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether each stack is in a state from which the CDK can deploy it, and protected once it stands. */
record StackChecks(DeployedStacks stacks, PlannedDeployment planned, ShellCommands commands) {

    private static final String WHY =
            "A stack that failed half-way refuses the next deploy; one without termination protection is gone by one mistake.";

    private static final Set<String> COMPLETE = Set.of(
            "CREATE_COMPLETE",
            "UPDATE_COMPLETE",
            "UPDATE_ROLLBACK_COMPLETE",
            "IMPORT_COMPLETE",
            "IMPORT_ROLLBACK_COMPLETE");

    List<PreflightCheck> all() {
        return planned.templates().stacks().stream()
                .map(stack -> new PreflightCheck(
                        "stack " + stack.stack(),
                        WHY,
                        () -> stacks.find(stack)
                                .map(standing -> judge(stack, standing))
                                .orElse(new Fine("not deployed yet"))))
                .toList();
    }

    /** The states are those of CloudFormation's {@code StackStatus}. */
    private CheckOutcome judge(Template stack, Standing standing) {
        String status = standing.status();
        if (COMPLETE.contains(status)) {
            return complete(stack, standing);
        }
        return switch (status) {
            case "ROLLBACK_COMPLETE" -> failedCreation(stack, standing);
            case "ROLLBACK_FAILED", "DELETE_FAILED" -> half(stack, standing);
            case "CREATE_FAILED", "UPDATE_FAILED" ->
                new Mend(
                        "%s: it stopped half-way".formatted(status),
                        after(reasons(stack), aws(stack, "cloudformation rollback-stack --stack-name %s")));
            case "UPDATE_ROLLBACK_FAILED", "IMPORT_ROLLBACK_FAILED" ->
                new Mend(
                        "%s: neither the new state nor the old".formatted(status),
                        after(reasons(stack), aws(stack, "cloudformation continue-update-rollback --stack-name %s")));
            case "REVIEW_IN_PROGRESS" ->
                new Mend(
                        "%s: a deploy was left at its question; nothing of the stack is there".formatted(status),
                        deletion(stack, standing));
            default -> inProgress(stack, status);
        };
    }

    private CheckOutcome complete(Template stack, Standing standing) {
        if (standing.isProtected()) {
            return new Fine("%s, protected from deletion".formatted(standing.status()));
        }
        // On the first day the CDK must be able to delete what failed, so protection comes with the last stack.
        boolean firstDay = planned.templates().stacks().stream()
                .anyMatch(other -> stacks.find(other)
                        .filter(found -> COMPLETE.contains(found.status()))
                        .isEmpty());
        return firstDay
                ? new Fine("%s, to be protected from deletion once every stack stands".formatted(standing.status()))
                : new Mend(
                        "%s, and not protected from deletion".formatted(standing.status()),
                        List.of(aws(
                                stack,
                                "cloudformation update-termination-protection --enable-termination-protection"
                                        + " --stack-name %s")));
    }

    /** The CDK deletes what is left of such a stack itself, if nothing protects it. */
    private CheckOutcome failedCreation(Template stack, Standing standing) {
        return standing.isProtected()
                ? new Mend(
                        "ROLLBACK_COMPLETE: its first deploy failed and nothing of it is left, but its protection refuses the"
                                + " next deploy",
                        List.of(unprotect(stack)))
                : new Fine(
                        "ROLLBACK_COMPLETE: its first deploy failed and nothing of it is left; the next deploy begins again");
    }

    private CheckOutcome half(Template stack, Standing standing) {
        return new Mend(
                "%s: something of it could not be deleted".formatted(standing.status()),
                after(reasons(stack), deletion(stack, standing).toArray(String[]::new)));
    }

    private static List<String> after(String reasons, String... commands) {
        var steps = new ArrayList<>(List.of(reasons, "Mend what the first lines name, then:"));
        steps.addAll(List.of(commands));
        return steps;
    }

    private CheckOutcome inProgress(Template stack, String status) {
        if (!status.endsWith("_IN_PROGRESS")) {
            return new CannotTell("AWS calls its state %s".formatted(PreflightReport.shown(status)));
        }
        return new Mend(
                "%s: something is being done to it".formatted(status),
                List.of(
                        "Wait until this shows another state, then ask again:",
                        aws(
                                stack,
                                "cloudformation describe-stacks --query %s --stack-name %s",
                                "Stacks[].StackStatus")));
    }

    private List<String> deletion(Template stack, Standing standing) {
        var steps = new ArrayList<String>();
        if (standing.isProtected()) {
            steps.add(unprotect(stack));
        }
        steps.add(aws(stack, "cloudformation delete-stack --stack-name %s"));
        return steps;
    }

    private String unprotect(Template stack) {
        return aws(
                stack,
                "cloudformation update-termination-protection --no-enable-termination-protection --stack-name %s");
    }

    /** The newest events, of which the failed ones give AWS's reason. */
    private String reasons(Template stack) {
        return aws(
                stack,
                "cloudformation describe-stack-events --max-items 20 --query %s --output text --stack-name %s",
                "StackEvents[].[LogicalResourceId,ResourceStatus,ResourceStatusReason]");
    }

    private String aws(Template stack, String format, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add(stack.stack());
        Region region = PlannedDeployment.region(stack);
        return commands.aws(region, format, all.toArray(String[]::new));
    }
}
