package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.foundation.Ordered;
import com.tallyhybrid.app.foundation.PolicyStatement;
import java.util.List;
import java.util.Map;

/**
 * Which uploads a bucket policy refuses: those that could not be read again when they are needed.
 *
 * <p>A stolen key cannot encrypt objects with a key that is not ours, the way ransomware does, and a mistaken option
 * cannot send volumes to a storage class from which a restore takes hours.
 */
final class UploadRules {

    private static final String STORAGE_CLASS = "s3:x-amz-storage-class";
    private static final String ENCRYPTION = "s3:x-amz-server-side-encryption";
    private static final String CUSTOMER_KEY = "s3:x-amz-server-side-encryption-customer-algorithm";

    private UploadRules() {}

    static List<PolicyStatement> statements(String bucketArn) {
        return List.of(
                refuse("DenyCustomerProvidedKeys", bucketArn, Ordered.map("Null", Ordered.map(CUSTOMER_KEY, "false"))),
                // An upload without the header passes: S3 then encrypts with its own key.
                refuse(
                        "DenyKmsKeys",
                        bucketArn,
                        Ordered.map(
                                "Null",
                                Ordered.map(ENCRYPTION, "false"),
                                "StringNotEquals",
                                Ordered.map(ENCRYPTION, "AES256"))),
                refuse(
                        "DenyArchiveClasses",
                        bucketArn,
                        Ordered.map(
                                "StringEquals",
                                Ordered.map(STORAGE_CLASS, List.of("GLACIER", "GLACIER_IR", "DEEP_ARCHIVE")))));
    }

    private static PolicyStatement refuse(String sid, String bucketArn, Map<String, ?> conditions) {
        return PolicyStatement.deny(sid, "s3:PutObject")
                .byAnyone()
                .on(bucketArn + "/*")
                .when(conditions);
    }
}
