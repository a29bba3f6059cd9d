package com.tallyhybrid.alerting;

/** The pages that alarms and mails point to. Each has the sections Meaning, Impact, Diagnosis and Mitigation. */
public enum Runbook {
    BACKUP_MISSING("backup-missing"),
    BACKUP_FAILED("backup-failed"),
    REPLICATION_FAILED("replication-failed"),
    KEY_ROTATION("key-rotation"),
    BACKUPS_DELETED("backups-deleted"),
    BACKUPS_SHRUNK("backups-shrunk"),
    AGENT_REFUSED("agent-refused"),
    FOREIGN_WRITER("foreign-writer"),
    PROTECTION_CHANGED("protection-changed"),
    MAIL_UNDELIVERED("mail-undelivered"),
    TUNNEL_DOWN("tunnel-down"),
    TUNNEL_REDUNDANCY_LOST("tunnel-redundancy-lost"),
    FILE_SERVER_SPACE("file-server-space"),
    FILE_SERVER_LOAD("file-server-load");

    private final String page;

    Runbook(String page) {
        this.page = page;
    }

    /** Path of the page in the repository. */
    public String path() {
        return "docs/runbooks/" + page + ".md";
    }
}
