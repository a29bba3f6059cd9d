package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.ConsolePage;
import com.tallyhybrid.app.foundation.Names;
import com.tallyhybrid.settings.Deployment;
import java.util.Optional;

/**
 * Where people read on: the pages of the runbooks, and the dashboard; every mail says both.
 *
 * @param url https address of the pages in a repository, without a slash at its end; absent: the office kit has them,
 *     with the firm's names
 * @param dashboard address of the dashboard
 */
public record RunbookPages(Optional<String> url, String dashboard) {

    public static RunbookPages of(Deployment deployment) {
        return new RunbookPages(deployment.operations().runbooksUrl(), ConsolePage.dashboard(Names.of(deployment)));
    }

    /** The page, as a person finds it. */
    public String address(Runbook runbook) {
        return url.map(folder -> "%s/%s.md".formatted(folder, runbook.page()))
                .orElse("%s of the office kit".formatted(inOfficeKit(runbook)));
    }

    /** Where the page stands in the office kit. */
    public static String inOfficeKit(Runbook runbook) {
        return "runbooks/%s.html".formatted(runbook.page());
    }
}
