package com.tallyhybrid.review.checks.replacement;

/** What CloudFormation does to a resource when a property of it changes. */
enum Effect {
    /** Makes a new resource and lets the old one go. */
    REPLACES,
    /** Does so depending on the values, or on what only the account knows. */
    MAY_REPLACE,
    /** Fails, and rolls everything back. */
    REFUSED,
    /** Keeps the resource and makes its content anew. */
    NEW_VALUE,
    /** Changes the resource and keeps it. */
    IN_PLACE
}
