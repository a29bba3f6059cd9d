package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.alerting.EventPattern;
import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.storage.LockedBucket;
import java.util.List;

/** Patterns of the events that S3 sends when an object arrives. */
final class ObjectEvents {

    private ObjectEvents() {}

    /**
     * Objects that arrive in the bucket under a key that matches.
     *
     * @param keys literal keys, or {@code {"wildcard": ...}} matchers
     */
    static EventPattern arriving(LockedBucket bucket, List<Object> keys) {
        return new EventPattern(
                "aws.s3",
                "Object Created",
                Ordered.map(
                        "bucket", Ordered.map("name", List.of(bucket.bucketName())),
                        "object", Ordered.map("key", keys)));
    }
}
