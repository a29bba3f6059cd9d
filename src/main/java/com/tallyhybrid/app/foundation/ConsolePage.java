package com.tallyhybrid.app.foundation;

/**
 * Addresses of pages of AWS's console in Mumbai, for people who are signed in to the account.
 *
 * <p>AWS documents none of them; they are what the console shows, and what other projects print.
 */
public final class ConsolePage {

    private static final String MUMBAI = Region.MUMBAI.code();
    private static final String CONSOLE = "https://" + MUMBAI + ".console.aws.amazon.com/";

    private ConsolePage() {}

    /** One page that shows how everything is. */
    public static String dashboard(Names names) {
        return CONSOLE + "cloudwatch/home?region=" + MUMBAI + "#dashboards/dashboard/" + names.deployment();
    }

    /** Where a runbook is started. */
    public static String startOf(String document) {
        return CONSOLE + "systems-manager/automation/execute/" + document + "?region=" + MUMBAI;
    }

    /** Who is told by mail, and has confirmed it. */
    public static String subscriptions() {
        return CONSOLE + "sns/v3/home?region=" + MUMBAI + "#/subscriptions";
    }
}
