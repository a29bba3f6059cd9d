package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.app.foundation.PolicyStatement;
import com.tallyhybrid.app.operations.Allow;
import com.tallyhybrid.settings.Deployment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * The quarterly drill: a recovery server started, its restore written down, the server ended.
 *
 * <p>It runs the other runbooks, so it has no right of its own but to write the evidence.
 */
final class DrillRunbook extends Construct {

    private static final List<Runbook> PARTS = List.of(Runbook.START_RECOVERY_SERVER, Runbook.END_RECOVERY_SERVER);

    private final Names names;

    DrillRunbook(Construct scope, String id, Names names, Alerts alerts, Deployment deployment) {
        super(scope, id);
        this.names = names;
        Map<String, Object> facts = RunbookFacts.of(Runbook.RESTORE_DRILL, names, alerts, deployment);
        facts.put("StartDocument", names.of(Runbook.START_RECOVERY_SERVER.page()));
        facts.put("EndDocument", names.of(Runbook.END_RECOVERY_SERVER.page()));
        facts.put("EvidenceBucket", names.archiveBucket());
        facts.put("Script", RunbookDocument.script("write_evidence.py"));
        var all =
                Stream.concat(rights().stream(), Allow.telling(alerts).stream()).toList();
        new RunbookDocument(this, "Drill", names, Runbook.RESTORE_DRILL, facts, all);
    }

    private List<PolicyStatement> rights() {
        return List.of(
                // AWS's pages name the one kind of resource or the other.
                Allow.on(
                        PARTS.stream()
                                .flatMap(part -> Stream.of("automation-definition/%s:*", "document/%s")
                                        .map(kind -> names.arn("ssm", kind.formatted(names.of(part.page())))))
                                .toList(),
                        "RunTheParts",
                        "ssm:StartAutomationExecution"),
                Allow.on(names.arn("ssm", "automation-execution/*"), "FollowTheParts", "ssm:GetAutomationExecution"),
                Allow.onAnything("FindTheParts", "ssm:DescribeAutomationExecutions"),
                Allow.handing(
                        PARTS.stream()
                                .map(part -> names.roleArn(RunbookDocument.roleName(names, part)))
                                .toList(),
                        "ssm.amazonaws.com",
                        "HandTheirRoles"),
                Allow.inMumbai(
                        List.of("arn:aws:s3:::%s/evidence/*".formatted(names.archiveBucket())),
                        "WriteEvidence",
                        "s3:PutObject"));
    }
}
