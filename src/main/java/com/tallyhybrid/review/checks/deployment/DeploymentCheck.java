package com.tallyhybrid.review.checks.deployment;

import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.StackDeployment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Rule;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.Subject;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.StackChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** With whose rights a stack is deployed, and after which others. Templates do not say it, the manifest does. */
public final class DeploymentCheck implements Check {

    private static final Rule EXECUTION_ROLE = Rule.of("execution-role-changed");
    private static final Rule DEPLOY_ROLE = Rule.of("deploy-role-changed");
    private static final Rule ORDER = Rule.of("stack-order-changed");

    /** Names that roles with all rights go by; what a role may do stands in no manifest. */
    private static final Pattern ADMINISTRATOR =
            Pattern.compile("(?i)admin|root|superuser|poweruser|full-?access|OrganizationAccountAccessRole");

    private static final Pattern ACCOUNT = Pattern.compile("^arn:[^:]*:iam::(\\d{12}):");

    @Override
    public List<ReviewFinding> examine(Comparison comparison) {
        List<ReviewFinding> findings = new ArrayList<>();
        comparison.stacks().forEach(stack -> findings.addAll(of(stack)));
        return findings;
    }

    private static List<ReviewFinding> of(StackChange stack) {
        Optional<StackDeployment> base = stack.base().flatMap(Template::deployment);
        Optional<StackDeployment> head = stack.head().flatMap(Template::deployment);
        if (base.isEmpty() || head.isEmpty()) {
            return List.of();
        }
        List<ReviewFinding> findings = new ArrayList<>();
        Environment place = stack.head().get().environment();
        StackDeployment before = base.get();
        StackDeployment after = head.get();
        if (!before.executionRole().equals(after.executionRole())) {
            findings.add(role(EXECUTION_ROLE, stack, "cloudFormationExecutionRoleArn", place)
                    .apply(before.executionRole(), after.executionRole()));
        }
        if (!before.deployRole().equals(after.deployRole())) {
            findings.add(
                    role(DEPLOY_ROLE, stack, "assumeRoleArn", place).apply(before.deployRole(), after.deployRole()));
        }
        if (!before.dependencies().equals(after.dependencies())) {
            findings.add(ORDER.about(Subject.stack(stack.name()))
                    .at(PropertyPath.of("dependencies"))
                    .values(String.join(", ", before.dependencies()), String.join(", ", after.dependencies())));
        }
        return findings;
    }

    @FunctionalInterface
    private interface RoleChange {
        ReviewFinding apply(Optional<String> before, Optional<String> after);
    }

    private static RoleChange role(Rule rule, StackChange stack, String property, Environment place) {
        return (before, after) -> rule.about(Subject.stack(stack.name()))
                .as(isDangerous(before, after, place) ? Severity.DANGER : Severity.NOTICE)
                .at(PropertyPath.of(property))
                .values(before.orElse(""), after.orElse(""));
    }

    private static boolean isDangerous(Optional<String> before, Optional<String> after, Environment place) {
        if (after.isEmpty()) {
            return false;
        }
        Optional<String> own = place.account().or(() -> before.flatMap(DeploymentCheck::account));
        boolean foreign = own.isPresent()
                && account(after.get()).filter(id -> !id.equals(own.get())).isPresent();
        return foreign || ADMINISTRATOR.matcher(after.get()).find();
    }

    private static Optional<String> account(String role) {
        Matcher account = ACCOUNT.matcher(role);
        return account.find() ? Optional.of(account.group(1)) : Optional.empty();
    }
}
