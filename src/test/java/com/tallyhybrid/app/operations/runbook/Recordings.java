package com.tallyhybrid.app.operations.runbook;

import com.tallyhybrid.testkit.automation.RecordedAws;
import com.tallyhybrid.testkit.templates.Templates;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** AWS's answers on a good day, in the shapes of its API reference; tests put their faults before or beside them. */
final class Recordings {

    static final String DOCUMENT = "sharma-traders-";
    static final String FILE_SYSTEM = "arn:aws:fsx:ap-south-1:111122223333:file-system/fs-0fedcba9876543210";

    private static final String FIRST_PAGE = """
            {'IsTruncated': true, 'NextKeyMarker': 'sharma-traders-pune/duplicati-b2',
             'NextVersionIdMarker': 'v21', 'Versions': [
               {'Key': 'sharma-traders-pune/duplicati-b1', 'VersionId': 'v11', 'Size': 50,
                'LastModified': '2026-11-20T16:30:00Z'},
               {'Key': 'sharma-traders-pune/duplicati-b2', 'VersionId': 'v22', 'Size': 7,
                'LastModified': '2026-11-24T01:00:00Z'},
               {'Key': 'sharma-traders-pune/duplicati-b2', 'VersionId': 'v21', 'Size': 60,
                'LastModified': '2026-11-21T16:30:00Z'}]}
            """;

    private static final String SECOND_PAGE = """
            {'IsTruncated': false, 'Versions': [
               {'Key': 'sharma-traders-pune/duplicati-b3', 'VersionId': 'v31', 'Size': 70,
                'LastModified': '2026-11-22T16:30:00Z'},
               {'Key': 'sharma-traders-pune/duplicati-b4', 'VersionId': 'v41', 'Size': 80,
                'LastModified': '2026-11-01T16:30:00Z'},
               {'Key': 'sharma-traders-pune/duplicati-b5', 'VersionId': 'v51', 'Size': 90,
                'LastModified': '2026-11-24T02:00:00Z'}],
             'DeleteMarkers': [
               {'Key': 'sharma-traders-pune/duplicati-b3', 'VersionId': 'd32',
                'LastModified': '2026-11-24T01:30:00Z'},
               {'Key': 'sharma-traders-pune/duplicati-b4', 'VersionId': 'd42',
                'LastModified': '2026-11-10T16:30:00Z'}]}
            """;

    private Recordings() {}

    /** Somebody reads the mails. */
    static RecordedAws aws() {
        return new RecordedAws().answers("sns", "Publish", "{'MessageId': 'm-1'}");
    }

    static RecordedAws alerts() {
        return aws().answers("cloudwatch", "SetAlarmState", "{}")
                .answers("events", "PutEvents", "{'FailedEntryCount': 0, 'Entries': [{'EventId': 'e-1'}]}")
                .answers(
                        "scheduler",
                        "CreateSchedule",
                        "{'ScheduleArn': 'arn:aws:scheduler:ap-south-1:1:schedule/a/b'}");
    }

    /** Every stack as it should be. */
    static RecordedAws stacks() {
        return stacksBut("none", "CREATE_COMPLETE", true);
    }

    static RecordedAws unprotectedStack() {
        return stacksBut("sharma-traders-Backup", "CREATE_COMPLETE", false);
    }

    /** The keys of every agent, of one age. */
    static RecordedAws keysMade(Instant moment) {
        return aws().answersBy(
                        "iam",
                        "ListAccessKeys",
                        asked -> Templates.json("""
                {'IsTruncated': false, 'AccessKeyMetadata': [{'UserName': '%s', 'Status': 'Active',
                  'AccessKeyId': 'AKIAIOSFODNN7EXAMPLE', 'CreateDate': '%s'}]}
                """.formatted(
                                        asked.path("UserName").asText(), moment.truncatedTo(ChronoUnit.SECONDS))));
    }

    /** Every stack as it should be, but one. */
    static RecordedAws stacksBut(String other, String status, boolean isProtected) {
        return withStacks(keysMade(Instant.now()), other, status, isProtected);
    }

    static RecordedAws withStacks(RecordedAws aws) {
        return withStacks(aws, "none", "CREATE_COMPLETE", true);
    }

    private static RecordedAws withStacks(RecordedAws aws, String other, String status, boolean isProtected) {
        return aws.answersBy("cloudformation", "DescribeStacks", asked -> {
            String name = asked.path("StackName").asText();
            return Templates.json("""
                    {'Stacks': [{'StackName': '%s', 'CreationTime': '2026-11-20T16:30:00Z', 'StackStatus': '%s',
                      'EnableTerminationProtection': %s}]}
                    """.formatted(
                    name, name.equals(other) ? status : "UPDATE_COMPLETE", name.equals(other) ? isProtected : true));
        });
    }

