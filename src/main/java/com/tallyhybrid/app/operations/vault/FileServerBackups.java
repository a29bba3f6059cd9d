package com.tallyhybrid.app.operations.vault;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.EventLedger;
import com.tallyhybrid.app.fileserver.OfficeFiles;
import com.tallyhybrid.app.foundation.LogRetention;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.settings.FileServer;
import software.constructs.Construct;

/** The second set of the file server's backups, the quarterly proof that it can be restored, and who hears of both. */
public record FileServerBackups(Construct scope, Names names, Alerts alerts) {

    public FileVault of(OfficeFiles files, FileServer settings) {
        var vault = new FileVault(scope, "FileVault", names, files, settings);
        new RestoreTest(
                scope, "RestoreTest", names, vault.vault(), vault.restoreRole().arn(), files);
        var watch = new VaultWatch(scope, "VaultWatch", names, alerts);
        var ledger = new EventLedger(
                scope, "VaultLedger", names, alerts, "vault", LogRetention.THIRTEEN_MONTHS, vault.key(), "vault-*");
        watch.watchArrivals(ledger, vault);
        watch.mailFailures();
        watch.mailRestores();
        return vault;
    }
}
