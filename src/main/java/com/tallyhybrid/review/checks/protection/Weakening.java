package com.tallyhybrid.review.checks.protection;

/** What a table can say of a value that changed. */
enum Weakening {
    WEAKER,
    NOT_WEAKER,
    /** One of the two values is known only when CloudFormation deploys. */
    UNKNOWN
}