    /**
     * Three volumes: one as it was, one overwritten and one hidden after the moment; one hidden before it, one uploaded
     * after it. On two pages.
     */
    static RecordedAws deletedBackups() {
        return aws().answersBy(
                        "s3",
                        "ListObjectVersions",
                        asked -> Templates.json(asked.has("KeyMarker") ? SECOND_PAGE : FIRST_PAGE))
                .answers("s3", "ListObjectsV2", "{'IsTruncated': false, 'KeyCount': 0}")
                .answers("s3", "CopyObject", "{'CopyObjectResult': {'ETag': 'x'}}");
    }

    static RecordedAws recoveryPoints() {
        return aws().answers("backup", "ListRecoveryPointsByBackupVault", """
                        {'NextToken': 'more', 'RecoveryPoints': [
                          {'RecoveryPointArn': 'arn:aws:fsx:ap-south-1:111122223333:backup/backup-0a', 'Status': 'COMPLETED',
                           'CreationDate': '2026-11-21T08:40:00Z', 'BackupSizeInBytes': 53687091200},
                          {'RecoveryPointArn': 'arn:aws:fsx:ap-south-1:111122223333:backup/backup-0d', 'Status': 'PARTIAL',
                           'CreationDate': '2026-11-24T08:40:00Z', 'BackupSizeInBytes': 1}]}
                        """, """
                        {'RecoveryPoints': [
                          {'RecoveryPointArn': 'arn:aws:fsx:ap-south-1:111122223333:backup/backup-0c', 'Status': 'COMPLETED',
                           'CreationDate': '2026-11-23T08:40:00Z', 'BackupSizeInBytes': 53687091200},
                          {'RecoveryPointArn': 'arn:aws:fsx:ap-south-1:111122223333:backup/backup-0b', 'Status': 'COMPLETED',
                           'CreationDate': '2026-11-22T08:40:00Z', 'BackupSizeInBytes': 53687091200}]}
                        """)
                .answers("backup", "StartRestoreJob", "{'RestoreJobId': 'job-1'}");
    }

    static RecordedAws restoredFileServer() {
        return recoveryPoints()
                .answers(
                        "backup",
                        "DescribeRestoreJob",
                        "{'RestoreJobId': 'job-1', 'Status': 'RUNNING'}",
                        "{'RestoreJobId': 'job-1', 'Status': 'COMPLETED', 'CreatedResourceArn': '%s'}"
                                .formatted(FILE_SYSTEM))
                .answers("fsx", "DescribeFileSystems", """
                        {'FileSystems': [{'FileSystemId': 'fs-0fedcba9876543210', 'Lifecycle': 'AVAILABLE',
                          'DNSName': 'amznfsx1.corp.sharma.example'}]}
                        """);
    }

    static RecordedAws aliases() {
        String both = "{'Name': 'files.sharma.example', 'Lifecycle': 'AVAILABLE'}";
        return aws().answers("fsx", "DescribeFileSystems", "{'FileSystems': [{'Lifecycle': 'AVAILABLE'}]}")
                .answers(
                        "fsx",
                        "DescribeFileSystemAliases",
                        "{'Aliases': [%s]}".formatted(both),
                        "{'Aliases': [%s]}".formatted(both),
                        "{'Aliases': [{'Name': 'files.sharma.example', 'Lifecycle': 'DELETING'}]}",
                        "{'Aliases': []}",
                        "{'Aliases': []}",
                        "{'Aliases': [{'Name': 'files.sharma.example', 'Lifecycle': 'CREATING'}]}",
                        "{'Aliases': [%s]}".formatted(both))
                .answers("fsx", "DisassociateFileSystemAliases", "{'Aliases': []}")
                .answers("fsx", "AssociateFileSystemAliases", "{'Aliases': []}");
    }

    /** Backup, software and passphrase are there. */
    static RecordedAws prepared() {
        return aws().answers(
                        "s3",
                        "ListObjectsV2",
                        "{'KeyCount': 1, 'IsTruncated': false, 'Contents': [{'Key': 'software/duplicati-2.3.0.4.msi'}]}")
                .answers("ssm", "DescribeParameters", "{'Parameters': [{'Name': 'p', 'Type': 'SecureString'}]}")
                .answers("ssm", "GetParameter", "{'Parameter': {'Name': 'i', 'Value': 'ami-0123456789abcdef0'}}");
    }

    static RecordedAws recoveryServer() {
        return serverWithoutRestore().answers("ssm", "ListCommandInvocations", """
                        {'CommandInvocations': [{'CommandId': 'c-1', 'Status': 'Success', 'CommandPlugins': [{'Output':
                          'Installing\\n{\\"Files\\":412,\\"Bytes\\":998877,\\"Seconds\\":1320,\\"ManifestSha256\\":\\"AB12\\"}'}]}]}
                        """);
    }

