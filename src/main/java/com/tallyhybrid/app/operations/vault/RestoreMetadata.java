package com.tallyhybrid.app.operations.vault;

import com.tallyhybrid.app.fileserver.OfficeFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * What AWS Backup must be told to restore the file server: texts, some of them JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-fsx.html">AWS Backup: restore an FSx
 *     file system</a>
 */
public final class RestoreMetadata {

    private RestoreMetadata() {}

    /**
     * For a file system beside the old one: the same disk, key, subnets, security group, domain and speed.
     *
     * @param backupDays days that FSx keeps daily backups of the restored one; 0 for none
     */
    public static Map<String, String> beside(Construct scope, OfficeFiles files, int backupDays) {
        Stack stack = Stack.of(scope);
        Map<String, Object> windows = new LinkedHashMap<>(files.windowsConfiguration());
        windows.put("AutomaticBackupRetentionDays", backupDays);
        Map<String, String> metadata = new LinkedHashMap<>();
        // Left out, FSx takes SSD and a key of AWS, whatever the backup was made of.
        metadata.put("StorageType", files.storageType());
        metadata.put("KmsKeyId", files.keyArn());
        metadata.put("SubnetIds", stack.toJsonString(files.subnetIds()));
        metadata.put("SecurityGroupIds", stack.toJsonString(List.of(files.securityGroupId())));
        metadata.put("WindowsConfiguration", stack.toJsonString(windows));
        return metadata;
    }
}
