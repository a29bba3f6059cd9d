package com.tallyhybrid.app.alerting;

import com.tallyhybrid.app.foundation.Ordered;
import java.util.List;
import java.util.Map;

/**
 * Which events a rule is about.
 *
 * @param sources the services that send them, such as {@code aws.s3}
 * @param detailTypes the kinds of event
 * @param detail for each field of the event's detail the values that match, or matchers such as {@code {"prefix": ...}}
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">EventBridge: event
 *     patterns</a>
 */
public record EventPattern(List<String> sources, List<String> detailTypes, Map<String, ?> detail) {

    public EventPattern(String source, String detailType, Map<String, ?> detail) {
        this(List.of(source), List.of(detailType), detail);
    }

    Map<String, Object> rendered() {
        return Ordered.map("detail", detail, "detail-type", detailTypes, "source", sources);
    }
}
