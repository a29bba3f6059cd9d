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

/** The runbooks of a recovery server: starting one with the newest backup of a Tally server, and ending it. */
final class RecoveryServerRunbooks extends Construct {

    private final Names names;
    private final Alerts alerts;
    private final Deployment deployment;
    private final RecoverySite site;
    private final RecoveryRights rights;

    RecoveryServerRunbooks(
            Construct scope, String id, Names names, Alerts alerts, Deployment deployment, RecoverySite site) {
        super(scope, id);
        this.names = names;
        this.alerts = alerts;
        this.deployment = deployment;
        this.site = site;
        this.rights = new RecoveryRights(names, site);
    }

    void startServer() {
        Map<String, Object> facts = facts(Runbook.START_RECOVERY_SERVER);
        facts.put("SubnetId", site.network().subnetIds().get(0));
        facts.put("EndpointGroup", site.endpointGroupId());
        facts.put("ServerGroup", site.serverGroupId());
        facts.put("Script", RunbookDocument.script("recovery_server.py"));
        facts.put("RestoreScript", RunbookDocument.script("restore_set.ps1"));
        document("StartServer", Runbook.START_RECOVERY_SERVER, facts, rights.toStart());
    }

    void endServer() {
        Map<String, Object> facts = facts(Runbook.END_RECOVERY_SERVER);
        facts.put("Script", RunbookDocument.script("recovery_server.py"));
        document("EndServer", Runbook.END_RECOVERY_SERVER, facts, rights.toEnd());
    }

    private void document(String id, Runbook runbook, Map<String, Object> facts, List<PolicyStatement> own) {
        var all = Stream.concat(own.stream(), Allow.telling(alerts).stream()).toList();
        new RunbookDocument(this, id, names, runbook, facts, all);
    }

    private Map<String, Object> facts(Runbook runbook) {
        Map<String, Object> facts = RunbookFacts.of(runbook, names, alerts, deployment);
        facts.put("VpcId", site.network().vpcId());
        return facts;
    }
}
