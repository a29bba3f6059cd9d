package com.tallyhybrid.iam.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.Assembly;
import com.tallyhybrid.cloudformation.Environment;
import com.tallyhybrid.iam.simulator.Decision.Outcome;
import com.tallyhybrid.testkit.templates.Mutation;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Removals reach every statement and condition of the resource policies, one at a time. */
class MutationTest {

    private static final Assembly ASSEMBLY = Assembly.of(List.of(
            Sketch.template("One", Environment.of("aws://111122223333/ap-south-1"), PolicyRefusalTest.json("""
                    {'Resources': {
                      'Books': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'books'}},
                      'Policy': {'Type': 'AWS::S3::BucketPolicy', 'Properties': {'Bucket': {'Ref': 'Books'},
                        'PolicyDocument': {'Version': '2012-10-17', 'Statement': [
                          {'Sid': 'Keep', 'Effect': 'Deny', 'Principal': '*', 'Action': 's3:DeleteObjectVersion',
                           'Resource': '*', 'Condition': {
                             'ArnNotLike': {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/BreakGlass'},
                             'Bool': {'aws:ViaAWSService': 'false', 'aws:PrincipalIsAWSService': 'false'}}},
                          {'Effect': 'Deny', 'Principal': '*', 'Action': 's3:PutBucketPolicy', 'Resource': '*'}]}}},
                      'Key': {'Type': 'AWS::KMS::Key', 'Properties': {'KeyPolicy': {'Version': '2012-10-17',
                        'Statement': {'Sid': 'All', 'Effect': 'Allow', 'Principal': {'AWS': '111122223333'},
                          'Action': 'kms:*', 'Resource': '*'}}}}}}
                    """))));

    @Test
    void namesEveryRemoval() {
        assertThat(Mutation.of(ASSEMBLY))
                .extracting(Mutation::removed)
                .containsExactly(
                        "One/Policy#Keep",
                        "One/Policy#Keep ArnNotLike aws:PrincipalArn",
                        "One/Policy#Keep Bool aws:ViaAWSService",
                        "One/Policy#Keep Bool aws:PrincipalIsAWSService",
                        "One/Policy#1",
                        "One/Key#All");
    }

    @Test
    void leavesTheOriginalAsItWas() {
        String before = ASSEMBLY.stacks().get(0).body().toString();
        Mutation.of(ASSEMBLY);
        assertThat(ASSEMBLY.stacks().get(0).body()).hasToString(before);
    }

    /** What an administrator is denied, and break-glass is not, depends on exactly these. */
    @Test
    void changesTheAnswersThatDependOnWhatIsGone() {
        var delete = new Request(
                        Principal.administrator("111122223333"), "s3:DeleteObjectVersion", "arn:aws:s3:::books/a")
                .with("aws:ViaAWSService", "false");
        var breakGlass = new Request(
                        new Principal.RoleSession(
                                "arn:aws:iam::111122223333:role/BreakGlass",
                                "s",
                                Principal.administrator("111122223333").policies()),
                        "s3:DeleteObjectVersion",
                        "arn:aws:s3:::books/a")
                .with("aws:ViaAWSService", "false");

        assertThat(changed(delete, Outcome.EXPLICIT_DENY)).containsExactly("One/Policy#Keep");
        assertThat(changed(breakGlass, Outcome.ALLOWED)).containsExactly("One/Policy#Keep ArnNotLike aws:PrincipalArn");
        assertThat(changed(delete.with("aws:ViaAWSService", "true"), Outcome.ALLOWED))
                .containsExactly("One/Policy#Keep Bool aws:ViaAWSService");
    }

    private static Set<String> changed(Request request, Outcome before) {
        assertThat(Evaluator.of(ASSEMBLY).evaluate(request).outcome()).isEqualTo(before);
        return Mutation.of(ASSEMBLY).stream()
                .filter(mutation ->
                        Evaluator.of(mutation.assembly()).evaluate(request).outcome() != before)
                .map(Mutation::removed)
                .collect(Collectors.toSet());
    }
}
