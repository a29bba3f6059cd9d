package com.tallyhybrid.review.checks.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionEntryTest {

    @ParameterizedTest(name = "{0} {1} implies {2} {3}: {4}")
    @CsvSource({
        "StringEquals, a, StringEquals, a b, true",
        "StringEquals, a b, StringEquals, a, false",
        "StringEquals, abc, StringLike, a*, true",
        "StringLike, a*, StringEquals, abc, false",
        "StringLike, a*, StringLike, *, true",
        "StringEquals, a, StringEqualsIfExists, a, true",
        "StringEqualsIfExists, a, StringEquals, a, false",
        "StringNotEquals, a b, StringNotEquals, a, true",
        "StringNotEquals, a, StringNotEquals, a b, false",
        "StringNotEquals, a, StringEquals, b, false",
        "StringNotLike, a*, StringNotEquals, abc, true",
        "ArnEquals, arn:aws:s3:::a, ArnLike, arn:aws:s3:::*, true",
        "ArnNotEquals, arn:aws:s3:::a, ArnNotLike, arn:aws:s3:::a, true",
        "IpAddress, 10.0.1.0/24, IpAddress, 10.0.0.0/16, true",
        "IpAddress, 10.0.0.0/16, IpAddress, 10.0.1.0/24, false",
        "NotIpAddress, 10.0.0.0/16, NotIpAddress, 10.0.1.0/24, true",
        "IpAddress, 10.0.0.5, IpAddress, 10.0.0.4/31, true",
        "NumericLessThan, 300, NumericLessThan, 3600, true",
        "NumericLessThan, 3600, NumericLessThan, 300, false",
        "NumericGreaterThanEquals, 14, NumericGreaterThanEquals, 2, true",
        "NumericLessThan, 1.20, NumericLessThan, 1.2, true",
        "NumericLessThan, many, NumericLessThan, 300, false",
        "Bool, true, Bool, TRUE, true",
        "Bool, true, Bool, false, false",
        "'Null', true, 'Null', false, false",
        "ForAllValues:StringEquals, a, ForAllValues:StringEquals, a b, true",
        "ForAllValues:StringEquals, a, StringEquals, a, false",
        "ForAnyValue:StringEquals, a, ForAnyValue:StringLike, a*, true",
        "DateLessThan, 2026-01-01T00:00:00Z, DateLessThan, 2027-01-01T00:00:00Z, false",
        "Unknown, a, Unknown, b, false",
        // The same operator at equality, the other direction, and operators that are no pair.
        "NumericGreaterThan, 14, NumericGreaterThan, 14, true",
        "NumericGreaterThan, 13, NumericGreaterThan, 14, false",
        "NumericEquals, 14, NumericEquals, 14.0, true",
        "NumericEquals, 14, NumericEquals, 15, false",
        "NumericEquals, 14, NumericLessThan, 15, false",
        "StringEqualsIgnoreCase, a, StringEquals, a, false",
        // ForAnyValue heeds no IfExists and no absent key; ForAllValues is met by one.
        "ForAnyValue:StringEqualsIfExists, a, ForAnyValue:StringEquals, a, true",
        "ForAnyValue:StringEquals, a, ForAnyValue:StringEqualsIfExists, a, true",
        "ForAllValues:StringEqualsIfExists, a, ForAllValues:StringEquals, a, true",
        "ForAnyValue:StringEquals, a, StringEquals, a, false",
        // A whole name is one text, whichever operator compares it; a wildcard or a variable is not.
        "StringEquals, arn:aws:s3:::a, ArnEquals, arn:aws:s3:::a, true",
        "ArnEquals, arn:aws:s3:::a, StringEquals, arn:aws:s3:::a, true",
        "StringNotEquals, arn:aws:s3:::a, ArnNotLike, arn:aws:s3:::a, true",
        "ArnNotEquals, arn:aws:s3:::a, StringNotLike, arn:aws:s3:::a, true",
        "ArnNotEquals, arn:aws:s3:::a, StringNotEquals, arn:aws:s3:::b, false",
        "StringEquals, arn:aws:s3:::a, ArnLike, arn:aws:s3:::*, true",
        "ArnLike, arn:aws:s3:::*, StringLike, arn:aws:s3:::*, false",
        "StringLike, arn:aws:s3:::*, ArnLike, arn:aws:s3:::*, false",
        "StringEquals, arn:aws:s3:::${aws:username}, ArnLike, arn:aws:s3:::${aws:username}, false",
        "StringEquals, a, ArnLike, a, false",
    })
    void impliesWhatIsWider(String operator, String values, String wider, String widerValues, boolean implies) {
        assertThat(line(operator, values).implies(line(wider, widerValues))).isEqualTo(implies);
    }

    /** S3 gives a listing one prefix at most, so both ask the same; a request may carry several tags. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "s3:prefix, ForAnyValue:StringEquals, true",
        "s3:prefix, ForAnyValue:StringEqualsIfExists, true",
        "s3:prefix, ForAnyValue:StringNotEquals, false",
        "s3:prefix, ForAllValues:StringEquals, false",
        "aws:tagkeys, ForAnyValue:StringEquals, false",
    })
    void aKeyThatIsThereOnceIsAskedTheSameByForAnyValue(String key, String operator, boolean same) {
        var plain =
                new ConditionEntry(operator.contains("Not") ? "StringNotEquals" : "StringEquals", key, List.of("a"));
        var quantified = new ConditionEntry(operator, key, List.of("a"));

        assertThat(plain.implies(quantified)).isEqualTo(same);
        assertThat(quantified.implies(plain)).isEqualTo(same);
    }

    private static ConditionEntry line(String operator, String values) {
        return new ConditionEntry(operator, "aws:some", List.of(values.split(" ")));
    }
}
