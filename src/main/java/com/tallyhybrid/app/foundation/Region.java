package com.tallyhybrid.app.foundation;

/**
 * The two AWS Regions in India, and the only ones this app can name: books of account and their backups stay in the
 * country.
 */
public enum Region {
    MUMBAI("ap-south-1"),
    /** Opt-in: an account must enable it once before the first deploy. */
    HYDERABAD("ap-south-2");

    private final String code;

    Region(String code) {
        this.code = code;
    }

    /** The name AWS gives the Region. */
    public String code() {
        return code;
    }
}
