package com.tallyhybrid.review.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Templates;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two values are one: as texts, and where nobody asks for the order of a list. */
class ValueComparisonTest {

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "32 | '32' | true | true",
                "[1, 2] | ['1', '2'] | true | true",
                "[1, 2] | [2, 1] | false | true",
                "[1, 1, 2] | [1, 2, 2] | false | false",
                "[1] | [1, 1] | false | false",
                "{'a': [1, 2]} | {'a': [2, 1]} | false | true",
                "{'a': 1} | {'b': 1} | false | false",
                "{'a': 1} | [1] | false | false",
                "1 | [1] | false | false",
                "{'Fn::Select': [0, ['a']]} | {'Fn::Select': ['0', ['a']]} | true | true",
                "{'Fn::GetAtt': ['a', 'b']} | {'Fn::GetAtt': ['b', 'a']} | false | false",
                "[{'Ref': 'a'}, 'b'] | ['b', {'Ref': 'a'}] | false | true",
            })
    void valuesAreComparedAsCloudFormationReadsThem(String one, String other, boolean same, boolean inAnyOrder) {
        assertThat(ValueComparison.same(Templates.json(one), Templates.json(other)))
                .isEqualTo(same);
        assertThat(ValueComparison.sameInAnyOrder(Templates.json(one), Templates.json(other)))
                .isEqualTo(inAnyOrder);
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[1, 2, 3] | [1, 3] | [2]",
                "[1] | [1, 2] | []",
                "[1, 2] | [2, 1] | [1, 2]",
                "[1] | 1 | [1]",
                "1 | [1] | 1"
            })
    void ofTwoListsTheOwnEntriesAreLeft(String one, String other, String left) {
        assertThat(ValueComparison.only(Templates.json(one), Templates.json(other)))
                .isEqualTo(Templates.json(left));
    }
}
