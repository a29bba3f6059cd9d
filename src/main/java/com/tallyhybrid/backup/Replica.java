package com.tallyhybrid.backup;

/**
 * The bucket in Hyderabad that receives the copies.
 *
 * @param bucketName physical name; a name and not a reference, because a reference between Regions would need a Lambda
 */
public record Replica(String bucketName) {

    String arn() {
        return "arn:aws:s3:::" + bucketName;
    }
}
