package com.tallyhybrid.app.alerting;

/**
 * The pages in {@code docs/runbooks}.
 *
 * <p>An alarm or a mail points to a page with the sections Meaning, Impact, Diagnosis and Mitigation. A procedure is
 * carried out by a Systems Manager document of the same name, and its page says what the document does, who approves,
 * how long it takes and what it cannot do.
 */
public enum Runbook {
    BACKUP_MISSING("backup-missing"),
    BACKUP_FAILED("backup-failed"),
    REPLICATION_FAILED("replication-failed"),
    KEY_ROTATION("key-rotation"),
    YEAR_END_ARCHIVE("year-end-archive"),
    BACKUPS_DELETED("backups-deleted"),
    BACKUPS_SHRUNK("backups-shrunk"),
    AGENT_REFUSED("agent-refused"),
    FOREIGN_WRITER("foreign-writer"),
    PROTECTION_CHANGED("protection-changed"),
    TRAIL_CHANGED("trail-changed"),
    KEY_ENDANGERED("key-endangered"),
    ALERTS_SILENCED("alerts-silenced"),
    ACCESS_KEY_CREATED("access-key-created"),
    ROOT_USED("root-used"),
    MAIL_UNDELIVERED("mail-undelivered"),
    BUDGET("budget"),
    VPN_CHANGED("vpn-changed"),
    TUNNEL_DOWN("tunnel-down"),
    TUNNEL_REDUNDANCY_LOST("tunnel-redundancy-lost"),
    FILE_SERVER_SPACE("file-server-space"),
    FILE_SERVER_LOAD("file-server-load"),
    FILE_DATA_DELETED("file-data-deleted"),
    VAULT_BACKUP("vault-backup"),
    VAULT_RESTORE("vault-restore"),
    STACK_UNPROTECTED("stack-unprotected"),

    TEST_ALERTS("test-alerts"),
    CHECK_STACKS("check-stacks"),
    RECOVER_OBJECTS("recover-objects"),
    START_RECOVERY_SERVER("start-recovery-server"),
    END_RECOVERY_SERVER("end-recovery-server"),
    RESTORE_DRILL("restore-drill"),
    RESTORE_FILE_SERVER("restore-file-server"),
    MOVE_ALIASES("move-aliases");

    private final String page;

    Runbook(String page) {
        this.page = page;
    }

    /** Name of the page without its ending; a procedure's document is named after it too. */
    public String page() {
        return page;
    }
}
