package com.tallyhybrid.settings;

import java.util.List;

/**
 * The backups of the Tally servers.
 *
 * @param servers the servers that back up, one agent each
 * @param allowedSources public networks from which the agents' keys work; empty leaves the keys usable from anywhere.
 *     Indian providers change addresses: a stale list stops every backup
 * @param arrivalWindowHours hours without a finished backup before the alarm, 24 to 168
 * @param lockDays days during which no version of an object can be deleted, 1 to 365. Applies to new versions only
 * @param noncurrentDays days that a deleted or overwritten version is kept, {@code lockDays} to 3650
 * @param retention which backups Duplicati itself keeps; the bucket never deletes one that Duplicati still counts on
 * @param archiveLockMode the lock of the year-end archive. What is once locked in compliance mode stays so
 * @param breakGlassUsers ARNs of the IAM users who may take the break-glass role, with a second factor; empty: there is
 *     no such role, and only the root user can lift what the bucket policies refuse
 */
public record Backup(
        List<TallyServer> servers,
        List<Cidr> allowedSources,
        int arrivalWindowHours,
        int lockDays,
        int noncurrentDays,
        DuplicatiRetention retention,
        ArchiveLockMode archiveLockMode,
        List<String> breakGlassUsers) {

    /** Who can shorten the nine years of the archive. */
    public enum ArchiveLockMode {
        /** A principal with the right to bypass, which the bucket policy leaves to the break-glass role. */
        GOVERNANCE,
        /** Nobody, not even AWS or the root user; every object is stored and paid for until its day. */
        COMPLIANCE_NOBODY_CAN_UNDO
    }

    public Backup {
        servers = List.copyOf(servers);
        allowedSources = List.copyOf(allowedSources);
        breakGlassUsers = List.copyOf(breakGlassUsers);
    }
}
