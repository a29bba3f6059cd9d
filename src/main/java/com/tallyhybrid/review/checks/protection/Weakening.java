package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.review.ReviewFinding;
import java.util.stream.Stream;

/** What can be said of a value that changed. */
enum Weakening {
    NOT_WEAKER,
    /** One of the two values is known only when CloudFormation deploys. */
    UNKNOWN,
    WEAKER;

    Weakening worse(Weakening other) {
        return compareTo(other) > 0 ? this : other;
    }

    /** What is found then, where that is said of a weaker one. */
    Stream<ReviewFinding> of(ReviewFinding said) {
        return switch (this) {
            case WEAKER -> Stream.of(said);
            case UNKNOWN -> Stream.of(said.perhaps());
            case NOT_WEAKER -> Stream.of();
        };
    }
}