    static RecordedAws serverWithoutRestore() {
        return withEndpoints(prepared())
                .answers("ec2", "RunInstances", "{'Instances': [{'InstanceId': 'i-0123456789abcdef0'}]}")
                .answers(
                        "ssm",
                        "DescribeInstanceInformation",
                        "{'InstanceInformationList': []}",
                        "{'InstanceInformationList': [{'InstanceId': 'i-0123456789abcdef0', 'PingStatus': 'Online'}]}")
                .answers("ec2", "DescribeInstances", """
                        {'Reservations': [{'Instances': [
                          {'InstanceId': 'i-0123456789abcdef0', 'PrivateIpAddress': '10.20.1.7'}]}]}
                        """)
                .answers("ssm", "SendCommand", "{'Command': {'CommandId': 'c-1'}}")
                .answers("ssm", "ListCommands", "{'Commands': [{'CommandId': 'c-1', 'Status': 'Success'}]}");
    }

    /** One endpoint of an earlier recovery is still there; the new ones come into the list late, and then take a moment. */
    private static RecordedAws withEndpoints(RecordedAws aws) {
        String ssm = endpoint("ssm", "Available");
        String others = endpoint("ssmmessages", "Available") + "," + endpoint("ec2messages", "Available");
        return aws.answers(
                        "ec2",
                        "DescribeVpcEndpoints",
                        "{'VpcEndpoints': [%s]}".formatted(ssm),
                        "{'VpcEndpoints': [%s]}".formatted(ssm),
                        "{'VpcEndpoints': [%s, %s, %s]}".formatted(ssm, others, endpoint("s3", "Pending")),
                        "{'VpcEndpoints': [%s, %s, %s]}".formatted(ssm, others, endpoint("s3", "Available")))
                .answers(
                        "ec2", "CreateVpcEndpoint", "{'VpcEndpoint': {'VpcEndpointId': 'vpce-2', 'State': 'Pending'}}");
    }

    /** All that a recovery server needs was there from the start. */
    static String fourEndpoints() {
        return "{'VpcEndpoints': [%s, %s, %s, %s]}"
                .formatted(
                        endpoint("ssm", "Available"),
                        endpoint("ssmmessages", "Available"),
                        endpoint("ec2messages", "Available"),
                        endpoint("s3", "Available"));
    }

    private static String endpoint(String service, String state) {
        return "{'VpcEndpointId': 'vpce-%1$s', 'ServiceName': 'com.amazonaws.ap-south-1.%1$s', 'State': '%2$s'}"
                .formatted(service, state);
    }

    static RecordedAws runningServer() {
        return aws().answers(
                        "ec2",
                        "DescribeInstances",
                        "{'Reservations': [{'Instances': [{'InstanceId': 'i-0123456789abcdef0'}]}]}",
                        "{'Reservations': []}")
                .answers("ec2", "TerminateInstances", "{'TerminatingInstances': []}")
                .answers("ssm", "DeleteParameters", "{'DeletedParameters': ['p'], 'InvalidParameters': []}")
                .answers(
                        "ec2", "DescribeVpcEndpoints", "{'VpcEndpoints': [%s]}".formatted(endpoint("ssm", "Available")))
                .answers("ec2", "DeleteVpcEndpoints", "{'Unsuccessful': []}");
    }

    /** A drill around the recordings of its parts; the restore ended with the status. */
    static RecordedAws drill(RecordedAws aws, String status) {
        String output = status.equals("Success")
                ? "Installing\\n{\\\"Files\\\":412,\\\"Seconds\\\":1320,\\\"ManifestSha256\\\":\\\"AB12\\\"}"
                : "";
        return aws.answers("ssm", "StartAutomationExecution", "{'AutomationExecutionId': 'e'}")
                .answers(
                        "ssm",
                        "DescribeAutomationExecutions",
                        "{'AutomationExecutionMetadataList': [{'AutomationExecutionId': 'child'}]}")
                .answers("ssm", "GetAutomationExecution", """
                        {'AutomationExecution': {'AutomationExecutionId': 'child', 'AutomationExecutionStatus': '%s',
                          'ExecutionStartTime': '2026-10-05T04:30:00Z', 'ExecutionEndTime': '2026-10-05T05:12:00Z',
                          'Outputs': {'restore.Output': ['%s']}}}
                        """.formatted(status, output))
                .answers("s3", "PutObject", "{'VersionId': 'v1'}")
                .answers(
                        "ec2",
                        "DescribeInstances",
                        "{'Reservations': [{'Instances': [{'InstanceId': 'i-0123456789abcdef0'}]}]}",
                        "{'Reservations': []}")
                .answers("ec2", "TerminateInstances", "{}")
                .answers("ssm", "DeleteParameters", "{}")
                .answers("ec2", "DeleteVpcEndpoints", "{'Unsuccessful': []}");
    }

    static RecordedAws drillAlone() {
        return drill(recoveryServer(), "Success");
    }
}
