package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.foundation.ServiceRole;
import com.tallyhybrid.app.foundation.TallyStack;
import com.tallyhybrid.app.foundation.WrittenJson;
import com.tallyhybrid.app.operations.Allow;
import com.tallyhybrid.settings.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

/**
 * Looks every day whether all stacks stand, complete and protected from deletion, and whether an agent's key is too old,
 * and mails when something is not well.
 *
 * <p>A first day that was never ended, a protection that somebody switched off, a stack that vanished: nothing else in
 * the account would ever mention it. EventBridge Scheduler starts the document by its universal target, as the user guide
 * calls it, so there is no function.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">EventBridge
 *     Scheduler: universal targets</a>
 */
final class DailyStackCheck extends Construct {

    /** In working hours, and past every nightly job and maintenance window. */
    private static final String DAILY = "cron(30 10 * * ? *)";

    /** A month after the reminder to change it, which comes every 90 days. */
    private static final int OLDEST_KEY_DAYS = 120;

    private static final String START = "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution";

    DailyStackCheck(
            Construct scope, String id, Names names, Alerts alerts, Deployment deployment, List<TallyStack> stacks) {
        super(scope, id);
        Map<String, Object> facts = RunbookFacts.of(Runbook.CHECK_STACKS, names, alerts, deployment);
        facts.put(
                "Stacks",
                stacks.stream()
                        .map(stack -> Ordered.map("Name", stack.getStackName(), "Region", stack.getRegion()))
                        .toList());
        var pages = RunbookPages.of(deployment);
        facts.put("Remedy", pages.address(Runbook.STACK_UNPROTECTED));
        facts.put("KeyRemedy", pages.address(Runbook.KEY_ROTATION));
        facts.put("Dashboard", pages.dashboard());
        List<String> agents =
                deployment.backup().servers().stream().map(names::agent).toList();
        facts.put("Agents", agents);
        facts.put("OldestKeyDays", OLDEST_KEY_DAYS);
        facts.put("Script", RunbookDocument.script("check_stacks.py"));
        var document = new RunbookDocument(
                this, "Look", names, Runbook.CHECK_STACKS, facts, rights(names, alerts, stacks, agents));
        startDaily(names, alerts, document);
    }

    /** Reading these stacks by name, in their Regions, and which keys the agents have. */
    private static List<PolicyStatement> rights(
            Names names, Alerts alerts, List<TallyStack> stacks, List<String> agents) {
        var see = Allow.on(
                stacks.stream()
                        .map(stack -> "arn:aws:cloudformation:%s:%s:stack/%s/*"
                                .formatted(stack.getRegion(), stack.getAccount(), stack.getStackName()))
                        .toList(),
                "SeeTheStacks",
                "cloudformation:DescribeStacks");
        var count = Allow.on(
                agents.stream()
                        .map(agent -> "arn:aws:iam::%s:user/%s".formatted(names.account(), agent))
                        .toList(),
                "SeeTheAgentsKeys",
                "iam:ListAccessKeys");
        return Stream.concat(Stream.of(see, count), Allow.telling(alerts).stream())
                .toList();
    }

    private void startDaily(Names names, Alerts alerts, RunbookDocument document) {
        var starter = new ServiceRole(
                this,
                "Starter",
                ServiceRole.onBehalfOf(
                        "scheduler.amazonaws.com",
                        names,
                        names.arn("scheduler", "schedule-group/" + alerts.reminderGroup())),
                "Starts the daily look at the stacks of %s and does nothing else".formatted(names.deployment()),
                List.of(
                        // AWS's pages name the one kind of resource or the other.
                        Allow.on(
                                List.of(
                                        names.arn("ssm", "automation-definition/%s:*".formatted(document.name())),
                                        names.arn("ssm", "document/" + document.name())),
                                "StartTheLook",
                                "ssm:StartAutomationExecution"),
                        Allow.handing(
                                List.of(names.roleArn(RunbookDocument.roleName(names, Runbook.CHECK_STACKS))),
                                "ssm.amazonaws.com",
                                "HandItsRole")));
        CfnSchedule schedule = CfnSchedule.Builder.create(this, "Daily")
                .groupName(alerts.reminderGroup())
                .description("Looks every day whether all stacks stand protected from deletion")
                .scheduleExpression(DAILY)
                .scheduleExpressionTimezone("Asia/Kolkata")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(START)
                        .roleArn(starter.arn())
                        // The request, with the names of the API's parameters.
                        .input(WrittenJson.of(Ordered.map("DocumentName", document.name())))
                        .build())
                .build();
        schedule.getNode().addDependency(starter, document);
    }
}
