package com.tallyhybrid.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.review.diff.Comparison;
import com.tallyhybrid.review.diff.ResourceChange;
import com.tallyhybrid.testkit.templates.Sketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What means the same must not look like a change, and what may mean something else must. */
class TemplateNormalizerTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Fn::Sub': plain}                                       | plain
            {'Fn::Sub': '${Key}'}                                    | {Ref: Key}
            {'Fn::Sub': '${Key.Arn}'}                                | {'Fn::GetAtt': [Key, Arn]}
            {'Fn::Sub': '${!Key}'}                                   | '${Key}'
            {'Fn::Sub': ['${A}-${B}', {A: {Ref: Key}, B: two}]}      | {'Fn::Join': ['-', [{Ref: Key}, two]]}
            {'Fn::GetAtt': Key.Arn}                                  | {'Fn::GetAtt': [Key, Arn]}
            {'Fn::GetAtt': Nested.Outputs.Id}                        | {'Fn::GetAtt': [Nested, Outputs.Id]}
            {'Fn::Join': [':', [a, b]]}                              | 'a:b'
            {'Fn::Join': ['', [{'Fn::Sub': 'x${Key}'}, y]]}          | {'Fn::Sub': 'x${Key}y'}
            {'Fn::Join': ['', []]}                                   | ''
            {Ref: 'AWS::StackName'}                                  | App
            {Ref: 'AWS::Region'}                                     | eu-west-1
            {'Fn::Sub': 'arn:${AWS::Partition}:${AWS::AccountId}'}   | 'arn:aws:444455556666'
            [a, {Ref: 'AWS::NoValue'}, b]                            | [a, b]
            {'Fn::Select': [1, {'Fn::Split': ['/', {'Fn::Sub': 'a/${AWS::Region}/c'}]}]} | eu-west-1
            {'Fn::Select': ['0', [{Ref: Key}, b]]}                   | {Ref: Key}
            {'Fn::Cidr': ['10.0.0.0/16', 2, 8]}                      | [10.0.0.0/24, 10.0.1.0/24]
            {'Fn::Select': [2, {'Fn::Cidr': ['2001:db8::/56', 3, '64']}]} | '2001:db8:0:2::/64'
            {'Fn::Length': [a, b]}                                   | 2
            {'Fn::ToJsonString': {a: [1, true, {Ref: Key}], b: {}}}  | {'Fn::Sub': '{"a":[1,true,"${Key}"],"b":{}}'}
            """)
    void oneMeaningIsWrittenInOneWay(String one, String other) {
        assertThat(changes(one, other)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {Ref: Key}                                          | {'Fn::GetAtt': [Key, Arn]}
            {Ref: Key}                                          | Key
            {'Fn::Sub': '${!Key}'}                              | {Ref: Key}
            {'Fn::Join': [{Ref: P}, [a, b]]}                    | {'Fn::Join': [',', [a, b]]}
            {'Fn::Join': [',', {'Fn::GetAtt': [Vpc, Cidrs]}]}   | {'Fn::Join': [';', {'Fn::GetAtt': [Vpc, Cidrs]}]}
            {Ref: 'AWS::StackId'}                               | App
            {'Fn::Select': [1, [{'Fn::If': [C, a, {Ref: 'AWS::NoValue'}]}, b]]} | b
            {'Fn::Length': [{'Fn::If': [C, a, {Ref: 'AWS::NoValue'}]}, b]} | 2
            {'Fn::Join': ['', [{a: 1}]]}                        | {a: 1}
            {'Fn::Cidr': ['10.0.0.0/16', 2, {Ref: Bits}]}       | [10.0.0.0/24, 10.0.1.0/24]
            {'Fn::Base64': {Ref: Key}}                          | S2V5
            {'Fn::ToJsonString': {a: {'Fn::Select': [0, {Ref: Key}]}}} | '{"a":"Key"}'
            """)
    void whatMayDifferStaysApart(String one, String other) {
        assertThat(changes(one, other)).hasSize(1);
    }

    @Test
    void aRegionThatNobodyKnowsStaysAFunction() {
        Template nowhere = Sketch.template(
                "App",
                Environment.of("aws://unknown-account/unknown-region"),
                template("{Ref: 'AWS::Region'}").body());

        assertThat(TemplateNormalizer.of(nowhere)
                        .resource("Thing")
                        .at("/Properties/Value/Ref")
                        .asText())
                .isEqualTo("AWS::Region");
    }

    private static List<ResourceChange> changes(String one, String other) {
        return new Comparison(CloudAssembly.of(List.of(template(one))), CloudAssembly.of(List.of(template(other))))
                .resources();
    }

    private static Template template(String value) {
        return Sketch.stack("App", "Thing: {Type: 'Some::Type', Properties: {Value: " + value + "}}");
    }
}
