package com.tallyhybrid.review.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.tallyhybrid.testkit.templates.Templates;
import org.junit.jupiter.api.Test;

/** What a value takes from elsewhere is found wherever it stands in it. */
class ReferenceTest {

    @Test
    void everyKindIsFoundInTheOrderInWhichItStands() {
        assertThat(Reference.in(Templates.json("{'a': [{'Ref': 'R'}, {'Fn::GetAtt': ['G', 'Arn']}],"
                        + " 'b': {'Fn::If': ['C', {'Fn::ImportValue': 'E'}, {'Fn::FindInMap': ['M', 'x', 'y']}]},"
                        + " 'c': {'Fn::GetStackOutput': {'StackName': 'S', 'OutputName': 'O'}}}")))
                .extracting(one -> one.kind() + " " + one.name())
                .containsExactly("RESOURCE R", "RESOURCE G", "CONDITION C", "EXPORT E", "MAPPING M", "OUTPUT S.O");
    }

    @Test
    void anExportIsKnownByItsTextOrByHowItsNameIsMade() {
        assertThat(Reference.export(Templates.json("'books'")).name()).isEqualTo("books");
        assertThat(Reference.export(Templates.json("{'Ref':'Name'}")).name()).isEqualTo("{\"Ref\":\"Name\"}");
    }
}
