package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.storage.LockedBucket;
import java.util.List;
import software.amazon.awscdk.services.events.EventPattern;

/** Patterns of the events that S3 sends when an object arrives. */
final class ObjectEvents {

    private ObjectEvents() {}

    /**
     * Objects that arrive in the bucket under a key that matches.
     *
     * @param keys literal keys, or {@code {"wildcard": ...}} matchers
     */
    static EventPattern arriving(LockedBucket bucket, List<Object> keys) {
        return EventPattern.builder()
                .source(List.of("aws.s3"))
                .detailType(List.of("Object Created"))
                .detail(Ordered.map(
                        "bucket", Ordered.map("name", List.of(bucket.bucketName())),
                        "object", Ordered.map("key", keys)))
                .build();
    }
}
