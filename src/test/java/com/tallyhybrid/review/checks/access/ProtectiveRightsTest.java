package com.tallyhybrid.review.checks.access;

import static com.tallyhybrid.testkit.templates.SmallApp.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which refusals stop an alarm, a copy or a record, and which only look so. */
class ProtectiveRightsTest {

    private static final Check CHECK = new StatementCheck();

    private static final String WRITES = "{Effect: Allow, Principal: {Service: logging.s3.amazonaws.com}, Action:"
            + " 's3:PutObject', Resource: 'arn:aws:s3:::logs/*'}";

    private static String logs(String... statements) {
        return "P: {Type: 'AWS::S3::BucketPolicy', Properties: {Bucket: logs, PolicyDocument: {Version: '2012-10-17', Statement: [%s]}}}"
                .formatted(String.join(", ", statements));
    }

    private static String role(String... statements) {
        return "R: {Type: 'AWS::IAM::Role', Properties: {Policies: [{PolicyDocument: {Version: '2012-10-17', Statement: [%s]}}]}}"
                .formatted(String.join(", ", statements));
    }

    private static String refusal(String elements) {
        return "{Effect: Deny, %s}".formatted(elements);
    }

    /** A service has no organization, no address and no identity; it has a source, and says that it is one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Action: 's3:*', Resource: '*' | DANGER protective-right-refused",
                "Action: 's3:PutObject', Resource: '*', Condition: {StringNotEquals: {'aws:PrincipalOrgID': o-1}} | DANGER protective-right-refused",
                "Action: 's3:PutObject', Resource: '*', Condition: {NotIpAddress: {'aws:SourceIp': 10.0.0.0/8}} | DANGER protective-right-refused",
                "Action: 's3:PutObject', Resource: '*', Condition: {StringNotEqualsIfExists: {'aws:SourceVpce': v}} | DANGER protective-right-refused",
                "Action: 's3:PutObject', Resource: '*', Condition: {'Null': {'aws:PrincipalArn': 'true'}} | DANGER protective-right-refused",
                "Action: 's3:PutObject', Resource: '*', Condition: {StringNotEquals: {'aws:PrincipalOrgID': o-1}, Bool: {'aws:PrincipalIsAWSService': 'false'}} | NOTICE deny-added",
                "Action: 's3:PutObject', Resource: '*', Condition: {IpAddress: {'aws:SourceIp': 10.0.0.0/8}} | NOTICE deny-added",
                "Action: 's3:PutObject', Resource: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}} | NOTICE deny-added",
                "Action: 's3:PutObject', Resource: '*', Condition: {StringNotEquals: {'aws:SourceAccount': '111122223333'}} | NOTICE deny-added",
                "Action: 's3:PutObject', Resource: 'arn:aws:s3:::logs/x', Condition: {StringNotEquals: {'aws:SourceVpc': v}} | DANGER protective-right-refused",
                "Action: 's3:PutObject', Resource: 'arn:aws:s3:::books/*', Condition: {StringNotEquals: {'aws:SourceVpc': v}} | NOTICE deny-added",
                "Action: 's3:DeleteObject', Resource: '*' | NOTICE deny-added",
            })
    void aRefusalToEverybodyHitsTheServicesThatMeetIt(String elements, String expected) {
        assertThat(said(CHECK, logs(WRITES), logs(WRITES, refusal("Principal: '*', " + elements))))
                .containsExactly(expected + " P");
    }

    @Test
    void aConditionalRefusalStopsOnlyWhatSomebodyMayDo() {
        String outside = refusal(
                "Principal: '*', Action: 's3:PutObject', Resource: '*', Condition: {StringNotEquals: {'aws:SourceVpc': v}}");
        String read = WRITES.replace("s3:PutObject", "s3:GetObject");

        assertThat(said(CHECK, logs(read), logs(read, outside))).containsExactly("NOTICE deny-added P");
    }

    @Test
    void whatWasRefusedBeforeIsNotStoppedByAWiderRefusal() {
        String some =
                refusal("NotPrincipal: {AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:user/u']},"
                        + " Action: 's3:*', Resource: '*'");
        String more = refusal("NotPrincipal: {AWS: 'arn:aws:iam::111122223333:root'}, Action: 's3:*', Resource: '*'");
        String tls = refusal(
                "Principal: '*', Action: 's3:*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}");
        String all = refusal("Principal: '*', Action: 's3:*', Resource: '*'");

        assertThat(said(CHECK, logs(some), logs(more))).containsExactly("NOTICE deny-added P");
        assertThat(said(CHECK, logs(tls), logs(all))).containsExactly("DANGER protective-right-refused P");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Effect: Allow, Action: 'sns:Publish', Resource: t} | Action: 'sns:Publish', Resource: t | DANGER protective-right-refused",
                "{Effect: Allow, Action: 'sns:*', Resource: '*'} | Action: '*', Resource: '*' | DANGER protective-right-refused",
                "{Effect: Allow, Action: 'sns:Publish', Resource: t} | Action: 'sns:Publish', Resource: other | NOTICE deny-added",
                "{Effect: Allow, Action: 's3:GetObject', Resource: t} | Action: '*', Resource: '*' | NOTICE deny-added",
                "{Effect: Allow, Action: 'sns:Publish', Resource: t} | Action: 'sns:Publish', Resource: t, Condition: {StringNotEquals: {'aws:PrincipalOrgID': o-1}} | NOTICE deny-added",
            })
    void aRefusalToARoleStopsWhatTheRoleMayDo(String right, String elements, String expected) {
        assertThat(said(CHECK, role(right), role(right, refusal(elements)))).containsExactly(expected + " R");
    }

    /** A role without a statement may have its rights from a policy of AWS. */
    @Test
    void ofARoleWhoseRightsAreUnknownAnyMayBeStopped() {
        String empty = "R: {Type: 'AWS::IAM::Role', Properties: {}}";

        assertThat(said(CHECK, empty, role(refusal("Action: 'sns:Publish', Resource: t"))))
                .containsExactly("DANGER protective-right-refused R");
    }
}
