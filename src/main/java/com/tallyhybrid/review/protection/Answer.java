package com.tallyhybrid.review.protection;

/** What a table can say of a value that changed. */
enum Answer {
    WEAKER,
    NOT_WEAKER,
    /** One of the two values is known only when CloudFormation deploys. */
    UNKNOWN
}
