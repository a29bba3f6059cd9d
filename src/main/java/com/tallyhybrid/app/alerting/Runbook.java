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

    TEST_ALERTS("test-alerts", true),
    CHECK_STACKS("check-stacks", true),
    RECOVER_OBJECTS("recover-objects", true),
    START_RECOVERY_SERVER("start-recovery-server", true),
    END_RECOVERY_SERVER("end-recovery-server", true),
    RESTORE_DRILL("restore-drill", true),
    RESTORE_FILE_SERVER("restore-file-server", true),
    MOVE_ALIASES("move-aliases", true);

    private final String page;
    private final boolean procedure;

    Runbook(String page) {
        this(page, false);
    }

    Runbook(String page, boolean procedure) {
        this.page = page;
        this.procedure = procedure;
    }

    /** Name of the page without its ending; a procedure's document is named after it too. */
    public String page() {
        return page;
    }

    /** Path of the page in the repository. */
    public String path() {
        return "docs/runbooks/" + page + ".md";
    }

    /** Whether a document carries it out. */
    public boolean isProcedure() {
        return procedure;
    }
}
