package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Runbook;
import com.tallyhybrid.app.alerting.RunbookPages;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.settings.Deployment;
import com.tallyhybrid.settings.TallyServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every runbook may need to know of the deployment, by the names that the documents use. */
final class RunbookFacts {

    private RunbookFacts() {}

    /** A map of its own each time, to which a runbook adds what only it needs. */
    static Map<String, Object> of(Runbook runbook, Names names, Alerts alerts, Deployment deployment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Page", RunbookPages.of(deployment).address(runbook));
        facts.put("Deployment", names.deployment());
        facts.put("Account", names.account());
        facts.put("Topic", alerts.topicArn());
        facts.put("Approvers", deployment.approvers());
        facts.put("ApprovalsNeeded", deployment.operations().approvalsNeeded());
        facts.put(
                "Servers",
                deployment.backup().servers().stream().map(TallyServer::name).toList());
        facts.put("Bucket", names.backupBucket());
        return facts;
    }
}
