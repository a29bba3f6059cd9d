package com.tallyhybrid.review.checks.access;

import static com.tallyhybrid.testkit.templates.SmallApp.findings;
import static com.tallyhybrid.testkit.templates.SmallApp.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.SmallApp;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small templates of another app. */
class StatementCheckTest {

    private static final Check CHECK = new StatementCheck();

    private static final String CLERK = """
            Clerk:
              Type: AWS::IAM::Role
              Properties:
                AssumeRolePolicyDocument:
                  Statement: {Effect: Allow, Action: 'sts:AssumeRole', Principal: {Service: %s}}
            """;

    private static String clerk() {
        return CLERK.formatted("lambda.amazonaws.com");
    }

    private static String rights(String id, String statements) {
        return """
                %s:
                  Type: AWS::IAM::Policy
                  Properties:
                    Roles: [{Ref: Clerk}]
                    PolicyDocument: {Version: '2012-10-17', Statement: [%s]}
                """.formatted(id, statements);
    }

    @Nested
    class OfIdentities {

        private static final String READ = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::books/*'}";
        private static final String DESTROY =
                "{Effect: Allow, Action: 's3:DeleteObjectVersion', Resource: 'arn:aws:s3:::books/*'}";

        @Test
        void aRightThatComesIsToldInPlainWords() {
            assertThat(findings(
                            CHECK, clerk() + rights("Rights", READ), clerk() + rights("Rights", READ + ", " + DESTROY)))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.ruleId()).isEqualTo("allow-added");
                        assertThat(finding.path()).isEqualTo("PolicyDocument.Statement[1]");
                        assertThat(finding.meaning())
                                .isEqualTo(
                                        "Whoever works as the role shop/Clerk could now destroy versions of objects for"
                                                + " good.");
                    });
        }

        /** Whether it turns out to be Deny is known at the deploy only. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'Fn::If': [Closed, Deny, Allow]}",
                    "{'Fn::If': [Closed, Allow, Deny]}",
                    "{'Fn::FindInMap': [Effects, Here, Now]}",
                })
        void anEffectThatIsAFunctionIsReadAsTheRightThatItMayGive(String effect) {
            String all = "{Effect: %s, Action: '*', Resource: '*'}";
            assertThat(said(
                            CHECK,
                            clerk() + rights("Rights", READ),
                            clerk() + rights("Rights", READ + ", " + all.formatted(effect))))
                    .anyMatch(words -> words.startsWith("DANGER allow-"));
            assertThat(said(
                            CHECK,
                            clerk() + rights("Rights", READ + ", " + all.formatted("Deny")),
                            clerk() + rights("Rights", READ + ", " + all.formatted(effect))))
                    .anyMatch(words -> words.matches("DANGER deny-(removed|narrowed) .*"));
        }

        @Test
        void theNameOfAPolicyVariableKnowsNoCase() {
            String own = "{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::books/${%s}/*',"
                    + " Condition: {StringLike: {'s3:prefix': '${%1$s}/*'}}}";
            assertThat(said(
                            CHECK,
                            clerk() + rights("Rights", own.formatted("aws:username")),
                            clerk() + rights("Rights", own.formatted("AWS:UserName"))))
                    .isEmpty();
            assertThat(said(
                            CHECK,
                            clerk() + rights("Rights", own.formatted("aws:PrincipalTag/firm, ''none''")),
                            clerk() + rights("Rights", own.formatted("aws:PrincipalTag/firm, ''None''"))))
                    .isNotEmpty();
        }

        /** A statement stays together as sets: 216,000 combinations of 180 texts. */
        @Test
        void aLongStatementIsOneChange() {
            String all = rights(
                    "Rights",
                    "{Effect: Allow, Action: [%s], Resource: [%s]%%s}"
                            .formatted(numbered("'s3:Get%d'"), numbered("'arn:aws:s3:::books/%d/*'")));
            String condition = ", Condition: {StringEquals: {'aws:PrincipalTag/a': [%s]}}".formatted(numbered("'%d'"));

            assertThat(said(CHECK, clerk() + all.formatted(condition), clerk() + all.formatted("")))
                    .containsExactly("DANGER condition-relaxed Rights");
        }

