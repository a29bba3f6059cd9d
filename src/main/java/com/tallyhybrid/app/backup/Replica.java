package com.tallyhybrid.app.backup;

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
        return "arn:aws:s3:::" + backups;
    }

    String archiveArn() {
        return "arn:aws:s3:::" + archive;
    }
}
