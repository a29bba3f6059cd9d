package com.tallyhybrid.app.operations.vault;

import com.tallyhybrid.app.alerting.EventPattern;
import java.util.List;
import java.util.Map;

/**
 * The events with which AWS Backup says how a job ended.
 *
 * <p>Backup and copy jobs say it in {@code state}, restore jobs in {@code status}.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html">AWS Backup: events</a>
 */
enum JobEvents {
    BACKUP("Backup Job State Change"),
    COPY("Copy Job State Change"),
    BACKUP_OR_COPY("Backup Job State Change", "Copy Job State Change"),
    RESTORE("Restore Job State Change");

    private final List<String> detailTypes;

    JobEvents(String... detailTypes) {
        this.detailTypes = List.of(detailTypes);
    }

    EventPattern with(Map<String, ?> detail) {
        return new EventPattern(List.of("aws.backup"), detailTypes, detail);
    }
}