        private static String numbered(String format) {
            return IntStream.range(0, 60).mapToObj(format::formatted).collect(Collectors.joining(", "));
        }

        @Test
        void aRightThatMovesToAnotherPolicyOfTheRoleIsNoChange() {
            assertThat(said(
                            CHECK,
                            clerk() + rights("Rights", READ + ", " + DESTROY),
                            clerk() + rights("Reading", READ) + rights("Ending", DESTROY)))
                    .isEmpty();
        }

        @Test
        void aManagedPolicyThatTheRoleNamesCountsAsItsOwn() {
            String managed = """
                    Rights:
                      Type: AWS::IAM::ManagedPolicy
                      Properties:
                        PolicyDocument: {Version: '2012-10-17', Statement: [%s]}
                    """.formatted(READ);
            String named = clerk() + "    ManagedPolicyArns: [{Ref: Rights}]\n";

            assertThat(said(CHECK, clerk() + rights("Inline", READ), named + managed))
                    .isEmpty();
            assertThat(said(CHECK, clerk() + managed, named + managed))
                    .containsExactlyInAnyOrder("DANGER allow-added Rights", "NOTICE allow-removed Rights");
        }

        @Test
        void aRightThatGoesIsANotice() {
            assertThat(findings(CHECK, clerk() + rights("Rights", READ), clerk()))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.ruleId()).isEqualTo("allow-removed");
                        assertThat(finding.meaning()).contains("could no longer use s3:GetObject");
                    });
        }

        @Test
        void aRoleThatGoesTakesItsRightsAlong() {
            assertThat(said(CHECK, clerk() + rights("Rights", READ), "")).isEmpty();
        }

        @Test
        void aStackThatTheAppForgetsChangesNothing() {
            CloudAssembly both = CloudAssembly.of(List.of(
                    SmallApp.template("shop", clerk() + rights("Rights", READ)), SmallApp.template("other", "")));
            CloudAssembly one = CloudAssembly.of(List.of(SmallApp.template("other", "")));

            assertThat(CHECK.examine(new Comparison(both, one))).isEmpty();
        }

        @Test
        void theLanguageOf2008KnowsNoVariables() {
            String own = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::books/${aws:username}'}";
            String old = rights("Rights", own).replace("2012-10-17", "2008-10-17");

            assertThat(said(CHECK, clerk() + rights("Rights", own), clerk() + old))
                    .containsExactly("DANGER allow-added Rights", "NOTICE allow-removed Rights");
        }

        @Test
        void aStatementUnderAConditionOfTheTemplateIsNarrowerThanOneWithout() {
            String chosen = "{'Fn::If': [Big, %s, {Ref: 'AWS::NoValue'}]}".formatted(READ);

            assertThat(said(CHECK, clerk() + rights("Rights", chosen), clerk() + rights("Rights", READ)))
                    .containsExactly("DANGER condition-relaxed Rights");
            assertThat(said(CHECK, clerk() + rights("Rights", READ), clerk() + rights("Rights", chosen)))
                    .containsExactly("NOTICE allow-narrowed Rights");
        }

        @ParameterizedTest(name = "NotAction {0} instead of {1}: {2}")
        @CsvSource({
            "'s3:Delete*', 's3:DeleteObject', NOTICE allow-narrowed Rights",
            "'s3:DeleteObject', 's3:Delete*', DANGER allow-broadened Rights",
        })
        void everythingButLessIsMore(String after, String before, String expected) {
            String all = "{Effect: Allow, NotAction: '%s', Resource: '*'}";

            assertThat(said(
                            CHECK,
                            clerk() + rights("Rights", all.formatted(before)),
                            clerk() + rights("Rights", all.formatted(after))))
                    .containsExactly(expected);
        }
    }

    @Nested
    class OfNewResources {

        @ParameterizedTest(name = "{0} on {1}: {2}")
        @CsvSource({
            "logs:PutLogEvents, arn:aws:logs:eu-west-1:111122223333:*, NOTICE new-rights Rights",
            "s3:GetObject, arn:aws:s3:::books/*, NOTICE new-rights Rights",
            "s3:GetObject, *, DANGER new-dangerous-rights Rights",
            "ec2:Describe*, *, NOTICE new-rights Rights",
            "s3:*, arn:aws:s3:::books/*, DANGER new-dangerous-rights Rights",
            "iam:PassRole, arn:aws:iam::111122223333:role/x, DANGER new-dangerous-rights Rights",
            "backup:DeleteRecoveryPoint, *, DANGER new-dangerous-rights Rights",
            "kms:ScheduleKey*, arn:aws:kms:eu-west-1:111122223333:key/x, DANGER new-dangerous-rights Rights",
        })
        void aRoleIsJudgedByItsRights(String action, String resource, String expected) {
            String allow = "{Effect: Allow, Action: '%s', Resource: '%s'}".formatted(action, resource);

            assertThat(said(CHECK, "", clerk() + rights("Rights", allow)))
                    .containsExactly("NOTICE new-rights Clerk", expected);
        }

        @Test
        void passingANamedRoleToANamedServiceIsNoAlarm() {
            String pass = "{Effect: Allow, Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/x',"
                    + " Condition: {StringEquals: {'iam:PassedToService': ec2.amazonaws.com}}}";

            assertThat(said(CHECK, "", clerk() + rights("Rights", pass)))
                    .containsExactly("NOTICE new-rights Clerk", "NOTICE new-rights Rights");
        }

        @ParameterizedTest(name = "trusts {0}: {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "{Service: backup.amazonaws.com} | NOTICE new-rights Clerk",
                    "{AWS: 'arn:aws:iam::111122223333:user/owner'} | NOTICE new-rights Clerk",
                    "{AWS: '444455556666'} | DANGER new-dangerous-rights Clerk",
                    "\"*\" | DANGER new-dangerous-rights Clerk",
                    "{Federated: accounts.google.com} | DANGER new-dangerous-rights Clerk",
                })
        void aRoleIsJudgedByWhoMayTakeIt(String principal, String expected) {
            String role = CLERK.replace("{Service: %s}", principal);

            assertThat(said(CHECK, "", role)).containsExactly(expected);
        }

        @Test
        void aServiceThatActsForOthersIsAdvisedToNameThem() {
            assertThat(findings(CHECK, "", CLERK.formatted("backup.amazonaws.com"))
                            .get(0)
                            .advice())
                    .hasValueSatisfying(advice -> assertThat(advice).contains("aws:SourceAccount"));
            assertThat(findings(CHECK, "", clerk()).get(0).advice()).isEmpty();
        }

        @Test
        void aNewBucketMayRefuseWhatItLikes() {
            assertThat(said(CHECK, "", """
                            Books: {Type: 'AWS::S3::Bucket'}
                            Policy:
                              Type: AWS::S3::BucketPolicy
                              Properties:
                                Bucket: {Ref: Books}
                                PolicyDocument: {Statement: {Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'}}
                            """)).isEmpty();
        }

        @Test
        void aNewKeyLeavesTheRestToTheAccount() {
            String key = """
                    Key:
                      Type: AWS::KMS::Key
                      Properties:
                        KeyPolicy:
                          Statement: {Effect: Allow, Action: 'kms:*', Resource: '*', Principal: {AWS: '%s'}}
                    """;

            assertThat(said(CHECK, "", key.formatted("arn:aws:iam::111122223333:root")))
                    .isEmpty();
            assertThat(said(CHECK, "", key.formatted("arn:aws:iam::444455556666:root")))
                    .containsExactly("DANGER new-dangerous-rights Key");
        }
    }

    @Nested
    class OfResources {

        private static String policy(String type, String holder, String statement) {
            return """
                    Holder: {Type: '%s', Properties: {%s}}
                    """.formatted(type, holder.formatted(statement));
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "AWS::KMS::Key | KeyPolicy: {Statement: [%s]}",
                    "AWS::SQS::QueuePolicy | Queues: [q], PolicyDocument: {Statement: [%s]}",
                    "AWS::SNS::TopicPolicy | Topics: [t], PolicyDocument: {Statement: %s}",
                    "AWS::SecretsManager::ResourcePolicy | SecretId: s, ResourcePolicy: {Statement: %s}",
                    "AWS::Backup::BackupVault | AccessPolicy: {Statement: [%s]}",
                    "AWS::EC2::VPCEndpoint | PolicyDocument: {Statement: [%s]}",
                    "AWS::ECR::Repository | RepositoryPolicyText: {Statement: [%s]}",
                    "AWS::Events::EventBusPolicy | EventBusName: b, Statement: %s",
                    "AWS::SSM::ResourcePolicy | ResourceArn: a, Policy: {Statement: [%s]}",
                    "AWS::EFS::FileSystem | FileSystemPolicy: {Statement: [%s]}",
                    "AWS::Some::NewType | Deep: [{Down: {Statement: [%s]}}]",
                })
        void aPolicyIsFoundWhereverItStands(String type, String holder) {
            String deny = "{Effect: Deny, Principal: '*', Action: 'x:Delete', Resource: '*'%s}";
            String before = policy(type, holder, deny.formatted(""));
            String after =
                    policy(type, holder, deny.formatted(", Condition: {Bool: {'aws:SecureTransport': 'false'}}"));

            assertThat(said(CHECK, before, after)).containsExactly("DANGER deny-narrowed Holder");
            assertThat(said(CHECK, after, before)).containsExactly("NOTICE deny-added Holder");
            assertThat(said(CHECK, before, before)).isEmpty();
        }

        @Test
        void aFirewallRuleThatHasAStatementIsNoPolicy() {
            String rules = "Rules: {Type: 'AWS::WAFv2::RuleGroup', Properties: {Rules: [{Statement: {%s: 1}}]}}";

            assertThat(said(CHECK, rules.formatted("ByteMatch"), rules.formatted("GeoMatch")))
                    .isEmpty();
        }

        @Test
        void aPolicyInATextIsRead() {
            String text = "Logs: {Type: 'AWS::Logs::ResourcePolicy', Properties: {PolicyName: p, PolicyDocument: "
                    + "{'Fn::Sub': '{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"%s\"},"
                    + "\"Action\":\"logs:PutLogEvents\",\"Resource\":\"arn:aws:logs:${AWS::Region}:1:*\"}]}'}}}";

            assertThat(said(CHECK, text.formatted("es.amazonaws.com"), text.formatted("es.amazonaws.com")))
                    .isEmpty();
            assertThat(said(CHECK, text.formatted("es.amazonaws.com"), text.formatted("route53.amazonaws.com")))
                    .containsExactly("DANGER allow-added Logs", "DANGER protective-right-removed Logs");
        }

        @Test
        void aPermissionOfAFunctionIsAStatement() {
            String function = "Count: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: count}}\n";
            String permission = "Call: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: %s, Action: "
                    + "'lambda:InvokeFunction', Principal: s3.amazonaws.com%s}}\n";
            String limited = permission.formatted("{Ref: Count}", ", SourceAccount: '111122223333'");

            assertThat(said(CHECK, function + limited, function + permission.formatted("{Ref: Count}", "")))
                    .containsExactly("DANGER condition-relaxed Call");
            assertThat(said(
                            CHECK,
                            function + limited,
                            function + limited.replace("{Ref: Count}", "{'Fn::GetAtt': [Count, Arn]}")))
                    .isEmpty();
        }

        @Test
        void aBroaderPrincipalIsToldWithWhatWasBefore() {
            String topic =
                    "Policy: {Type: 'AWS::SNS::TopicPolicy', Properties: {Topics: [t], PolicyDocument: {Statement:"
                            + " {Effect: Allow, Action: 'sns:Publish', Resource: t, Principal: %s}}}}";

            assertThat(findings(
                            CHECK,
                            topic.formatted("{AWS: 'arn:aws:iam::111122223333:role/x'}"),
                            topic.formatted("'*'")))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.ruleId()).isEqualTo("allow-broadened");
                        assertThat(finding.before()).contains("arn:aws:iam::111122223333:role/x");
                        assertThat(finding.after()).isEqualTo("Allow sns:Publish on t");
                        assertThat(finding.meaning()).startsWith("Anybody, in any account, could now do more");
                        assertThat(finding.advice())
                                .contains("Name the principal, or say in a condition who is meant.");
                    });
        }

        @Test
        void whoIsExceptedMayBeListedOrNamedOneByOne() {
            String vault =
                    "Vault: {Type: 'AWS::Backup::BackupVault', Properties: {AccessPolicy: {Statement: {Effect: Deny,"
                            + " Action: '*', Resource: '*', Principal: '*', Condition: {%s}}}}}";
            String listed = vault.formatted("StringNotEquals: {'aws:userid': [A, B]}");
            String oneByOne = vault.formatted("StringNotEquals: {'aws:userid': A}, StringNotLike: {'aws:userid': B}");

            assertThat(said(CHECK, listed, oneByOne)).isEmpty();
            assertThat(said(CHECK, oneByOne, listed)).isEmpty();
            assertThat(said(CHECK, listed, oneByOne.replace("'aws:userid': B", "'aws:userid': 'B*'")))
                    .containsExactly("DANGER deny-narrowed Vault");
        }

        @Test
        void exceptingTheAccountIsNotExceptingItsRoles() {
            String vault =
                    "Vault: {Type: 'AWS::Backup::BackupVault', Properties: {AccessPolicy: {Statement: {Effect: Deny,"
                            + " Action: '*', Resource: '*', NotPrincipal: {AWS: '%s'}}}}}";

            assertThat(said(
                            CHECK,
                            vault.formatted("arn:aws:iam::111122223333:root"),
                            vault.formatted("arn:aws:iam::111122223333:role/x")))
                    .contains("DANGER deny-removed Vault");
        }

        @Test
        void aRefusalToTheAccountIncludesItsRoles() {
            String vault = "Vault: {Type: 'AWS::Backup::BackupVault', Properties: {AccessPolicy: {Statement:"
                    + " {Effect: %s, Action: 'backup:Delete*', Resource: '*', Principal: {AWS: '%s'}}}}}";
            String root = "arn:aws:iam::111122223333:root";
            String role = "arn:aws:iam::111122223333:role/x";

            assertThat(said(CHECK, vault.formatted("Deny", role), vault.formatted("Deny", root)))
                    .containsExactly("NOTICE deny-added Vault");
            assertThat(said(CHECK, vault.formatted("Allow", root), vault.formatted("Allow", role)))
                    .contains("DANGER allow-added Vault");
        }
    }

    @Nested
    class OfPoliciesThatGo {

        private static final String BUCKET = "Books: {Type: 'AWS::S3::Bucket', DeletionPolicy: %s}\n";
        private static final String POLICY = """
                Policy:
                  Type: AWS::S3::BucketPolicy
                  DeletionPolicy: %s
                  Properties:
                    Bucket: {Ref: Books}
                    PolicyDocument:
                      Statement:
                        - {Effect: Deny, Principal: '*', Action: 's3:DeleteObjectVersion', Resource: '*'}
                        - {Effect: Allow, Principal: {Service: x.amazonaws.com}, Action: 's3:GetObject', Resource: '*'}
                """;

        /** A retained policy stays in force and in no template; a bucket that is deleted needs no guard. */
        @ParameterizedTest(name = "bucket {0} and {2}, policy {1} and gone: refusal {3}, right {4}")
        @CsvSource(
                nullValues = "nothing",
                value = {
                    "Delete, Delete, stays, DANGER deny-removed Policy, NOTICE allow-removed Policy",
                    "Retain, Retain, stays, DANGER deny-unmanaged Policy, NOTICE allow-unmanaged Policy",
                    "Retain, Delete, goes, DANGER deny-removed Policy, NOTICE allow-removed Policy",
                    "Delete, Delete, goes, nothing, nothing",
                })
        void whatIsLostDependsOnWhatIsRetained(
                String bucket, String policy, String bucketThen, String refusal, String right) {
            String after = bucketThen.equals("stays") ? BUCKET.formatted(bucket) : "";

            assertThat(said(CHECK, BUCKET.formatted(bucket) + POLICY.formatted(policy), after))
                    .isEqualTo(
                            Stream.of(refusal, right).filter(Objects::nonNull).toList());
        }
    }
}
