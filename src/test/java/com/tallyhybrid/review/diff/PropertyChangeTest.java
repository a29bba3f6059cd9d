package com.tallyhybrid.review.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Templates;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What differs is named as deep as it can be, and nothing that is the same is named. */
class PropertyChangeTest {

    @Test
    void namesTheDeepestPropertyThatDiffers() {
        assertThat(paths("{'a': {'b': 1, 'c': 2}, 'd': [1, {'e': 2}]}", "{'a': {'b': 1, 'c': 3}, 'd': [1, {'e': 4}]}"))
                .containsExactly("a.c", "d[1].e");
    }

    @Test
    void namesEveryLeafOfWhatIsNewOrGone() {
        assertThat(paths("{}", "{'a': {'b': 1, 'c': {'d': 2}}}")).containsExactly("a.b", "a.c.d");
        assertThat(paths("{'a': {'b': 1}}", "{}")).containsExactly("a.b");
        assertThat(paths("{}", "{'a': {}}")).containsExactly("a");
    }

    @Test
    void takesAListThatGrowsOrShrinksAsOneChange() {
        assertThat(paths("{'a': [1, 2]}", "{'a': [1, 2, 3]}")).containsExactly("a");
    }

    /** Half a function means nothing: it is the whole value that changes. */
    @Test
    void takesAFunctionAsAValue() {
        assertThat(paths("{'a': {'Ref': 'X'}}", "{'a': {'Ref': 'Y'}}")).containsExactly("a");
        assertThat(paths("{'a': {'Fn::GetAtt': ['X', 'Arn']}}", "{'a': {'Fn::GetAtt': ['Y', 'Arn']}}"))
                .containsExactly("a");
        assertThat(paths("{'a': 'text'}", "{'a': {'Ref': 'Y'}}")).containsExactly("a");
        assertThat(paths("{}", "{'a': {'Ref': 'Y'}}")).containsExactly("a");
    }

    @Test
    void seesNoChangeInTheOrderOfKeys() {
        assertThat(paths("{'a': 1, 'b': {'c': 1, 'd': 2}}", "{'b': {'d': 2, 'c': 1}, 'a': 1}"))
                .isEmpty();
    }

    @Test
    void knowsWhatStandsUnderAProperty() {
        var path = PropertyChange.between(
                        Templates.json("{'Rules': [{'Id': 'a'}]}"), Templates.json("{'Rules': [{'Id': 'b'}]}"))
                .get(0)
                .path();

        assertThat(path.under("Rules")).isTrue();
        assertThat(path.under("Rules.Id")).isTrue();
        assertThat(path.under("Rule")).isFalse();
        assertThat(path.under("Rules.Id.X")).isFalse();
        assertThat(path.under("")).isTrue();
        assertThat(path.withoutIndexes()).hasToString("Rules.Id");
    }

    private static List<String> paths(String before, String after) {
        return PropertyChange.between(Templates.json(before), Templates.json(after)).stream()
                .map(change -> change.path().toString())
                .toList();
    }
}
