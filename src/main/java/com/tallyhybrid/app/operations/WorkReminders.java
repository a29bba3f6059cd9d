package com.tallyhybrid.app.operations;

import com.tallyhybrid.app.alerting.Alerts;
import com.tallyhybrid.app.alerting.Message;
import com.tallyhybrid.app.alerting.Runbook;
import software.constructs.Construct;

/** The mails by the calendar about work that only people can do; 10:00 in India, when they are at it. */
final class WorkReminders {

    private WorkReminders() {}

    static void send(Construct scope, Alerts alerts) {
        alerts.remindOn(
                scope,
                "RestoreDrill",
                "0 10 5 1,4,7,10 ? *",
                new Message(
                        "The quarterly restore drill is due.",
                        "A backup that nobody has restored is a hope. Restore one set and keep the evidence.",
                        Runbook.RESTORE_DRILL));
        // Apart from the drill, so that neither hides the other.
        alerts.remindOn(
                scope,
                "Subscriptions",
                "0 10 12 1,4,7,10 ? *",
                new Message(
                        "The quarterly look at who gets these mails is due.",
                        "A mail scanner can follow the link that ends a subscription, and AWS tells nobody. Count the"
                                + " addresses in both Regions and send a test alert.",
                        Runbook.TEST_ALERTS));
        alerts.remindOn(
                scope,
                "YearEndArchive",
                "0 10 20 4 ? *",
                new Message(
                        "The financial year is over: put one full set into the archive when its books are closed.",
                        "Daily backups of old years thin out; the archive keeps one set of each for nine years.",
                        Runbook.YEAR_END_ARCHIVE));
    }
}
