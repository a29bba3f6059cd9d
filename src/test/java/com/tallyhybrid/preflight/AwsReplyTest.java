package com.tallyhybrid.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tallyhybrid.preflight.AwsReply.Answered;
import com.tallyhybrid.preflight.AwsReply.NoAnswer;
import com.tallyhybrid.preflight.AwsReply.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the AWS CLI ends, and what of it a person is told. The errors are as aws-cli writes them, 1.46 and 2.36. */
class AwsReplyTest {

    private static final int SERVICE_ERROR = 254;
    private static final int CONFIGURATION_ERROR = 253;

    /** awscli/errorformat.py and errorhandler.py of aws-cli's branch v2; the older form without the prefix. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\nAn error occurred (NoSuchEntity) when calling the GetUser operation: The user cannot be found.\n",
                "\naws: [ERROR]: An error occurred (NoSuchEntity) when calling the GetUser operation: The user cannot be found.\n",
                "\naws: [ERROR]: An error occurred (NoSuchEntity) when calling the GetUser operation: The user cannot be found.\n\nAdditional error details:\nType: Sender\n",
                "urllib3/__init__.py:35: NotOpenSSLWarning: old\n  warnings.warn(\nAn error occurred (NoSuchEntity) when calling the GetUser operation: The user cannot be found.\r\n"
            })
    void anErrorOfAwsIsItsCodeAndOneSentence(String error) {
        assertThat(AwsReply.of(SERVICE_ERROR, "", error))
                .isEqualTo(
                        new Refused(
                                "NoSuchEntity",
                                "An error occurred (NoSuchEntity) when calling the GetUser operation: The user cannot be found."));
    }

    @Test
    void anErrorOfTheAwsCliItselfIsItsSentence() {
        assertThat(
                        AwsReply.of(
                                CONFIGURATION_ERROR,
                                "",
                                "\naws: [ERROR]: Unable to locate credentials. You can configure credentials by running \"aws login\".\n"))
                .isEqualTo(new NoAnswer(
                        "Unable to locate credentials. You can configure credentials by running \"aws login\"."));
        assertThat(AwsReply.of(
                        252, "", "usage: aws [options] <command>\n\naws: error: argument command: Invalid choice\n"))
                .isEqualTo(new NoAnswer("aws: error: argument command: Invalid choice"));
        assertThat(AwsReply.of(255, "", "\n \n")).isEqualTo(new NoAnswer("the AWS CLI failed without a word"));
    }

    /** head-bucket of older versions says nothing when the bucket is there. */
    @Test
    void anEmptyAnswerIsAnAnswer() {
        assertThat(AwsReply.of(0, "\n", "")).isInstanceOf(Answered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "[{}]",
                "null",
                "3",
                "\"x\"",
                "<html>",
                "{} {}",
                "{\"a\": NaN}",
                "\u0000\u0001",
                "{'a': 1}",
                "---\na: b"
            })
    void whatIsNoJsonObjectIsNoAnswerAndIsNotShown(String output) {
        assertThat(AwsReply.of(0, output, ""))
                .isEqualTo(new NoAnswer("the AWS CLI's answer is not the JSON that it was asked for"));
    }

    @Test
    void deepAndLongAnswersAreNoAnswer() {
        assertThat(AwsReply.of(0, "{\"a\":".repeat(200_000), "")).isInstanceOf(NoAnswer.class);
        assertThat(AwsReply.of(0, "{\"a\": %s}".formatted("9".repeat(200_000)), ""))
                .isInstanceOf(NoAnswer.class);
    }

    @Test
    void anErrorIsOneLineOfBearableLengthThatSteersNoTerminal() {
        String hostile = "An error occurred (AccessDenied) \u001b[31m\u0007" + "x".repeat(100_000) + "\u202e";

        AwsReply reply = AwsReply.of(SERVICE_ERROR, "", hostile);

        assertThat(reply).isInstanceOf(Refused.class);
        assertThat(((Refused) reply).message())
                .hasSizeLessThan(AwsReply.LONGEST + 10)
                .doesNotContain("\u001b", "\u0007", "\u202e", "\n");
    }

    @Test
    void aMemberThatIsMissingOrOfAnotherTypeIsSaidAndNotShown() throws Exception {
        AwsAnswer identity =
                AwsAnswer.of(AwsRead.CALLER_IDENTITY, new ObjectMapper().readTree("{\"Account\": {\"a\": 1}}"));
        AwsAnswer stacks = AwsAnswer.of(
                AwsRead.STACKS,
                new ObjectMapper().readTree("{\"Stacks\": [{\"EnableTerminationProtection\": \"yes\"}]}"));
        AwsAnswer users = AwsAnswer.of(AwsRead.USERS, new ObjectMapper().readTree("{\"Users\": [\"never-shown\"]}"));

        assertThatThrownBy(() -> identity.text("Account"))
                .isInstanceOf(Untold.class)
                .hasMessage("AWS's answer to GetCallerIdentity has no Account of the form that AWS publishes");
        assertThatThrownBy(() -> identity.text("Arn")).isInstanceOf(Untold.class);
        assertThatThrownBy(() -> stacks.list("Stacks").get(0).flag("EnableTerminationProtection"))
                .isInstanceOf(Untold.class);
        assertThatThrownBy(() -> users.list("Users")).isInstanceOf(Untold.class).hasMessageNotContaining("never-shown");
    }

    /** What the table does not say is a mistake of this program, even where AWS gives it. */
    @Test
    void whatTheTableDoesNotSayIsNotRead() throws Exception {
        AwsAnswer identity = AwsAnswer.of(AwsRead.CALLER_IDENTITY, new ObjectMapper().readTree("{\"UserId\": \"x\"}"));

        assertThatThrownBy(() -> identity.text("UserId")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> identity.list("Users")).isInstanceOf(IllegalStateException.class);
    }
}
