package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.review.ReviewFinding;
import java.util.stream.Stream;

/** What can be said of a value that changed. */
enum Weakening {
    WEAKER,
    NOT_WEAKER,
    /** One of the two values is known only when CloudFormation deploys. */
    UNKNOWN;

    /** What is found then, where that is said of a weaker one. */
    Stream<ReviewFinding> of(ReviewFinding said) {
        return switch (this) {
            case WEAKER -> Stream.of(said);
            case UNKNOWN -> Stream.of(said.perhaps());
            case NOT_WEAKER -> Stream.of();
        };
    }
}
