package com.tallyhybrid.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tallyhybrid.testkit.templates.Sketch;
import com.tallyhybrid.testkit.templates.SmallApp;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A template decides by itself what hangs on its defaults, mappings and conditions, and nothing else. */
class InputsTest {

    private static final Inputs INPUTS =
            Inputs.of(Sketch.template("App", Environment.of("aws://111122223333/eu-west-1"), SmallApp.yaml("""
            Parameters:
              Stage: {Type: String, Default: live}
              Days: {Type: Number, Default: 30}
              Zones: {Type: CommaDelimitedList, Default: 'a,b'}
              Secret: {Type: String}
              Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /image}
            Mappings:
              Sizes: {live: {days: 400, kind: large}, test: {days: 1}}
            Conditions:
              IsLive: {'Fn::Equals': [{Ref: Stage}, live]}
              Inner: {Condition: IsLive}
              Outer: {'Fn::And': [{Condition: Inner}, {'Fn::Not': [{Condition: Never}]}]}
              Never: {'Fn::Equals': [a, b]}
              Open: {'Fn::Equals': [{Ref: Secret}, x]}
              Decided: {'Fn::Or': [{Condition: Open}, {Condition: IsLive}]}
              Undecided: {'Fn::And': [{Condition: Open}, {Condition: IsLive}]}
              Circle: {'Fn::Not': [{Condition: Circle}]}
            """)));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {Ref: Stage}                                                            | live
            {Ref: Zones}                                                            | [a, b]
            {Ref: Secret}                                                           | {Ref: Secret}
            {Ref: Image}                                                            | {Ref: Image}
            {'Fn::FindInMap': [Sizes, {Ref: Stage}, days]}                          | 400
            {'Fn::FindInMap': [Sizes, {Ref: Secret}, days]}                         | {'Fn::FindInMap': [Sizes, {Ref: Secret}, days]}
            {'Fn::FindInMap': [Sizes, none, days, {DefaultValue: 7}]}               | 7
            {'Fn::If': [Outer, {Ref: Days}, 1]}                                     | 30
            {'Fn::If': [Never, 1, {'Fn::If': [Decided, yes, no]}]}                  | yes
            {'Fn::If': [Open, {Ref: Stage}, {Ref: 'AWS::NoValue'}]}                 | {'Fn::If': [Open, live, {Ref: 'AWS::NoValue'}]}
            {a: {'Fn::If': [Never, 1, {Ref: 'AWS::NoValue'}]}, b: 2}                | {b: 2}
            {'Fn::Select': ['1', {Ref: Zones}]}                                     | b
            {'Fn::Select': ['2', {Ref: Zones}]}                                     | {'Fn::Select': ['2', [a, b]]}
            {'Fn::Select': [1, {'Fn::Split': ['/', 'x/y']}]}                        | y
            {'Fn::Sub': 'a-${Stage}-${Thing}'}                                      | {'Fn::Join': ['', [a-live-, {Ref: Thing}]]}
            """)
    void whatTheTemplateDecidesIsResolved(String written, String resolved) {
        assertThat(INPUTS.resolve(SmallApp.yaml(written)).toString().replace("\"", ""))
                .isEqualTo(SmallApp.yaml(resolved).toString().replace("\"", ""));
    }

    @Test
    void conditionsAreDecidedThroughEachOther() {
        assertThat(INPUTS.condition("Outer")).contains(true);
        assertThat(INPUTS.condition("Never")).contains(false);
        assertThat(INPUTS.condition("Decided")).contains(true);
        assertThat(INPUTS.condition("Undecided")).isEqualTo(Optional.empty());
        assertThat(INPUTS.condition("Circle")).isEqualTo(Optional.empty());
        assertThat(INPUTS.condition("Nobody")).isEqualTo(Optional.empty());
    }

    /** One test may decide alone; otherwise all must be known. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Fn::And': [{'Fn::Equals': [a, a]}, {'Fn::Equals': [b, b]}]}                | true
            {'Fn::And': [{'Fn::Equals': [a, a]}, {'Fn::Equals': [a, b]}]}                | false
            {'Fn::And': [{'Fn::Equals': [{Ref: Secret}, a]}, {'Fn::Equals': [a, b]}]}    | false
            {'Fn::And': [{'Fn::Equals': [{Ref: Secret}, a]}, {'Fn::Equals': [a, a]}]}    |
            {'Fn::And': [{'Fn::Equals': [a, a]}, {'Fn::Equals': [{Ref: Secret}, a]}]}    |
            {'Fn::Or': [{'Fn::Equals': [a, b]}, {'Fn::Equals': [b, b]}]}                 | true
            {'Fn::Or': [{'Fn::Equals': [a, b]}, {'Fn::Equals': [b, a]}]}                 | false
            {'Fn::Or': [{'Fn::Equals': [{Ref: Secret}, a]}, {'Fn::Equals': [a, a]}]}     | true
            {'Fn::Or': [{'Fn::Equals': [{Ref: Secret}, a]}, {'Fn::Equals': [a, b]}]}     |
            {'Fn::Not': [{'Fn::Equals': [a, b]}]}                                        | true
            {'Fn::Not': [{'Fn::Equals': [{Ref: Secret}, a]}]}                            |
            {'Fn::Equals': [1, '1']}                                                     | true
            {'Fn::Equals': [{'Fn::Length': [a]}, 1]}                                     | true
            {'Fn::Equals': [{Ref: Secret}, {Ref: Secret}]}                               |
            {'Fn::Equals': [a, [a]]}                                                     |
            {'Fn::Odd': [a]}                                                             |
            """)
    void aConditionHoldsOrDoesNotOrIsOpen(String test, Boolean holds) {
        var template = Sketch.template(
                "App",
                Environment.UNKNOWN,
                json("{Parameters: {Secret: {Type: String}}, Conditions: {It: %s}}".formatted(test)));

        assertThat(Inputs.of(template).condition("It")).isEqualTo(Optional.ofNullable(holds));
    }

    /** Nothing that is unknown can be read as a text. */
    @Test
    void onlyALiteralCanBeRead() {
        assertThat(Value.of(json("''"))).isInstanceOf(Value.Literal.class);
        assertThat(Value.of(json("{Ref: 'AWS::NoValue'}"))).isEqualTo(new Value.Absent());
        assertThat(Value.of(json("{Ref: Books}"))).isInstanceOf(Value.Reference.class);
        assertThat(Value.of(json("{'Fn::If': [Open, a, b]}")))
                .isEqualTo(new Value.Unknown(
                        json("{'Fn::If': [Open, a, b]}"), "Fn::If is computed when the stack is deployed"));
    }

    private static JsonNode json(String yaml) {
        return SmallApp.yaml(yaml);
    }
}
