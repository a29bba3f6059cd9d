package com.tallyhybrid.officekit;

/** The names under which the server's script stores the secrets, and Duplicati's jobs ask for them. */
final class Credentials {

    static final String KEY_ID = "tally-s3-id";
    static final String KEY_SECRET = "tally-s3-secret";
    static final String PASSPHRASE = "tally-backup-passphrase";

    private Credentials() {}
}
