package com.tallyhybrid.app.alerting;

/**
 * What a person is told: what happened, what it means, where to read what to do.
 *
 * @param happened one sentence of fact
 * @param means what it may mean and whether data is at risk
 * @param runbook the page to open
 */
public record Message(String happened, String means, Runbook runbook) {

    /** The text of an alarm; CloudWatch puts it into the mail and the console. */
    String text(RunbookPages pages) {
        return "%s %s Runbook: %s Dashboard: %s".formatted(happened, means, pages.address(runbook), pages.dashboard());
    }
}
