package com.tallyhybrid.app.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A statement stands in the template as IAM's grammar has it, and alike whatever order the settings have. */
class PolicyStatementTest {

    private static final String REFERENCE = "${Token[TOKEN.7]}";

    @Test
    void oneValueStandsAloneAndSeveralStandInAList() throws Exception {
        assertThat(json(PolicyStatement.allow("Read", "s3:GetObject").on("a", "b")))
                .isEqualTo(
                        "{\"Statement\":[{\"Action\":\"s3:GetObject\",\"Effect\":\"Allow\",\"Resource\":[\"a\",\"b\"],"
                                + "\"Sid\":\"Read\"}],\"Version\":\"2012-10-17\"}");
    }

    @Test
    void actionsAndResourcesComeInOneOrderAndOnce() throws Exception {
        assertThat(json(PolicyStatement.allow("", "s3:PutObject", "s3:GetObject", "s3:GetObject")
                        .on("b", "a", "b")))
                .isEqualTo(json(PolicyStatement.allow("", "s3:GetObject", "s3:PutObject")
                        .on("a", "b")));
    }

    @Test
    void referencesComeAfterTextsByWhatStandsBeforeThem() {
        var statement = PolicyStatement.allow("", "ec2:RunInstances")
                .on("arn:vpc/" + REFERENCE, REFERENCE, "arn:group/" + REFERENCE, "arn:z");

        assertThat(PolicyStatement.document(List.of(statement)).toString())
                .contains("[arn:z, %1$s, arn:group/%1$s, arn:vpc/%1$s]".formatted(REFERENCE));
    }

    @Test
    void principalsAreWrittenAsTheServiceOfThePolicyWantsThem() throws Exception {
        assertThat(json(PolicyStatement.deny("", "*").byAnyone())).contains("\"Principal\":{\"AWS\":\"*\"}");
        assertThat(json(PolicyStatement.deny("", "*").byEveryone())).contains("\"Principal\":\"*\"");
        assertThat(json(PolicyStatement.allow("", "*").byServices("b.amazonaws.com", "a.amazonaws.com")))
                .contains("\"Principal\":{\"Service\":[\"b.amazonaws.com\",\"a.amazonaws.com\"]}");
        assertThat(json(PolicyStatement.allow("", "*").byPrincipals(List.of("user/b", "user/a"))))
                .contains("\"Principal\":{\"AWS\":[\"user/a\",\"user/b\"]}");
    }

    @Test
    void conditionsAreKeptAsTheyAreGiven() throws Exception {
        assertThat(json(PolicyStatement.allow("", "*")
                        .when(Ordered.map("StringEquals", Ordered.map("k", List.of("b", "a"))))))
                .contains("\"Condition\":{\"StringEquals\":{\"k\":[\"b\",\"a\"]}}");
    }

    private static String json(PolicyStatement statement) throws Exception {
        return new ObjectMapper().writeValueAsString(PolicyStatement.document(List.of(statement)));
    }
}
