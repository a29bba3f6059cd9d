package com.tallyhybrid.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tallyhybrid.review.SmallApp;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolicResolverTest {

    private static final String RESOURCES = """
            Books: {Type: 'AWS::S3::Bucket', Properties: {BucketName: {'Fn::Sub': 'books-${AWS::AccountId}'}}}
            Bills: {Type: 'AWS::S3::Bucket'}
            Topic: {Type: 'AWS::SNS::Topic'}
            Clerk: {Type: 'AWS::IAM::Role', Properties: {RoleName: clerk, Path: /office/}}
            Group: {Type: 'AWS::EC2::SecurityGroup'}
            """;
    private static final SymbolicResolver SHOP =
            SymbolicResolver.of(SmallApp.of(RESOURCES)).get("shop");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "{Ref: Books} | books-111122223333",
                "{'Fn::GetAtt': [Books, Arn]} | arn:aws:s3:::books-111122223333",
                "{'Fn::GetAtt': 'Books.Arn'} | arn:aws:s3:::books-111122223333",
                "{'Fn::Sub': '${Books.Arn}/*'} | arn:aws:s3:::books-111122223333/*",
                "{'Fn::Join': ['', [{'Fn::GetAtt': [Books, Arn]}, '/*']]} | arn:aws:s3:::books-111122223333/*",
                "{Ref: Bills} | <shop/Bills>",
                "{'Fn::Sub': ['${B}-${!aws:username}', {B: {Ref: Bills}}]} | <shop/Bills>-${aws:username}",
                "{'Fn::GetAtt': [Clerk, Arn]} | arn:aws:iam::111122223333:role/office/clerk",
                "{'Fn::GetAtt': [Topic, TopicArn]} | arn:aws:sns:eu-west-1:111122223333:<shop/Topic>",
                "{Ref: Topic} | arn:aws:sns:eu-west-1:111122223333:<shop/Topic>",
                "{'Fn::GetAtt': [Group, GroupId]} | <shop/Group>",
                "{'Fn::GetAtt': [Group, VpcId]} | <shop/Group.VpcId>",
                "{Ref: Stage} | <shop/Stage>",
                "{Ref: 'AWS::Region'} | eu-west-1",
                "{'Fn::ImportValue': 'unknown'} | <import unknown>",
            })
    void writesOneValueOneWay(String yaml, String text) {
        assertThat(SHOP.text(SmallApp.yaml(yaml))).isEqualTo(text);
    }

    @Test
    void anImportIsWhatTheOtherStackExports() {
        Template data = SmallApp.template("data", "Books: {Type: 'AWS::S3::Bucket'}");
        ((ObjectNode) data.body())
                .set("Outputs", SmallApp.yaml("Out: {Value: {Ref: Books}, Export: {Name: 'data:books'}}"));
        var app = CloudAssembly.of(List.of(data, SmallApp.template("shop", RESOURCES)));

        assertThat(SymbolicResolver.of(app).get("shop").text(SmallApp.yaml("{'Fn::ImportValue': 'data:books'}")))
                .isEqualTo("<data/Books>");
    }

    @Test
    void withoutAManifestTheAccountStandsForItself() {
        var template = Template.of(
                "shop",
                Environment.UNKNOWN,
                SmallApp.of(RESOURCES).templates().get("shop").body());
        SymbolicResolver text =
                SymbolicResolver.of(CloudAssembly.of(List.of(template))).get("shop");

        assertThat(text.text(SmallApp.yaml("{'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}")))
                .isEqualTo("arn:aws:iam::<AWS.AccountId>:root");
    }

    @Test
    void whatIsNotUnderstoodEqualsItselfAndNothingElse() {
        String one = SHOP.text(SmallApp.yaml("{'Fn::If': [Big, {Ref: Books}, a]}"));

        assertThat(one).startsWith("<").endsWith(">");
        assertThat(SHOP.text(SmallApp.yaml("{'Fn::If': [Big, {'Fn::Sub': '${Books}'}, a]}")))
                .isEqualTo(one);
        assertThat(SHOP.text(SmallApp.yaml("{'Fn::If': [Big, {Ref: Bills}, a]}")))
                .isNotEqualTo(one);
    }

    @Test
    void namesThatReferToEachOtherInACircleEnd() {
        var app = SmallApp.of("A: {Type: 'AWS::S3::Bucket', Properties: {BucketName: {Ref: A}}}");

        assertThat(SymbolicResolver.of(app).get("shop").text(SmallApp.yaml("{Ref: A}")))
                .startsWith("<");
    }

    @Test
    void aNameThatIsTwiceMadeOfAnotherOneHasAnEnd() {
        String resources = IntStream.range(0, 100)
                .mapToObj(i -> "A%d: {Type: 'AWS::S3::Bucket', Properties: {BucketName: {'Fn::Sub': '${A%d}${A%d}'}}}%n"
                        .formatted(i, (i + 1) % 100, (i + 1) % 100))
                .collect(Collectors.joining());
        SymbolicResolver text = SymbolicResolver.of(SmallApp.of(resources)).get("shop");

        assertThat(text.text(SmallApp.yaml("{Ref: A0}"))).hasSizeLessThan(5000).contains("<shop/A");
    }

    @Test
    void aStackImportsFromItsOwnRegion() {
        var mumbai = Environment.of("111122223333", "ap-south-1");
        var hyderabad = Environment.of("111122223333", "ap-south-2");
        String body = "{Outputs: {Out: {Value: '%s', Export: {Name: key}}}}";
        var app = CloudAssembly.of(List.of(
                Template.of("one", mumbai, SmallApp.yaml(body.formatted("first"))),
                Template.of("two", hyderabad, SmallApp.yaml(body.formatted("second"))),
                Template.of("three", Environment.of("444455556666", "ap-south-2"), SmallApp.yaml("{}"))));
        var imported = SmallApp.yaml("{'Fn::ImportValue': key}");

        assertThat(SymbolicResolver.of(app).values().stream().map(stack -> stack.text(imported)))
                .containsExactly("first", "second", "<import key>");
    }

    @Test
    void aParameterWhoseDefaultIsNoTextIsUnknown() {
        var template = Template.of(
                "shop", Environment.UNKNOWN, SmallApp.yaml("{Parameters: {A: {Type: String, Default: {Ref: A}}}}"));

        assertThat(SymbolicResolver.of(CloudAssembly.of(List.of(template)))
                        .get("shop")
                        .text(SmallApp.yaml("{Ref: A}")))
                .isEqualTo("<shop/A>");
    }

    @Test
    void leavesOutWhatCloudFormationLeavesOut() {
        assertThat(SHOP.texts(SmallApp.yaml("[a, {Ref: 'AWS::NoValue'}]"))).containsExactly("a");
    }
}
