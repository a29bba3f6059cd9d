package com.tallyhybrid.fileserver;

import java.util.List;
import java.util.Map;

/**
 * What the file server offers to the stacks that back it up, bring it back and show how it is.
 *
 * @param fileSystemId id of the file system
 * @param keyArn key that encrypts it and the backups that FSx makes
 * @param subnetIds where it stands; a restored one must stand in as many
 * @param securityGroupId its one security group
 * @param windowsConfiguration what AWS Backup must be told to restore one beside it: FSx cannot infer it from a backup
 */
public record OfficeFiles(
        String fileSystemId,
        String keyArn,
        List<String> subnetIds,
        String securityGroupId,
        Map<String, Object> windowsConfiguration) {

    public OfficeFiles {
        subnetIds = List.copyOf(subnetIds);
    }
}
