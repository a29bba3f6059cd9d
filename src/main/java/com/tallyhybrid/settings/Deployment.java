package com.tallyhybrid.settings;

import java.util.List;
import java.util.Optional;

/**
 * One deployment: everything an owner decides, read from one YAML file by {@code DeploymentFile}.
 *
 * <p>A deployment without {@link #network} and {@link #fileServer} is the backup-only profile.
 *
 * @param name prefix of every stack, bucket and agent name, 3 to 20 characters. Changing it is a new deployment beside
 *     the old one: every resource is created again, the buckets empty
 * @param account the twelve digits of the AWS account. Named so that a deploy with another client's credentials fails
 *     before it creates anything
 * @param alertEmails who is told when something fails or goes silent. Each must confirm AWS's mail before it works
 * @param network the VPC and the offices that reach it; absent in the backup-only profile
 * @param backup the Tally servers and how long their backups are kept
 * @param fileServer the file server that replaces the office NAS; needs {@link #network}
 * @param operations who approves, what it may cost, where runbooks are read
 * @param audit what the trail records
 */
public record Deployment(
        String name,
        String account,
        List<String> alertEmails,
        Optional<Network> network,
        Backup backup,
        Optional<FileServer> fileServer,
        Operations operations,
        Audit audit) {

    public Deployment {
        alertEmails = List.copyOf(alertEmails);
    }

    /**
     * Who may approve a runbook's step that costs money or takes something away: the approvers, or where none is named
     * the break-glass users. Empty where there is neither; then no runbook that asks can be run.
     */
    public List<String> approvers() {
        return operations.approvers().isEmpty() ? backup.breakGlassUsers() : operations.approvers();
    }
}
