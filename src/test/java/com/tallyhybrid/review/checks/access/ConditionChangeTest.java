package com.tallyhybrid.review.checks.access;

import static com.tallyhybrid.testkit.templates.SmallApp.findings;
import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of somebody who could do the same before, when less is asked. */
class ConditionChangeTest {

    private static final String OWNER = "{AWS: 'arn:aws:iam::111122223333:user/owner'}";
    private static final String MFA = "{Bool: {'aws:MultiFactorAuthPresent': true}}";

    private static String role(String principal, String condition) {
        return """
                Glass:
                  Type: AWS::IAM::Role
                  Properties:
                    RoleName: break-glass
                    AssumeRolePolicyDocument:
                      Statement: {Effect: Allow, Action: 'sts:AssumeRole', Principal: %s, Condition: %s}
                """.formatted(principal, condition);
    }

    private static String rights(String condition) {
        return """
                Glass:
                  Type: AWS::IAM::Role
                  Properties: {RoleName: break-glass, AssumeRolePolicyDocument: {Statement: []}}
                Rights:
                  Type: AWS::IAM::Policy
                  Properties:
                    Roles: [{Ref: Glass}]
                    PolicyDocument:
                      Statement: {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::books/a', Condition: %s}
                """.formatted(condition);
    }

    private static String meaning(String before, String after) {
        List<ReviewFinding> dangers = findings(new StatementCheck(), before, after).stream()
                .filter(finding -> finding.severity() == Severity.DANGER)
                .toList();
        assertThat(dangers).hasSize(1);
        return dangers.get(0).meaning();
    }

    @Test
    void aLostSecondFactorIsToldAsWhatWasLost() {
        assertThat(meaning(role(OWNER, MFA), role(OWNER, "{}")))
                .isEqualTo("A second factor is no longer asked of the user owner of the account 111122223333,"
                        + " who could take the role break-glass without it.");
    }

    @Test
    void severalLostConditionsAreToldTogether() {
        String both =
                "{Bool: {'aws:MultiFactorAuthPresent': true}, IpAddress: {'aws:SourceIp': [10.0.0.0/8, 11.0.0.0/8]}}";

        assertThat(meaning(role(OWNER, both), role(OWNER, "{}")))
                .isEqualTo(
                        "A second factor and an address in 10.0.0.0/8 or 11.0.0.0/8 are no longer asked of"
                                + " the user owner of the account 111122223333, who could take the role break-glass without them.");
    }

    @Test
    void aLimitOnTheAgeOfTheSecondFactorAsksForOne() {
        String age = "{NumericLessThan: {'aws:MultiFactorAuthAge': 3600}}";
        String both = "{Bool: {'aws:MultiFactorAuthPresent': true}, NumericLessThan: {'aws:MultiFactorAuthAge': 3600}}";
        String loose = "{NumericLessThanIfExists: {'aws:MultiFactorAuthAge': 3600}}";

        assertThat(findings(new StatementCheck(), role(OWNER, both), role(OWNER, age)))
                .isEmpty();
        assertThat(meaning(role(OWNER, both), role(OWNER, MFA)))
                .startsWith("A second factor given in the last 3600 seconds is no longer asked of the user owner");
        assertThat(meaning(role(OWNER, both), role(OWNER, loose))).startsWith("A second factor is no longer asked of");
    }

    @Test
    void anotherValueIsToldWithTheOneBefore() {
        assertThat(meaning(
                        rights("{IpAddress: {'aws:SourceIp': 10.0.0.0/16}}"),
                        rights("{IpAddress: {'aws:SourceIp': 10.0.0.0/8}}")))
                .isEqualTo(
                        "Whoever works as the role break-glass could now use s3:GetObject on arn:aws:s3:::books/a"
                                + " under other conditions than before: an address in 10.0.0.0/8. Until now: an address in 10.0.0.0/16.");
    }

    @Test
    void whatIsAskedInsteadIsTold() {
        assertThat(meaning(role(OWNER, MFA), role(OWNER, "{StringEquals: {'sts:ExternalId': tally}}")))
                .endsWith("without it. Asked instead: the external id tally.");
    }

    @Test
    void aNewcomerIsNotTakenForSomebodyOfWhomLessIsAsked() {
        String two = "{AWS: ['arn:aws:iam::111122223333:user/owner', 'arn:aws:iam::111122223333:user/clerk']}";

        assertThat(findings(new StatementCheck(), role(OWNER, MFA), role(two, "{}")))
                .extracting(ReviewFinding::meaning)
                .containsExactlyInAnyOrder(
                        "The user clerk of the account 111122223333 could now take the role break-glass and do all that it may.",
                        "A second factor is no longer asked of the user owner of the account 111122223333,"
                                + " who could take the role break-glass without it.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {Bool: {'aws:SecureTransport': true}}                  | An encrypted connection is no longer
                    {StringEquals: {'aws:PrincipalOrgID': o-1}}            | Membership of the organization o-1 is no longer
                    {ArnLike: {'aws:SourceArn': 'arn:aws:s3:::books'}}     | The source arn:aws:s3:::books is no longer
                    {StringEquals: {'aws:SourceAccount': '4'}}             | A source in the account 4 is no longer
                    {NumericGreaterThanEquals: {'s3:TlsVersion': '1.2'}}   | TLS 1.2 or later is no longer
                    {ArnEquals: {'aws:PrincipalArn': 'arn:aws:iam::1:user/a'}} | The identity arn:aws:iam::1:user/a is no longer
                    {StringEquals: {'s3:x-amz-server-side-encryption': 'aws:kms'}} | Encryption with aws:kms is no longer
                    {StringEquals: {'saml:aud': there}}                    | The condition StringEquals saml:aud there is no longer
                    {Bool: {'aws:SecureTransport': false}}                 | The condition Bool aws:securetransport false is no longer
                    {NotIpAddress: {'aws:SourceIp': 10.0.0.0/8}}           | The condition NotIpAddress aws:sourceip 10.0.0.0/8 is no longer
                    """)
    void eachConditionHasItsWords(String condition, String words) {
        assertThat(meaning(rights(condition), rights("{}")))
                .startsWith(words + " asked of whoever works as the role break-glass,")
                .endsWith("who could use s3:GetObject on arn:aws:s3:::books/a without it.");
    }
}
