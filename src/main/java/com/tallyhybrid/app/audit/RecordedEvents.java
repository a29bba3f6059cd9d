package com.tallyhybrid.app.audit;

import com.tallyhybrid.settings.Audit.TrailRecords;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudtrail.CfnTrail.AdvancedEventSelectorProperty;
import software.amazon.awscdk.services.cloudtrail.CfnTrail.AdvancedFieldSelectorProperty;

/** Which events a trail records: changes in the account, unless another trail has them, and every access to a backup. */
final class RecordedEvents {

    private RecordedEvents() {}

    static List<AdvancedEventSelectorProperty> of(TrailRecords records, List<String> watched) {
        return switch (records) {
            case EVERYTHING -> List.of(changes(), accessTo(watched));
            case BACKUP_ACCESS_ONLY -> List.of(accessTo(watched));
        };
    }

    private static AdvancedEventSelectorProperty changes() {
        return selector("Changes in the account", field("eventCategory", "Management"));
    }

    private static AdvancedEventSelectorProperty accessTo(List<String> bucketNames) {
        return selector(
                "Reads and writes of the protected buckets",
                field("eventCategory", "Data"),
                field("resources.type", "AWS::S3::Object"),
                AdvancedFieldSelectorProperty.builder()
                        .field("resources.ARN")
                        .startsWith(bucketNames.stream()
                                .map("arn:aws:s3:::%s/"::formatted)
                                .toList())
                        .build());
    }

    private static AdvancedEventSelectorProperty selector(String name, AdvancedFieldSelectorProperty... fields) {
        return AdvancedEventSelectorProperty.builder()
                .name(name)
                .fieldSelectors(Stream.of(fields).toList())
                .build();
    }

    private static AdvancedFieldSelectorProperty field(String field, String value) {
        return AdvancedFieldSelectorProperty.builder()
                .field(field)
                .equalTo(List.of(value))
                .build();
    }
}
