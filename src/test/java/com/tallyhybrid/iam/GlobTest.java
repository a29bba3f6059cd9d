package com.tallyhybrid.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "*, anything, true",
        "s3:Get*, s3:GetObject, true",
        "s3:Get*, s3:Get*, true",
        "s3:Get*, s3:*, false",
        "s3:*Object, s3:Get*Object, true",
        "s3:Get?bject, s3:GetObject, true",
        "s3:Get?bject, s3:Get*bject, false",
        "?*, *?, true",
        "*?, ?, true",
        "?, '', false",
        "a**b, a*b, true",
        "abc, abc, true",
        "abc, abcd, false",
        "<shop/Books>, <shop/Books>, true",
        "<shop/Books>, <shop/Bills>, false",
        "*, <shop/Books>, true",
        "?, <shop/Books>, false",
        "a*, a<shop/Books>z, true",
        "'${aws:username}/*', '${aws:username}/a', true",
        "'?????????????????/a', '${aws:username}/a', false",
    })
    void coversWhatItIncludes(String outer, String inner, boolean covers) {
        assertThat(Glob.of(outer).covers(Glob.of(inner))).isEqualTo(covers);
    }

    @ParameterizedTest(name = "{0} covers the ARN {1}: {2}")
    @CsvSource({
        "arn:aws:s3:::books/*, arn:aws:s3:::books/a/b, true",
        "arn:aws:s3:::*, arn:aws:s3:::books/*, true",
        "arn:aws:*:books, arn:aws:s3:::books, false",
        "arn:*:s3:::books, arn:aws:s3:::books, true",
        "arn:aws:logs:eu-west-1:*:log-group:*, arn:aws:logs:eu-west-1:111122223333:log-group:x:*, true",
        "arn:aws:s3:::<shop/Books>/*, arn:aws:s3:::<shop/Books>/a, true",
        "arn:aws:s3:::<shop/Books>/*, arn:aws:s3:::<shop/Bills>/a, false",
    })
    void comparesArnsPartByPart(String outer, String inner, boolean covers) {
        assertThat(Glob.coversArn(outer, inner)).isEqualTo(covers);
    }

    @ParameterizedTest(name = "{0} meets {1}: {2}")
    @CsvSource({
        "s3:Get*, s3:*Object, true",
        "s3:Get*, s3:Put*, false",
        "a?c, abc, true",
        "a?c, abbc, false",
        "<shop/Books>, anything, true",
        "a<shop/Books>, b<shop/Books>, false",
        "*, '', true",
    })
    void meetsWhatItMayShare(String one, String other, boolean meets) {
        assertThat(Glob.of(one).meets(Glob.of(other))).isEqualTo(meets);
        assertThat(Glob.of(other).meets(Glob.of(one))).isEqualTo(meets);
    }

    /** Against every text of up to six letters, which is enough for patterns of four. */
    @Test
    void agreesWithTheTextsThatThePatternsMatch() {
        var random = new Random(20_261_126);
        List<String> texts = texts();
        int covering = 0;
        for (int i = 0; i < 4000; i++) {
            String one = pattern(random);
            String other = pattern(random);
            List<String> matchedByOther =
                    texts.stream().filter(text -> text.matches(regex(other))).toList();
            boolean includes = matchedByOther.stream().allMatch(text -> text.matches(regex(one)));
            boolean shares = matchedByOther.stream().anyMatch(text -> text.matches(regex(one)));

            if (Glob.of(one).covers(Glob.of(other))) {
                covering++;
                assertThat(includes).as("%s covers %s", one, other).isTrue();
            }
            assertThat(Glob.of(one).meets(Glob.of(other)))
                    .as("%s meets %s", one, other)
                    .isEqualTo(shares);
        }
        assertThat(covering).isGreaterThan(200);
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        for (int length = random.nextInt(4); length >= 0; length--) {
            pattern.append("ab?*".charAt(random.nextInt(4)));
        }
        return pattern.toString();
    }

    private static String regex(String pattern) {
        return pattern.replace("*", ".*").replace("?", ".");
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int i = 0; texts.get(i).length() < 6; i++) {
            texts.add(texts.get(i) + "a");
            texts.add(texts.get(i) + "b");
        }
        return texts;
    }
}
