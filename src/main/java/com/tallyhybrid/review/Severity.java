package com.tallyhybrid.review;

/** What a reviewer has to do about a finding. */
public enum Severity {
    /** Data, protection or access is lost unless somebody decides otherwise: the review fails until it is waived. */
    DANGER,
    /** Worth a look; the review does not fail. */
    NOTICE,
    /** Nothing that this review knows of can go wrong. */
    HARMLESS
}
