package com.tallyhybrid.app.backup;

import com.tallyhybrid.app.storage.LockedBucket;

/**
 * A bucket and where it is copied to.
 *
 * @param source the bucket in Mumbai
 * @param destination name of the bucket in Hyderabad
 */
record Copy(LockedBucket source, String destination) {

    String destinationArn() {
        return LockedBucket.arnOf(destination);
    }
}
