package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.storage.LockedBucket;

/**
 * The buckets in Hyderabad that receive the copies.
 *
 * <p>Names and not references, because a reference between Regions would need a Lambda function.
 *
 * @param backups name of the bucket for the daily backups
 * @param archive name of the bucket for the year-end archive
 */
public record Replica(String backups, String archive) {

    String backupsArn() {
        return LockedBucket.arnOf(backups);
    }

    String archiveArn() {
        return LockedBucket.arnOf(archive);
    }
}
