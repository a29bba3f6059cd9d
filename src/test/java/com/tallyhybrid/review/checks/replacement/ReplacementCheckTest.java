package com.tallyhybrid.review.checks.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Section;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replacements in other people's apps. */
class ReplacementCheckTest {

    @Test
    void aDatabaseIsRebuiltForItsEncryptionAndNotForItsPassword() {
        assertThat(
                        lines(
                                "Db: {Type: 'AWS::RDS::DBInstance', Properties: {StorageEncrypted: false, MasterUserPassword: a}}",
                                "Db: {Type: 'AWS::RDS::DBInstance', Properties: {StorageEncrypted: true, MasterUserPassword: b}}"))
                .containsExactly("DANGER rebuilt App/Db");
    }

    @Test
    void whatDependsOnTheValuesIsToldApartFromWhatIsCertain() {
        assertThat(lines(
                        "Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mysql}}",
                        "Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: mariadb}}"))
                .containsExactly("DANGER may-be-rebuilt App/Db");
    }

    @Test
    void aValueThatOnlyTheAccountKnowsMayBeTheSameOne() {
        String app = "Db: {Type: 'AWS::RDS::DBInstance', Properties: {DBName: %s}}";
        String imported = app.formatted("{'Fn::ImportValue': name}");

        assertThat(lines(app.formatted("{'Fn::If': [Big, a, b]}"), imported))
                .containsExactly("DANGER may-be-rebuilt App/Db");
        assertThat(lines(imported, app.formatted("{Ref: Other}"))).containsExactly("DANGER may-be-rebuilt App/Db");
        assertThat(lines(app.formatted("{Ref: One}"), app.formatted("{Ref: Other}")))
                .containsExactly("DANGER rebuilt App/Db");
    }

    @Test
    void aListInAnotherOrderMayBeTheSame() {
        String disk = "Disk: {Type: 'AWS::FSx::FileSystem', Properties: {SecurityGroupIds: [%s]}}";

        assertThat(lines(disk.formatted("a, b"), disk.formatted("b, a")))
                .containsExactly("DANGER may-be-rebuilt App/Disk");
        assertThat(lines(disk.formatted("a, b"), disk.formatted("b, c"))).containsExactly("DANGER rebuilt App/Disk");
    }

    @Test
    void theFindingSaysWhatSurvives() {
        String before = "Disk: {Type: 'AWS::EFS::FileSystem', %sProperties: {Encrypted: false}}";
        String after = "Disk: {Type: 'AWS::EFS::FileSystem', %sProperties: {Encrypted: true}}";

        assertThat(only(before.formatted(""), after.formatted("")).meaning())
                .contains("the old one is deleted.", "Its files go with it");
        assertThat(only(
                                before.formatted("UpdateReplacePolicy: Retain, "),
                                after.formatted("UpdateReplacePolicy: Retain, "))
                        .meaning())
                .contains("the old one stays in the account")
                .doesNotContain("Its files go with it");
        assertThat(only(
                                before.formatted("UpdateReplacePolicy: Retain, "),
                                after.formatted("UpdateReplacePolicy: Snapshot, "))
                        .meaning())
                .as("nothing tells which side counts, so the weaker is believed")
                .contains("the old one is deleted after a snapshot.");
    }

    @Test
    void aFixedNameMakesTheDeployFailAndSaysSo() {
        String table = "Table: {Type: 'AWS::DynamoDB::Table', Properties: {%s, KeySchema: [{AttributeName: %s}]}}";

        assertThat(only(table.formatted("TableName: orders", "id"), table.formatted("TableName: orders", "key"))
                        .meaning())
                .contains("CloudFormation refuses to rebuild");
        assertThat(only(table.formatted("Tags: []", "id"), table.formatted("Tags: []", "key"))
                        .meaning())
                .doesNotContain("CloudFormation refuses to rebuild");
    }

    @Test
    void aHarmlessRebuildStandsWithTheRestUnlessItsNameMakesTheDeployFail() {
        String policy = "Policy: {Type: 'AWS::IAM::ManagedPolicy', Properties: {%sDescription: %s}}";

        assertThat(only(policy.formatted("", "a"), policy.formatted("", "b")).section())
                .isEqualTo(Section.THE_REST);
        assertThat(Sketch.line(only(
                        policy.formatted("ManagedPolicyName: p, ", "a"),
                        policy.formatted("ManagedPolicyName: p, ", "b"))))
                .isEqualTo("DANGER rebuilt App/Policy");
    }

    /**
     * CloudFormation compares what is written, not what it means: a property that cannot change in place replaces the
     * resource even where the value is AWS's own default (awsdocs/aws-cloudformation-user-guide issue 1276,
     * cloudformation-coverage-roadmap issue 2502, aws/aws-cdk issue 23959).
     */
    @Test
    void aDefaultThatIsWrittenOutRebuildsAllTheSame() {
        String repository = "Images: {Type: 'AWS::ECR::Repository', Properties: {%s}}";

        assertThat(lines(
                        repository.formatted(""),
                        repository.formatted("EncryptionConfiguration: {EncryptionType: AES256}")))
                .containsExactly("DANGER rebuilt App/Images");
    }

    @Test
    void aListThatGrowsIsJudgedByWhatReplacesInside() {
        String server = "Server: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateName: %s}}";
        String budget = "Budget: {Type: 'AWS::Budgets::Budget', Properties: {Budget: %s}}";

        assertThat(lines(server.formatted("a"), server.formatted("a"))).isEmpty();
        assertThat(lines(
                        budget.formatted("{BudgetName: a}"),
                        budget.formatted("{'Fn::If': [Big, {}, {BudgetName: b}]}")))
                .containsExactly("HARMLESS may-be-rebuilt App/Budget");
        assertThat(lines(budget.formatted("{BudgetName: a}"), budget.formatted("{BudgetName: a, TimeUnit: DAILY}")))
                .isEmpty();
    }

