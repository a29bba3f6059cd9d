package com.tallyhybrid.app.fileserver;

import java.util.List;
import java.util.Map;

/**
 * What the file server offers to the stacks that back it up, bring it back and show how it is.
 *
 * @param fileSystemId id of the file system
 * @param keyArn key that encrypts it and the backups that FSx makes
 * @param storageType its disk, which a backup does not remember: {@code SSD} or {@code HDD}
 * @param subnetIds where it stands; a restored one must stand in as many
 * @param securityGroupId its one security group
 * @param windowsConfiguration what AWS Backup must be told to restore one beside it: FSx cannot infer it from a backup
 */
public record OfficeFiles(
        String fileSystemId,
        String keyArn,
        String storageType,
        List<String> subnetIds,
        String securityGroupId,
        Map<String, Object> windowsConfiguration) {

    /** From here on the file server counts as busy. */
    public static final int BUSY_PERCENT = 80;

    private static final double LEAST_FREE_SHARE = 0.15;

    /** Below this the file server counts as nearly full. */
    public static double leastFreeGib(int storageGib) {
        return storageGib * LEAST_FREE_SHARE;
    }

    public OfficeFiles {
        subnetIds = List.copyOf(subnetIds);
    }
}
