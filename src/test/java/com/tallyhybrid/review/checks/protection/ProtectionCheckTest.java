package com.tallyhybrid.review.checks.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.cloudformation.Template;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates of other people's apps: what the example of this one does not use. */
class ProtectionCheckTest {

    @ParameterizedTest(name = "{0} {1}: {2} -> {3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            AWS::RDS::DBInstance  | BackupRetentionPeriod | 7             | 0              | DANGER
            AWS::RDS::DBInstance  | BackupRetentionPeriod | 7             | 35             | nothing
            AWS::RDS::DBInstance  | BackupRetentionPeriod | 7             | {Ref: Days}    | NOTICE
            AWS::RDS::DBInstance  | BackupRetentionPeriod | {Ref: Days}   | {Ref: Other}   | NOTICE
            AWS::RDS::DBInstance  | DeletionProtection    | true          | nothing        | DANGER
            AWS::RDS::DBInstance  | DeletionProtection    | true          | {Ref: 'AWS::NoValue'} | DANGER
            AWS::RDS::DBInstance  | DeletionProtection    | true          | {'Fn::If': [A, true, false]} | NOTICE
            AWS::RDS::DBInstance  | DeletionProtection    | false         | nothing        | nothing
            AWS::RDS::DBInstance  | StorageEncrypted      | true          | false          | DANGER
            AWS::RDS::DBInstance  | StorageEncrypted      | 'true'        | true           | nothing
            AWS::EFS::FileSystem  | BackupPolicy          | {Status: ENABLED} | nothing    | DANGER
            AWS::SQS::Queue       | SqsManagedSseEnabled  | nothing       | true           | nothing
            AWS::SQS::Queue       | SqsManagedSseEnabled  | nothing       | false          | DANGER
            AWS::EC2::Instance    | MetadataOptions       | {HttpTokens: required} | {HttpTokens: optional} | DANGER
            AWS::EC2::Instance    | MetadataOptions       | {HttpTokens: optional} | {HttpTokens: required} | nothing
            AWS::S3::Bucket       | OwnershipControls     | {Rules: [{ObjectOwnership: BucketOwnerEnforced}]} | {Rules: [{ObjectOwnership: ObjectWriter}]} | DANGER
            AWS::S3::Bucket       | VersioningConfiguration | {Status: Enabled} | nothing    | DANGER
            AWS::S3::Bucket       | ObjectLockConfiguration | {Rule: {DefaultRetention: {Mode: GOVERNANCE, Days: 365}}} | {Rule: {DefaultRetention: {Mode: GOVERNANCE, Years: 1}}} | nothing
            AWS::S3::Bucket       | ObjectLockConfiguration | {Rule: {DefaultRetention: {Mode: GOVERNANCE, Years: 1}}} | {Rule: {DefaultRetention: {Mode: COMPLIANCE, Days: 30}}} | DANGER
            AWS::S3::Bucket       | IntelligentTieringConfigurations | nothing | [{Id: A, Status: Enabled, Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 90}]}] | NOTICE
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 90}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30, Prefix: logs/}]} | DANGER
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30}]} | {Rules: [{Status: Enabled, ExpirationInDays: 60, Prefix: logs/}]} | nothing
            AWS::S3::Bucket       | LifecycleConfiguration | nothing | {Rules: [{Status: Enabled, ExpirationDate: 2030-01-01}]} | DANGER
            AWS::S3::Bucket       | LifecycleConfiguration | nothing | {Rules: [{Status: Enabled, ExpirationInDays: {Ref: Days}}]} | NOTICE
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationDate: 2040-01-01}]} | {Rules: [{Status: Enabled, ExpirationDate: 2030-01-01}]} | DANGER
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationDate: 2040-01-01}]} | {Rules: [{Status: Enabled, ExpirationDate: 2050-01-01}]} | nothing
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationDate: 2040-01-01}]} | {Rules: [{Status: Enabled, ExpirationInDays: 1}]} | DANGER
            AWS::S3::Bucket       | ReplicationConfiguration | {Role: r, Rules: [{Id: A, Status: Enabled, SourceSelectionCriteria: {SseKmsEncryptedObjects: {Status: Enabled}}, Destination: {Bucket: b}}]} | {Role: r, Rules: [{Id: A, Status: Enabled, Destination: {Bucket: b}}]} | DANGER
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30, NewerNoncurrentVersions: 5}}]} | {Rules: [{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30}}]} | DANGER
            AWS::CloudWatch::Alarm | Dimensions           | [{Name: A, Value: 1}, {Name: B, Value: 2}] | [{Name: B, Value: 2}, {Name: A, Value: 1}] | nothing
            AWS::CloudWatch::Alarm | Threshold            | 5             | {Ref: Limit}   | NOTICE
            AWS::CloudWatch::Alarm | ComparisonOperator   | LessThanLowerOrGreaterThanUpperThreshold | GreaterThanUpperThreshold | DANGER
            AWS::CloudWatch::Alarm | ComparisonOperator   | GreaterThanUpperThreshold | LessThanLowerOrGreaterThanUpperThreshold | nothing
            AWS::S3::AccessPoint  | VpcConfiguration      | {VpcId: vpc-1} | nothing       | DANGER
            AWS::ElasticLoadBalancingV2::Listener | Protocol | HTTPS      | HTTP           | DANGER
            AWS::ElasticLoadBalancingV2::Listener | Protocol | HTTP       | HTTPS          | nothing
            AWS::EC2::Instance    | SecurityGroupIds      | [sg-1]        | [sg-1, sg-2]   | DANGER
            AWS::ElasticLoadBalancingV2::LoadBalancer | Scheme | internal | nothing        | DANGER
            AWS::ElasticLoadBalancingV2::LoadBalancer | Scheme | internet-facing | internal | nothing
            AWS::EC2::Instance    | SecurityGroupIds      | [sg-1, sg-2]  | [sg-2]         | nothing
            AWS::EC2::VPCEndpoint | SecurityGroupIds      | [{Ref: One}]  | [{Ref: Two}]   | NOTICE
            AWS::EC2::SubnetRouteTableAssociation | RouteTableId | {Ref: Private} | {Ref: Public} | NOTICE
            AWS::Organizations::Policy | TargetIds        | [ou-1, ou-2]  | [ou-1]         | DANGER
            AWS::Organizations::Policy | TargetIds        | [ou-1]        | [ou-1, ou-2]   | nothing
            AWS::CloudWatch::Alarm | AlarmActions         | [{Ref: Topic}] | [{Ref: Renamed}] | NOTICE
            AWS::CloudWatch::Alarm | AlarmActions         | ['arn:a', 'arn:b'] | ['arn:b']   | DANGER
            AWS::CloudWatch::Alarm | AlarmActions         | ['arn:a', 'arn:b'] | ['arn:b', 'arn:a'] | nothing
            AWS::Events::Rule     | Targets               | [{Arn: a, Id: '1'}, {Arn: b, Id: '2'}] | [{Arn: b, Id: '1'}] | DANGER
            AWS::Events::Rule     | Targets               | [{Arn: a, Id: '1'}] | [{Arn: a, Id: x}] | nothing
            AWS::Events::Rule     | Targets               | [{Arn: a, Id: '1'}] | [{Arn: a, Id: x, Input: '{}'}] | NOTICE
            AWS::Events::Rule     | Targets               | [{Arn: a, Id: '1', DeadLetterConfig: {Arn: q}}] | [{Arn: a, Id: '1'}] | DANGER
            AWS::CloudTrail::Trail | EventSelectors       | [{DataResources: [{Type: 'AWS::S3::Object', Values: [a]}]}] | nothing | DANGER
            AWS::CloudTrail::Trail | EventSelectors       | [{ReadWriteType: All}] | [{ReadWriteType: WriteOnly}] | DANGER
            AWS::CloudTrail::Trail | EventSelectors       | [{ReadWriteType: All}] | [{IncludeManagementEvents: false}] | DANGER
            AWS::SNS::Topic       | Subscription          | [{Endpoint: a@x.in, Protocol: email}, {Endpoint: b@x.in, Protocol: email}] | [{Endpoint: b@x.in, Protocol: email}] | DANGER
            AWS::Backup::BackupVault | Notifications      | {SNSTopicArn: a, BackupVaultEvents: [BACKUP_JOB_FAILED, RESTORE_JOB_STARTED]} | {SNSTopicArn: a, BackupVaultEvents: [RESTORE_JOB_STARTED]} | DANGER
            AWS::Backup::BackupSelection | BackupSelection | {NotResources: [a, b]} | {NotResources: [a]} | nothing
            AWS::KMS::ReplicaKey  | Enabled               | nothing       | false          | DANGER
            AWS::Config::ConfigurationRecorder | RecordingGroup | {AllSupported: true} | {AllSupported: false, ResourceTypes: ['AWS::S3::Bucket']} | DANGER
            AWS::SSM::Document    | Content               | {mainSteps: [{name: each, action: 'aws:loop', inputs: {Steps: [{name: a, action: 'aws:sleep'}]}}]} | {mainSteps: [{name: each, action: 'aws:loop', inputs: {Steps: [{name: a, action: 'aws:deleteStack'}]}}]} | DANGER
            AWS::CloudTrail::Trail | EventSelectors       | nothing       | [{ReadWriteType: WriteOnly, IncludeManagementEvents: false}] | DANGER
            AWS::CloudTrail::Trail | EventSelectors       | nothing       | [{ReadWriteType: All}] | nothing
            AWS::CloudTrail::Trail | EventSelectors       | nothing       | [{ReadWriteType: ReadOnly}, {ReadWriteType: WriteOnly}] | nothing
            AWS::CloudTrail::Trail | EventSelectors       | [{ReadWriteType: All}] | [{ReadWriteType: All}, {IncludeManagementEvents: false, DataResources: [{Type: 'AWS::S3::Object', Values: ['arn:aws:s3']}]}] | nothing
            AWS::CloudTrail::Trail | EventSelectors       | [{DataResources: [{Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::a/', 'arn:aws:s3:::ab/']}]}] | [{DataResources: [{Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::a']}]}] | nothing
            AWS::CloudTrail::Trail | EventSelectors       | [{DataResources: [{Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::a']}]}] | [{DataResources: [{Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::a/']}]}] | DANGER
            AWS::CloudTrail::Trail | EventSelectors       | [{ReadWriteType: All}] | [{ReadWriteType: All, ExcludeManagementEventSources: [kms.amazonaws.com]}] | DANGER
            AWS::CloudTrail::Trail | EventSelectors       | [{ReadWriteType: All}] | {'Fn::If': [A, [{ReadWriteType: All}], [{ReadWriteType: ReadOnly}]]} | NOTICE
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.ARN, NotStartsWith: [a, b]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.ARN, NotStartsWith: [ab]}]}] | nothing
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.ARN, NotStartsWith: [ab]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.ARN, NotStartsWith: [a]}]}] | DANGER
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.ARN, EndsWith: [/books]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.ARN, EndsWith: [books]}]}] | nothing
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.ARN, EndsWith: [books]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.ARN, EndsWith: [/books]}]}] | DANGER
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, Equals: [A, B]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [C]}]}] | nothing
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [C]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [C, D]}]}] | DANGER
            AWS::S3::Bucket       | OwnershipControls     | nothing       | {Rules: [{ObjectOwnership: ObjectWriter}]} | DANGER
            AWS::S3::Bucket       | OwnershipControls     | nothing       | {Rules: [{ObjectOwnership: BucketOwnerEnforced}]} | nothing
            AWS::S3::Bucket       | OwnershipControls     | {Rules: [{ObjectOwnership: ObjectWriter}]} | nothing | nothing
            AWS::EC2::VPNConnection | VpnTunnelOptionsSpecifications | [{TunnelInsideCidr: 169.254.10.0/30, IKEVersions: [{Value: ikev2}]}] | nothing | DANGER
            AWS::EC2::VPNConnection | VpnTunnelOptionsSpecifications | [{TunnelInsideCidr: 169.254.10.0/30, IKEVersions: [{Value: ikev2}]}] | [{TunnelInsideCidr: 169.254.20.0/30, IKEVersions: [{Value: ikev1}]}] | DANGER
            AWS::EC2::VPNConnection | VpnTunnelOptionsSpecifications | nothing | [{TunnelInsideCidr: 169.254.10.0/30, IKEVersions: [{Value: ikev2}]}] | nothing
            AWS::EC2::VPNConnection | VpnTunnelOptionsSpecifications | [{Phase2IntegrityAlgorithms: [{Value: SHA2-256}]}] | [{Phase2IntegrityAlgorithms: [{Value: SHA2-512}]}] | nothing
            AWS::EC2::VPNConnection | VpnTunnelOptionsSpecifications | [{Phase2IntegrityAlgorithms: [{Value: SHA2-256}]}] | [{Phase2IntegrityAlgorithms: [{Value: SHA9}]}] | NOTICE
            AWS::FSx::FileSystem  | WindowsConfiguration  | {AuditLogConfiguration: {FileAccessAuditLogLevel: SUCCESS_ONLY}} | {AuditLogConfiguration: {FileAccessAuditLogLevel: FAILURE_ONLY}} | nothing
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Disabled, Transitions: [{StorageClass: GLACIER}]}]} | {Rules: [{Status: Enabled, Transitions: [{StorageClass: GLACIER}]}]} | NOTICE
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, Transitions: [{StorageClass: GLACIER}]}]} | {Rules: [{Status: Enabled, Transitions: [{StorageClass: DEEP_ARCHIVE}]}]} | NOTICE
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, Transitions: [{StorageClass: GLACIER}]}]} | {Rules: [{Status: Enabled, Transitions: [{StorageClass: STANDARD_IA}]}]} | nothing
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, Transitions: [{StorageClass: GLACIER}]}]} | {Rules: [{Status: Enabled, Id: x, Transitions: [{StorageClass: GLACIER}]}]} | nothing
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationDate: 2040-01-01}]} | {Rules: [{Status: Enabled, Id: x, ExpirationDate: 2040-01-01}]} | nothing
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30}]} | {Rules: [{Status: Enabled, Id: x, ExpirationInDays: '30'}]} | nothing
            AWS::S3::Bucket       | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30.0}]} | nothing
            AWS::SSM::Document    | Content               | {mainSteps: [{name: a, action: 'aws:deleteStack'}, {name: b, action: 'aws:sleep'}]} | {mainSteps: [{name: b, action: 'aws:sleep'}]} | nothing
            AWS::Budgets::Budget  | Budget                | {CostFilters: {Service: [a, b]}} | {CostFilters: {Service: [b]}} | DANGER
            AWS::Budgets::Budget  | Budget                | {CostFilters: {Service: [a]}} | {CostFilters: {Service: [b, a]}} | nothing
            AWS::Budgets::Budget  | Budget                | {CostFilters: {Service: [a]}} | {CostFilters: {}} | nothing
            AWS::Budgets::Budget  | Budget                | {CostFilters: {Service: [a]}} | {CostFilters: {Service: [a], AZ: [x]}} | DANGER
            AWS::Budgets::Budget  | Budget                | {TimeUnit: MONTHLY} | {TimeUnit: ANNUALLY} | DANGER
            AWS::Budgets::Budget  | Budget                | {TimeUnit: MONTHLY} | {TimeUnit: DAILY} | nothing
            AWS::Backup::RestoreTestingPlan | RecoveryPointSelection | {ExcludeVaults: ['*']} | {ExcludeVaults: []} | nothing
            AWS::Backup::RestoreTestingPlan | RecoveryPointSelection | nothing | {SelectionWindowDays: 30} | nothing
            AWS::Backup::RestoreTestingPlan | RecoveryPointSelection | nothing | {SelectionWindowDays: 1} | NOTICE
            AWS::Events::Rule     | Targets               | [{Arn: a, Id: '1'}] | [{Arn: a, Id: '1', RetryPolicy: {MaximumRetryAttempts: 185}}] | nothing
            AWS::Events::Rule     | Targets               | [{Arn: a, Id: '1'}] | [{Arn: a, Id: '1', RetryPolicy: {MaximumRetryAttempts: 0}}] | NOTICE
            AWS::Events::Rule     | Targets               | [{Arn: a, Id: '1', Input: x}] | [{Arn: a, Id: '1', Input: y}] | NOTICE
            AWS::EC2::FlowLog     | MaxAggregationInterval | 60           | nothing        | NOTICE
            AWS::EC2::FlowLog     | MaxAggregationInterval | nothing      | 600            | nothing
            AWS::DynamoDB::Table  | TimeToLiveSpecification | nothing     | {AttributeName: a, Enabled: true} | DANGER
            AWS::DynamoDB::Table  | TimeToLiveSpecification | nothing     | {AttributeName: a, Enabled: false} | nothing
            AWS::DynamoDB::Table  | TimeToLiveSpecification | {AttributeName: a, Enabled: true} | nothing | nothing
            AWS::ECR::Repository  | EmptyOnDelete         | nothing       | true           | DANGER
            AWS::ECR::Repository  | EmptyOnDelete         | nothing       | false          | nothing
            AWS::ECR::Repository  | LifecyclePolicy       | {LifecyclePolicyText: x} | nothing | nothing
            AWS::ApiGateway::Method | AuthorizationType   | AWS_IAM       | CUSTOM         | nothing
            AWS::ApiGateway::RestApi | EndpointConfiguration | {Types: [REGIONAL]} | {Types: [EDGE]} | nothing
            AWS::ApiGateway::RestApi | EndpointConfiguration | {Types: [PRIVATE]} | nothing | DANGER
            AWS::CloudWatch::Alarm | EvaluationPeriods    | 1             | {'Fn::GetAtt': [A, B]} | NOTICE
            AWS::CloudWatch::Alarm | EvaluationPeriods    | 1             | '1'            | nothing
            AWS::Backup::BackupVault | LockConfiguration  | {MinRetentionDays: 7} | {MinRetentionDays: 7, ChangeableForDays: 3} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeGreaterThan: 500}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeGreaterThan: 1000}]} | nothing
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeGreaterThan: 1000}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeGreaterThan: 500}]} | DANGER
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeLessThan: 1000}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeLessThan: 500}]} | nothing
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeLessThan: 500}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeLessThan: 1000}]} | DANGER
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30, ObjectSizeLessThan: 500}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30}]} | DANGER
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30, TagFilters: [{Key: a, Value: b}, {Key: c, Value: d}]}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30, TagFilters: [{Value: d, Key: c}, {Key: a, Value: b}]}]} | nothing
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30, Filter: {And: {Prefix: a, TagFilters: [{Key: k, Value: v}]}}}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30, Filter: {Prefix: a}}]} | DANGER
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: 30, TagFilters: [{Key: k, Value: v}]}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30, Filter: {TagFilter: {Key: k, Value: w}}}]} | DANGER
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, NoncurrentVersionExpirationInDays: 90}]} | {Rules: [{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 90}}]} | nothing
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30, NewerNoncurrentVersions: 2}}]} | {Rules: [{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30, NewerNoncurrentVersions: 5}}]} | nothing
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, Transitions: [{StorageClass: GLACIER, TransitionInDays: 365}]}]} | {Rules: [{Status: Enabled, Transition: {StorageClass: GLACIER, TransitionInDays: 1}}]} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, Transitions: [{StorageClass: GLACIER, TransitionInDays: 1}]}]} | {Rules: [{Status: Enabled, Transition: {StorageClass: GLACIER, TransitionInDays: 365}}]} | nothing
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, Prefix: old/, Transitions: [{StorageClass: GLACIER, TransitionInDays: 1}]}]} | {Rules: [{Status: Enabled, Transitions: [{StorageClass: GLACIER, TransitionInDays: 1}]}]} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | nothing | {Rules: [{Status: Enabled, NoncurrentVersionTransition: {StorageClass: DEEP_ARCHIVE, TransitionInDays: 1}}]} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | nothing | {Rules: [{Status: Enabled, Transitions: [{StorageClass: {Ref: Class}, TransitionInDays: 1}]}]} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | nothing | {Rules: [{Status: {'Fn::If': [A, Enabled, Disabled]}, ExpirationInDays: 1}]} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | nothing | {'Fn::If': [A, {Rules: [{Status: Enabled, ExpirationInDays: 1}]}, {Ref: 'AWS::NoValue'}]} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | nothing | {Rules: {'Fn::If': [A, [{Status: Enabled, ExpirationInDays: 1}], []]}} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | nothing | {Rules: [{'Fn::If': [A, {Status: Enabled, ExpirationInDays: 1}, {Ref: 'AWS::NoValue'}]}]} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | nothing | {Rules: {'Fn::FindInMap': [A, B, C]}} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{'Fn::If': [A, {Status: Enabled, ExpirationInDays: 1}, {Ref: 'AWS::NoValue'}]}]} | {Rules: [{Status: Enabled, ExpirationInDays: 1}]} | NOTICE
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{'Fn::If': [A, {Status: Enabled, ExpirationInDays: 1}, {Ref: 'AWS::NoValue'}]}]} | {Rules: [{'Fn::If': [A, {Status: Enabled, ExpirationInDays: 1}, {Ref: 'AWS::NoValue'}]}, {Status: Enabled, AbortIncompleteMultipartUpload: {DaysAfterInitiation: 1}}]} | nothing
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: {Ref: Days}}]} | {Rules: [{Status: Enabled, ExpirationInDays: {Ref: Days}, Id: x}]} | nothing
            AWS::S3::Bucket | LifecycleConfiguration | {Rules: [{Status: Enabled, ExpirationInDays: {Ref: Days}}]} | {Rules: [{Status: Enabled, ExpirationInDays: 30}]} | NOTICE
            AWS::S3::Bucket | IntelligentTieringConfigurations | [{Id: A, Status: Enabled, Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 180}]}] | [{Id: A, Status: Enabled, Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 90}]}] | NOTICE
            AWS::S3::Bucket | IntelligentTieringConfigurations | [{Id: A, Status: Enabled, Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 90}]}] | [{Id: B, Status: Enabled, Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 180}]}] | nothing
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]} | {Role: r, Rules: [{Id: a, Status: {'Fn::If': [A, Enabled, Disabled]}, Destination: {Bucket: b}}]} | NOTICE
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]} | {'Fn::If': [A, {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]}, {Ref: 'AWS::NoValue'}]} | NOTICE
            AWS::S3::Bucket | ReplicationConfiguration | {'Fn::If': [A, {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]}, {Ref: 'AWS::NoValue'}]} | nothing | NOTICE
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: {'Fn::FindInMap': [A, B, C]}} | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]} | NOTICE
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]} | {Role: r, Rules: [{Id: z, Priority: 1, Filter: {Prefix: ''}, DeleteMarkerReplication: {Status: Disabled}, Status: Enabled, Destination: {Bucket: b}}]} | nothing
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: [{Id: a, Status: Enabled, DeleteMarkerReplication: {Status: Disabled}, Filter: {}, Destination: {Bucket: b}}]} | {Role: r, Rules: [{Id: z, Status: Enabled, DeleteMarkerReplication: {Status: Enabled}, Filter: {}, Destination: {Bucket: b}}]} | NOTICE
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: [{Id: a, Status: Enabled, SourceSelectionCriteria: {SseKmsEncryptedObjects: {Status: Enabled}}, Destination: {Bucket: b}}]} | {Role: r, Rules: [{Id: z, Status: Enabled, Destination: {Bucket: b}}]} | DANGER
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]} | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b, StorageClass: DEEP_ARCHIVE}}]} | NOTICE
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]} | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b, StorageClass: STANDARD_IA}}]} | nothing
            AWS::S3::Bucket | ReplicationConfiguration | {Role: r, Rules: [{Id: a, Status: Enabled, Destination: {Bucket: b}}]} | {Role: r, Rules: [{Id: b, Status: Disabled, Destination: {Bucket: c}}, {Id: a, Status: Enabled, Destination: {Bucket: b}}]} | nothing
            AWS::CloudWatch::Alarm | ComparisonOperator | GreaterThanUpperThreshold | LessThanLowerThreshold | DANGER
            AWS::CloudWatch::Alarm | ComparisonOperator | GreaterThanThreshold | {'Fn::If': [A, GreaterThanThreshold, LessThanThreshold]} | NOTICE
            AWS::CloudWatch::Alarm | TreatMissingData | missing | notBreaching | NOTICE
            AWS::CloudWatch::Alarm | TreatMissingData | breaching | ignore | DANGER
            AWS::CloudWatch::Alarm | TreatMissingData | missing | nothing | nothing
            AWS::CloudWatch::Alarm | Dimensions | [] | nothing | nothing
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [C, D]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [D]}]}] | nothing
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotStartsWith: [a]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [ab]}]}] | nothing
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotStartsWith: [a]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [b]}]}] | DANGER
            AWS::CloudTrail::Trail | AdvancedEventSelectors | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [C]}]}] | [{FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: eventName, NotEquals: [D]}]}] | DANGER
            AWS::CloudWatch::Alarm | AlarmActions | ['arn:a', 'arn:a'] | ['arn:a'] | nothing
            AWS::Backup::BackupPlan | BackupPlan | {BackupPlanRule: [{RuleName: daily, Lifecycle: {DeleteAfterDays: 90}}]} | {BackupPlanRule: [{RuleName: nightly, Lifecycle: {DeleteAfterDays: 90}}]} | nothing
            AWS::Backup::BackupPlan | BackupPlan | {BackupPlanRule: [{RuleName: daily, Lifecycle: {DeleteAfterDays: 90}}]} | {BackupPlanRule: [{RuleName: nightly, Lifecycle: {DeleteAfterDays: 1}}]} | DANGER
            AWS::Backup::BackupPlan | BackupPlan | {BackupPlanRule: [{RuleName: a}, {RuleName: b}]} | {BackupPlanRule: [{RuleName: b}]} | DANGER
            AWS::Backup::BackupPlan | BackupPlan | {BackupPlanRule: [{RuleName: a, Lifecycle: {DeleteAfterDays: 90}}, {RuleName: b}]} | {BackupPlanRule: [{RuleName: c, Lifecycle: {DeleteAfterDays: 1}}, {RuleName: b}, {RuleName: a, Lifecycle: {DeleteAfterDays: 90}}]} | nothing
            AWS::Backup::BackupPlan | BackupPlan | {BackupPlanRule: [{RuleName: a, CompletionWindowMinutes: 480}]} | {BackupPlanRule: [{RuleName: a, CompletionWindowMinutes: 60}]} | NOTICE
            AWS::Budgets::Budget | NotificationsWithSubscribers | [{Notification: {Threshold: 80, NotificationType: ACTUAL}, Subscribers: [{Address: a@x.in, SubscriptionType: EMAIL}]}] | [{Notification: {Threshold: 120, NotificationType: ACTUAL}, Subscribers: [{Address: b@x.in, SubscriptionType: EMAIL}]}, {Notification: {Threshold: 80, NotificationType: ACTUAL}, Subscribers: [{Address: a@x.in, SubscriptionType: EMAIL}]}] | nothing
            AWS::Budgets::Budget | NotificationsWithSubscribers | [{Notification: {Threshold: 50, NotificationType: ACTUAL}, Subscribers: [{Address: a@x.in, SubscriptionType: EMAIL}]}, {Notification: {Threshold: 80, NotificationType: ACTUAL}, Subscribers: [{Address: a@x.in, SubscriptionType: EMAIL}]}] | [{Notification: {Threshold: 80, NotificationType: ACTUAL}, Subscribers: [{Address: a@x.in, SubscriptionType: EMAIL}]}] | DANGER
            AWS::Events::Rule | Targets | [{Id: a, Arn: t, DeadLetterConfig: {Arn: q}}] | [{Id: b, Arn: t}] | DANGER
            AWS::Events::Rule | Targets | [{Id: a, Arn: t, RoleArn: r}] | [{Id: a, Arn: t}] | NOTICE
            AWS::Backup::BackupSelection | BackupSelection | {Resources: ['arn:a']} | {Resources: ['*']} | nothing
            AWS::Backup::BackupSelection | BackupSelection | {Resources: ['*']} | {Resources: ['arn:a']} | DANGER
            AWS::SNS::Topic | KmsMasterKeyId | {Ref: K} | {'Fn::GetAtt': [K, KeyId]} | nothing
            AWS::SNS::Topic | KmsMasterKeyId | {Ref: K} | {'Fn::GetAtt': [L, KeyId]} | NOTICE
            AWS::CloudWatch::Alarm | AlarmActions | ['arn:a', 'arn:b'] | ['arn:a', {'Fn::If': [A, 'arn:b', 'arn:c']}] | NOTICE
            AWS::CloudWatch::Alarm | AlarmActions | ['arn:a', 'arn:b'] | [{'Fn::If': [A, 'arn:b', 'arn:c']}] | DANGER
            AWS::WAFv2::WebACL | DefaultAction | {Block: {}} | {Allow: {}} | DANGER
            AWS::WAFv2::WebACL | DefaultAction | {Allow: {}} | {Block: {}} | nothing
            AWS::WAFv2::WebACL | Rules | [{Name: a, Action: {Block: {}}}] | [{Name: a, Action: {Count: {}}}] | DANGER
            AWS::WAFv2::WebACL | Rules | [{Name: a, OverrideAction: {None: {}}}] | [{Name: b, OverrideAction: {Count: {}}}] | DANGER
            AWS::S3::Bucket | NotificationConfiguration | {TopicConfigurations: [{Event: a, Topic: t}]} | {TopicConfigurations: [{Event: b, Topic: t}]} | NOTICE
            AWS::S3::Bucket | NotificationConfiguration | {TopicConfigurations: [{Event: a, Topic: t}, {Event: b, Topic: t}]} | {TopicConfigurations: [{Event: b, Topic: t}]} | DANGER
            AWS::GuardDuty::Detector | Features | [{Name: A, Status: ENABLED}, {Name: B, Status: ENABLED}] | [{Name: B, Status: ENABLED}, {Name: A, Status: DISABLED}] | DANGER
            """)
    void comparesOneProperty(String type, String key, String before, String after, Severity expected) {
        List<ReviewFinding> findings = examine(resource(type, key, before), resource(type, key, after));

        assertThat(findings.stream().map(ReviewFinding::severity).min(Severity::compareTo))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "{0} {1}, {2} of {3} -> {4} {5}, {6} of {7}: {8}")
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            GreaterThanThreshold          | 5 | 1 | 1 | GreaterThanThreshold | 6 | 1 | 1 | alarm-threshold-looser
            GreaterThanThreshold          | 5 | 1 | 1 | GreaterThanThreshold | 4 | 1 | 1 | nothing
            LessThanThreshold             | 5 | 1 | 1 | LessThanThreshold    | 4 | 1 | 1 | alarm-threshold-looser
            LessThanThreshold             | 5 | 1 | 1 | LessThanThreshold    | 6 | 1 | 1 | nothing
            GreaterThanOrEqualToThreshold | 5 | 1 | 1 | GreaterThanThreshold | 5 | 1 | 1 | alarm-threshold-looser
            GreaterThanThreshold          | 5 | 1 | 1 | GreaterThanOrEqualToThreshold | 5 | 1 | 1 | nothing
            GreaterThanThreshold          | 5 | 1 | 1 | LessThanThreshold    | 5 | 1 | 1 | alarm-condition-reversed
            GreaterThanOrEqualToThreshold | 1 | 1 | 1 | GreaterThanThreshold | 0 | 1 | 1 | nothing
            GreaterThanThreshold          | 0 | 1 | 1 | GreaterThanOrEqualToThreshold | 1 | 1 | 1 | alarm-threshold-looser
            LessThanOrEqualToThreshold    | 5 | 1 | 1 | LessThanThreshold    | 6 | 1 | 1 | nothing
            LessThanOrEqualToThreshold    | 5 | 1 | 1 | LessThanThreshold    | 5 | 1 | 1 | alarm-threshold-looser
            GreaterThanThreshold          | 5 | 1 | 1 | GreaterThanThreshold | 5 | 2 | 2 | alarm-datapoints-looser
            GreaterThanThreshold          | 5 | 2 | 3 | GreaterThanThreshold | 5 | 3 | 3 | alarm-datapoints-looser
            GreaterThanThreshold          | 5 | 2 | 3 | GreaterThanThreshold | 5 | 2 | 2 | alarm-datapoints-looser
            GreaterThanThreshold          | 5 | 3 | 3 | GreaterThanThreshold | 5 | 2 | 2 | nothing
            GreaterThanThreshold          | 5 | 2 | 3 | GreaterThanThreshold | 5 | 2 | 5 | nothing
            """)
    void comparesTheSensitivityOfAnAlarm(
            String operator,
            int threshold,
            int m,
            int n,
            String operator2,
            int threshold2,
            int m2,
            int n2,
            String rule) {
        List<ReviewFinding> findings = examine(alarm(operator, threshold, m, n), alarm(operator2, threshold2, m2, n2));

        assertThat(findings.stream().map(ReviewFinding::ruleId).findFirst()).isEqualTo(Optional.ofNullable(rule));
    }

    /** Public templates keep their alarms under conditions such as IsProduction, which the defaults make false. */
    @Test
    void whatStandsUnderAConditionIsJudgedAlsoWhereTheDefaultsMakeItFalse() {
        String template = """
                A: {Type: 'AWS::CloudWatch::Alarm', Condition: Live, Properties: {AlarmActions: [%s]}}
                L: {Type: 'AWS::Logs::LogGroup', Properties: %s}
                """;
        String inputs = """

                Parameters: {Stage: {Type: String, Default: TEST}}
                Conditions: {Live: {'Fn::Equals': [{Ref: Stage}, LIVE]}}
                """;
        String key = "{KmsKeyId: {'Fn::If': [Live, k, {Ref: 'AWS::NoValue'}]}}";
        String before = template.formatted("a", key) + "---" + inputs;

        assertThat(conditional(before, template.formatted("", "{}") + "---" + inputs))
                .containsExactlyInAnyOrder("DANGER alarm-action-removed", "DANGER customer-key-removed");
        assertThat(conditional(before, template.formatted("a, b", key) + "---" + inputs))
                .isEmpty();
        assertThat(conditional(before, template.formatted("a", key).replaceFirst("A: .*\n", "") + "---" + inputs))
                .containsExactly("DANGER alarm-removed");
    }

    /** A choice inside what the defaults make is told as such; what the defaults do not make is judged as it stands. */
    private static List<String> conditional(String before, String after) {
        return Sketch.of(new ProtectionCheck(), before, after).stream()
                .peek(finding -> assertThat(
                                finding.meaning().startsWith("Where a condition of the template falls otherwise"))
                        .isEqualTo(finding.subject().logicalId().equals("L")))
                .map(finding -> finding.severity() + " " + finding.ruleId())
                .toList();
    }

    @Test
    void whatDiffersOnlyBetweenWholeNumbersIsNoDanger() {
        assertThat(examine(alarm("GreaterThanThreshold", 0, 1, 1), alarm("GreaterThanOrEqualToThreshold", 1, 1, 1)))
                .extracting(ReviewFinding::severity, ReviewFinding::path)
                .containsExactly(tuple(Severity.NOTICE, "Threshold"));
        assertThat(examine(alarm("LessThanThreshold", 6, 1, 1), alarm("LessThanOrEqualToThreshold", 5, 1, 1)))
                .extracting(ReviewFinding::severity, ReviewFinding::meaning)
                .containsExactly(tuple(
                        Severity.NOTICE,
                        "The alarm would stay silent at some values between two whole numbers at which it goes off today;"
                                + " at whole numbers, such as counts, nothing changes."));
        assertThat(examine(alarm("LessThanThreshold", 6, 1, 1), alarm("LessThanOrEqualToThreshold", 4, 1, 1)))
                .extracting(ReviewFinding::severity)
                .containsExactly(Severity.DANGER);
    }

    @Test
    void whatALifecycleDoesSoonerIsToldWithBothDeadlines() {
        String rule = "{Rules: [{Status: Enabled, Transitions: [{StorageClass: GLACIER, TransitionInDays: %s}]}]}";

        assertThat(examine(
                        resource("AWS::S3::Bucket", "LifecycleConfiguration", rule.formatted(365)),
                        resource("AWS::S3::Bucket", "LifecycleConfiguration", rule.formatted(30))))
                .extracting(ReviewFinding::path, ReviewFinding::before, ReviewFinding::after)
                .containsExactly(
                        tuple("LifecycleConfiguration.Rules[0]", "GLACIER after 365 days", "GLACIER after 30 days"));
    }

    @Test
    void aTunnelThatAcceptsMoreIsWeakerAndOneThatNamesTheSameInAnotherOrderIsNot() {
        String strong =
                tunnel("[{Value: AES256}, {Value: AES256-GCM-16}]", "[{Value: 14}, {Value: 20}]", "[{Value: ikev2}]");
        String reordered =
                tunnel("[{Value: AES256-GCM-16}, {Value: AES256}]", "[{Value: 20}, {Value: 14}]", "[{Value: ikev2}]");
        String weak = tunnel(
                "[{Value: AES256}, {Value: AES128}]", "[{Value: 14}, {Value: 2}]", "[{Value: ikev2}, {Value: ikev1}]");

        assertThat(rules(strong, reordered)).isEmpty();
        assertThat(rules(weak, strong)).isEmpty();
        assertThat(rules(strong, weak))
                .containsExactlyInAnyOrder(
                        "tunnel-encryption-weaker", "tunnel-key-exchange-weaker", "tunnel-protocol-weaker");
    }

    @Test
    void aRunbookWrittenAsTextIsReadToo() {
        String asks = "{\"mainSteps\": [{\"name\": \"ask\", \"action\": \"aws:approve\"}]}";
        String asksNobody = "{\"mainSteps\": [{\"name\": \"wait\", \"action\": \"aws:sleep\"}]}";

        assertThat(rules(runbook(asks), runbook(asksNobody))).containsExactly("runbook-approval-removed");
        assertThat(rules(runbook(asksNobody), runbook(asks))).isEmpty();
        assertThat(rules(runbook("mainSteps: []"), runbook("mainSteps: [{name: a}]")))
                .isEmpty();
    }

    /** AWS accepts everything where nothing is said. */
    @Test
    void aTunnelWithoutAListIsTheWeakest() {
        String strong = tunnel("[{Value: AES256}]", "[{Value: 14}]", "[{Value: ikev2}]");

        assertThat(rules(strong, "Vpn: {Type: 'AWS::EC2::VPNConnection', Properties: {Type: ipsec.1}}"))
                .contains("tunnel-encryption-weaker", "tunnel-key-exchange-weaker", "tunnel-protocol-weaker");
    }

    @Test
    void twoTunnelsThatChangePlacesAreTheSame() {
        String one = "{TunnelInsideCidr: 169.254.10.0/30, Phase1EncryptionAlgorithms: [{Value: AES256}]}";
        String two = "{TunnelInsideCidr: 169.254.20.0/30, Phase1EncryptionAlgorithms: [{Value: AES128}]}";

        assertThat(rules(tunnels(one, two), tunnels(two, one))).isEmpty();
    }

    @Test
    void everyBlockOfPublicAccessThatGoesIsNamed() {
        String closed =
                "{BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}";

        assertThat(examine(
                        resource("AWS::S3::Bucket", "PublicAccessBlockConfiguration", closed),
                        resource("AWS::S3::Bucket", "PublicAccessBlockConfiguration", null)))
                .extracting(ReviewFinding::path)
                .containsExactlyInAnyOrder(
                        "PublicAccessBlockConfiguration.BlockPublicAcls",
                        "PublicAccessBlockConfiguration.BlockPublicPolicy",
                        "PublicAccessBlockConfiguration.IgnorePublicAcls",
                        "PublicAccessBlockConfiguration.RestrictPublicBuckets");
    }

    @Test
    void aNewResourceIsANoticeOnlyWhereItsDefaultIsWeak() {
        assertThat(examine("", resource("AWS::EC2::Volume", "Size", "8")))
                .extracting(ReviewFinding::severity, ReviewFinding::ruleId, ReviewFinding::path)
                .containsExactly(tuple(Severity.NOTICE, "encryption-at-rest-off", "Encrypted"));
        assertThat(examine("", resource("AWS::EC2::Volume", "Encrypted", "true")))
                .isEmpty();
        assertThat(examine("", resource("AWS::EC2::Volume", "Encrypted", "{Ref: Choice}")))
                .isEmpty();
        assertThat(examine("", resource("AWS::S3::Bucket", "BucketName", "shop")))
                .isEmpty();
    }

    @Test
    void aCopyToAnotherBucketIsNoCopy() {
        String rule = "{Role: r, Rules: [{Status: Enabled, Destination: {Bucket: 'arn:aws:s3:::%s'}, Prefix: ''}]}";

        assertThat(rules(
                        resource("AWS::S3::Bucket", "ReplicationConfiguration", rule.formatted("india")),
                        resource("AWS::S3::Bucket", "ReplicationConfiguration", rule.formatted("abroad"))))
                .containsExactly("replication-narrowed");
        assertThat(examine(
                        resource("AWS::S3::Bucket", "ReplicationConfiguration", rule.formatted("india")),
                        resource("AWS::S3::Bucket", "ReplicationConfiguration", null)))
                .extracting(ReviewFinding::ruleId, ReviewFinding::path)
                .containsExactly(tuple("replication-narrowed", "ReplicationConfiguration"));
    }

    /** All of a stack that is gone is gone; that is said once, and not by this check. */
    @Test
    void aWatcherIsLostWhenItGoesButNotWhenItMovesOrItsStackGoes() {
        String alarm = alarm("GreaterThanThreshold", 5, 1, 1);
        Template empty = Sketch.bare("Shop", "");
        Template shop = Sketch.bare("Shop", alarm);
        Template other = Sketch.bare("Other", alarm);

        assertThat(rules(alarm, "")).containsExactly("alarm-removed");
        assertThat(rules(alarm, alarm.replace("Thing:", "Renamed:"))).isEmpty();
        assertThat(rules(alarm, "Other: {Type: 'AWS::SNS::Topic'}")).containsExactly("alarm-removed");
        assertThat(examine(List.of(shop), List.of(empty, other))).isEmpty();
        assertThat(examine(List.of(shop, other), List.of(other))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, false, true", "false, true, false", "true, true, false", "false, false, false"})
    void aStackThatCouldBeDeletedIsADanger(boolean before, boolean after, boolean expected) {
        assertThat(examine(List.of(shop(before)), List.of(shop(after))).stream().map(ReviewFinding::ruleId))
                .isEqualTo(expected ? List.of("termination-protection-off") : List.of());
    }

    private static Template shop(boolean isProtected) {
        return new Template(
                "Shop",
                Environment.UNKNOWN,
                Optional.of(isProtected),
                Sketch.bare("Shop", "").body(),
                "Shop");
    }

    private static String resource(String type, String key, String value) {
        return "Thing: {Type: '%s', Properties: {%s}}".formatted(type, value == null ? "" : key + ": " + value);
    }

    private static String runbook(String content) {
        return resource("AWS::SSM::Document", "Content", "'" + content + "'");
    }

    private static String alarm(String operator, int threshold, int m, int n) {
        return "Thing: {Type: 'AWS::CloudWatch::Alarm', Properties: {ComparisonOperator: %s, Threshold: %s,"
                        .formatted(operator, threshold)
                + " DatapointsToAlarm: %s, EvaluationPeriods: %s}}".formatted(m, n);
    }

    private static String tunnel(String encryption, String groups, String versions) {
        return tunnels("{Phase1EncryptionAlgorithms: %s, Phase1DHGroupNumbers: %s, IKEVersions: %s}"
                .formatted(encryption, groups, versions));
    }

    private static String tunnels(String... tunnels) {
        return "Vpn: {Type: 'AWS::EC2::VPNConnection', Properties: {VpnTunnelOptionsSpecifications: [%s]}}"
                .formatted(String.join(", ", tunnels));
    }

    private static List<String> rules(String before, String after) {
        return examine(before, after).stream()
                .map(ReviewFinding::ruleId)
                .distinct()
                .toList();
    }

    private static List<ReviewFinding> examine(String before, String after) {
        return new ProtectionCheck().examine(Sketch.comparison(before, after));
    }

    private static List<ReviewFinding> examine(List<Template> before, List<Template> after) {
        return new ProtectionCheck().examine(new Comparison(CloudAssembly.of(before), CloudAssembly.of(after)));
    }
}
