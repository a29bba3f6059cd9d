package com.tallyhybrid.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a second factor is gone       | A second factor is gone
                    anybody, in any account, may  | Anybody, in any account, may
                    arn:aws:iam::1:user/a could   | arn:aws:iam::1:user/a could
                    s3:GetObject is allowed       | s3:GetObject is allowed
                    patel-steel could             | patel-steel could
                    saml.example.com could        | saml.example.com could
                    agentOne could                | agentOne could
                    nobody                        | Nobody
                    """)
    void beginsWithACapitalUnlessItBeginsWithAName(String text, String sentence) {
        assertThat(Sentence.of(text)).isEqualTo(sentence);
    }
}