    @Test
    void aTypeThatNobodyKnowsIsNamedInsteadOfPassedOver() {
        String custom = "Thing: {Type: 'Custom::Migration', Properties: {Step: %s}%s}";

        assertThat(lines(custom.formatted("1", ""), custom.formatted("2", "")))
                .containsExactly("NOTICE unknown-type App/Thing");
        assertThat(lines(custom.formatted("1", ""), custom.formatted("1", ", Metadata: {note: a}")))
                .isEmpty();
    }

    @Test
    void aRebuildPassesOnWhereTheIdReplacesAndNowhereElse() {
        String app = """
                Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: %s}}
                Subnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: {Ref: Vpc}}}
                Disk: {Type: 'AWS::FSx::FileSystem', Properties: {SubnetIds: [{'Fn::Sub': '${Subnet}'}]}}
                Alarm: {Type: 'AWS::CloudWatch::Alarm', Properties: {Dimensions: [{Value: {Ref: Disk}}]}}
                """;

        assertThat(lines(app.formatted("10.0.0.0/16"), app.formatted("10.1.0.0/16")))
                .containsExactly(
                        "DANGER rebuilt App/Vpc",
                        "NOTICE rebuilt-in-cascade App/Subnet",
                        "DANGER rebuilt-in-cascade App/Disk");
    }

    @Test
    void aRebuildPassesOnToOtherStacksByOutputAndStopsAtAnExport() {
        String net = """
                Subnet: {Type: 'AWS::EC2::Subnet', Properties: {CidrBlock: %s}}
                ---
                Outputs:
                  Id: {Value: {Ref: Subnet}, Export: {Name: {'Fn::Sub': '${AWS::StackName}-subnet'}}}
                """;
        String imports =
                "Disk: {Type: 'AWS::FSx::FileSystem', Properties: {SubnetIds: [{'Fn::ImportValue': Net-subnet}]}}";
        String reads = """
                Disk:
                  Type: AWS::FSx::FileSystem
                  Properties: {SubnetIds: [{'Fn::GetStackOutput': {StackName: Net, OutputName: Id}}]}
                """;

        List<ReviewFinding> findings = Sketch.of(
                new ReplacementCheck(),
                List.of(
                        Sketch.stack("Net", net.formatted("10.0.0.0/24")),
                        Sketch.stack("Files", imports),
                        Sketch.stack("More", reads)),
                List.of(
                        Sketch.stack("Net", net.formatted("10.0.1.0/24")),
                        Sketch.stack("Files", imports),
                        Sketch.stack("More", reads)));

        assertThat(findings)
                .extracting(Sketch::line)
                .containsExactly(
                        "NOTICE rebuilt Net/Subnet",
                        "DANGER may-be-rebuilt-in-cascade Files/Disk",
                        "DANGER rebuilt-in-cascade More/Disk");
        assertThat(findings.get(1).meaning()).contains("the deploy fails first");
    }

    @Test
    void aChangedMappingConditionOrDefaultMayRebuildWhatReadsIt() {
        String app = """
                A: {Type: 'AWS::EC2::Volume'}
                Db: {Type: 'AWS::RDS::DBInstance', Properties: {DBName: {'Fn::FindInMap': [Names, %1$s, name]}}}
                Lake: {Type: 'AWS::S3::Bucket', Properties: {BucketName: {'Fn::If': [Big, a, b]}}}
                Pool: {Type: 'AWS::EC2::Subnet', Properties: {CidrBlock: {Ref: Range}}}
                Queue: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: {Ref: Range}}}
                ---
                Mappings: {Names: {prod: {name: %2$s}}}
                Conditions: {Big: {'Fn::Equals': [%2$s, b]}}
                Parameters: {Range: {Default: %2$s}}
                """;

        assertThat(lines(app.formatted("prod", "a"), app.formatted("prod", "b")))
                .containsExactly(
                        "DANGER may-be-rebuilt App/Db",
                        "DANGER may-be-rebuilt App/Lake",
                        "NOTICE may-be-rebuilt App/Pool");
        assertThat(lines(app.formatted("prod", "a"), app.formatted("prod", "a")))
                .isEmpty();
    }

    @Test
    void twoResourcesThatNameEachOtherEndTheCascade() {
        String app = """
                A: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: %s, VpcId: {Ref: B}}}
                B: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: b, VpcId: {Ref: A}}}
                """;

        assertThat(lines(app.formatted("a"), app.formatted("c")))
                .containsExactly("NOTICE rebuilt App/A", "NOTICE rebuilt-in-cascade App/B");
    }

    @Test
    void aRunbookThatGetsNewVersionsIsNotRebuiltForItsText() {
        String document = "Doc: {Type: 'AWS::SSM::Document', Properties: {Content: {a: %s}%s}}";

        assertThat(lines(
                        document.formatted("1", ", UpdateMethod: NewVersion"),
                        document.formatted("2", ", UpdateMethod: NewVersion")))
                .isEmpty();
        assertThat(lines(document.formatted("1", ""), document.formatted("2", "")))
                .containsExactly("HARMLESS may-be-rebuilt App/Doc");
    }

    private static ReviewFinding only(String before, String after) {
        List<ReviewFinding> findings = Sketch.of(new ReplacementCheck(), before, after);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<String> lines(String before, String after) {
        return Sketch.of(new ReplacementCheck(), before, after).stream()
                .map(Sketch::line)
                .toList();
    }
}
