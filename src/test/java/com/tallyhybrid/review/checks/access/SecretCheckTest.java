package com.tallyhybrid.review.checks.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.cloudformation.CloudAssembly;
import com.tallyhybrid.review.Check;
import com.tallyhybrid.review.Review;
import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a secret in the clear, and what only looks like one. */
class SecretCheckTest {

    private static final Check CHECK = new SecretCheck();

    private static final String INPUTS = """
            ---
            Parameters: {Hidden: {Type: String, NoEcho: true}, Shown: {Type: String}}
            """;
    private static final String KEY = "Key: {Type: 'AWS::IAM::AccessKey', Properties: {UserName: u}}\n";

    private static String resource(String type, String properties) {
        return KEY + "X: {Type: '%s', Properties: {%s}}\n".formatted(type, properties) + INPUTS;
    }

    private static List<String> places(String before, String after) {
        return Sketch.of(CHECK, before, after).stream()
                .map(finding -> finding.severity() + " " + finding.subject().label() + " " + finding.path())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::Lambda::Function | Environment: {Variables: {A: {'Fn::GetAtt': 'Key.SecretAccessKey'}}} | Environment.Variables.A",
                "AWS::Lambda::Function | Environment: {Variables: {A: {'Fn::If': [C, x, '{{resolve:secretsmanager:books}}']}}} | Environment.Variables.A",
                "AWS::Lambda::Function | Environment: {Variables: {A: {Ref: Hidden}}} | Environment.Variables.A",
                "AWS::Lambda::Function | Environment: {Variables: {AWS_SECRET_ACCESS_KEY: abcdefgh}} | Environment.Variables.AWS_SECRET_ACCESS_KEY",
                "AWS::Lambda::Function | Environment: {Variables: {GIT_TOKEN: abcdefgh}} | Environment.Variables.GIT_TOKEN",
                "AWS::Lambda::Function | Environment: {Variables: {DB: 'postgres://books:hunter2@db.example/books'}} | Environment.Variables.DB",
                "AWS::Lambda::Function | Code: {ZipFile: 'p = \"{{resolve:secretsmanager:books}}\"'} | Code.ZipFile",
                "AWS::EC2::Instance | UserData: {'Fn::Base64': {'Fn::Sub': 'key ${Key.SecretAccessKey}'}} | UserData",
                "AWS::EC2::Instance | UserData: {'Fn::Base64': {'Fn::Join': [':', ['{{resolve', secretsmanager, 'books}}']]}} | UserData",
                "AWS::ECS::TaskDefinition | ContainerDefinitions: [{Environment: [{Name: DB_PASS, Value: hunter22}]}] | ContainerDefinitions[0].Environment[0].Value",
                "AWS::CodeBuild::Project | Environment: {EnvironmentVariables: [{Name: DB_PASSWORD, Type: PLAINTEXT, Value: hunter22}]} | Environment.EnvironmentVariables[0].Value",
                "AWS::CodeBuild::SourceCredential | Token: abcdefgh | Token",
                "AWS::StepFunctions::StateMachine | DefinitionSubstitutions: {a: '{{resolve:ssm-secure:books}}'} | DefinitionSubstitutions.a",
                "AWS::Events::Connection | AuthParameters: {ApiKeyAuthParameters: {ApiKeyValue: hunter22}} | AuthParameters.ApiKeyAuthParameters.ApiKeyValue",
                "AWS::ApiGateway::ApiKey | Name: shop, Value: abcdefghijklmnopqrst | Value",
                "AWS::SSM::Parameter | Name: /books/db_password, Value: hunter22 | Value",
                "AWS::SSM::Parameter | Name: key, Value: '-----BEGIN RSA PRIVATE KEY----- MII' | Value",
                "AWS::SSM::Parameter | Name: key, Value: '{{resolve:secretsmanager:books}}' | Value",
            })
    void aSecretInTheClearIsADanger(String type, String properties, String place) {
        assertThat(places(resource(type, "A: b"), resource(type, properties))).containsExactly("DANGER App/X " + place);
        assertThat(places(resource(type, properties), resource(type, properties)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::Lambda::Function | Environment: {Variables: {A: {Ref: Key}, B: {Ref: Shown}, C: '{{resolve:ssm:books}}'}}",
                "AWS::Lambda::Function | Environment: {Variables: {SECRET_ARN: 'arn:aws:secretsmanager:x', DB_SECRET: books/db}}",
                "AWS::Lambda::Function | Environment: {Variables: {DB: 'postgres://db.example/books', URL: 'https://a.example:8443/x@y'}}",
                "AWS::ECS::TaskDefinition | ContainerDefinitions: [{Secrets: [{Name: DB_PASSWORD, ValueFrom: 'arn:aws:secretsmanager:x'}]}]",
                "AWS::CodeBuild::Project | Environment: {EnvironmentVariables: [{Name: DB_PASSWORD, Type: SECRETS_MANAGER, Value: 'books:pw'}]}",
                "AWS::RDS::DBInstance | ManageMasterUserPassword: true, MasterUserPassword: '{{resolve:secretsmanager:books}}'",
                "AWS::SecretsManager::Secret | SecretString: {'Fn::Sub': '${Key}:${Key.SecretAccessKey}'}",
                "AWS::SecretsManager::Secret | GenerateSecretString: {GenerateStringKey: password, PasswordLength: 32}",
                "AWS::Cognito::UserPool | Policies: {PasswordPolicy: {MinimumLength: 12}}",
                "AWS::SSM::Parameter | Name: certificate, Value: '-----BEGIN CERTIFICATE----- MII'",
                "AWS::Lambda::Permission | EventSourceToken: {Ref: Shown}",
            })
    void whatOnlyLooksLikeOneIsNone(String type, String properties) {
        assertThat(places(resource(type, "A: b"), resource(type, properties))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "Pass: {NoEcho: true} | Pass: {NoEcho: false} | DANGER App/- Parameters.Pass.NoEcho",
                "Pass: {NoEcho: true} | Pass: {Type: String} | DANGER App/- Parameters.Pass.NoEcho",
                "Pass: {NoEcho: true} | Pass: {NoEcho: 'true'} | nothing",
                "Pass: {NoEcho: true} | Other: {Type: String} | nothing",
                "Pass: {Type: String} | Pass: {NoEcho: true} | nothing",
                "Pass: {NoEcho: true} | Pass: {NoEcho: true, Default: hunter22} | DANGER App/- Parameters.Pass.Default",
                "Pass: {NoEcho: true} | Pass: {NoEcho: true, Default: ''} | nothing",
                "DbPassword: {Type: String} | DbPassword: {Type: String, Default: hunter22} | DANGER App/- Parameters.DbPassword.Default",
                "Stage: {Type: String} | Stage: {Type: String, Default: hunter22} | nothing",
            })
    void aParameterHidesWhatItHid(String before, String after, String expected) {
        String parameters = "\n---\nParameters: {%s}\n";

        assertThat(places(KEY + parameters.formatted(before), KEY + parameters.formatted(after)))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "A: {Value: {'Fn::Select': [0, {'Fn::Split': [',', {'Fn::GetAtt': [Key, SecretAccessKey]}]}]}} | Value",
                "A: {Value: a, Description: '{{resolve:secretsmanager:books}}'} | Description",
                "DbPassword: {Value: hunter22} | Value",
                "A: {Value: {Ref: Key}} | nothing",
            })
    void anOutputShowsWhatItHolds(String output, String place) {
        assertThat(Sketch.of(CHECK, KEY, KEY + "\n---\nOutputs: {%s}\n".formatted(output)))
                .extracting(ReviewFinding::path)
                .isEqualTo(place == null ? List.of() : List.of(place));
    }

    /** The report is published with the pull request, so a secret that it finds must not stand in another row of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::Lambda::Function | Environment: {Variables: {DB_PASSWORD: 'hunter2\"hunter2'}} | ",
                "AWS::Serverless::Function | Environment: {Variables: {DB_PASSWORD: hunter2hunter2}} | Environment: {Variables: {A: b}}",
                "AWS::ECS::TaskDefinition | ContainerDefinitions: [{Environment: [{Name: DB_PASSWORD, Value: hunter2hunter2}]}] | ContainerDefinitions: []",
                "AWS::RDS::DBInstance | MasterUserPassword: hunter2hunter3, Engine: mysql | MasterUserPassword: hunter2hunter2, Engine: aurora",
            })
    void noRowShowsASecret(String type, String after, String before) {
        Review review = Review.of(new Comparison(
                CloudAssembly.of(List.of(Sketch.stack("App", before == null ? KEY : resource(type, before)))),
                CloudAssembly.of(List.of(Sketch.stack("App", resource(type, after))))));

        assertThat(review.findings()).extracting(ReviewFinding::ruleId).contains("secret-readable");
        assertThat(review.findings())
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("hunter2"));
    }

    /** A value is cut after so many letters, and a secret may stand across the cut. */
    @Test
    void aCutSecretIsHiddenToo() {
        var finding = new WrittenSecrets(List.of("hunter2hunter2"))
                .hiddenIn(Sketch.of(
                                CHECK,
                                KEY,
                                KEY + "X: {Type: 'AWS::RDS::DBInstance', Properties: {MasterUserPassword: p-1}}")
                        .get(0)
                        .values("x hunter2hunt …", "hunter2hunter2, hunter2"));

        assertThat(finding.before()).isEqualTo("x (a secret) …");
        assertThat(finding.after()).isEqualTo("(a secret), hunter2");
    }
}
