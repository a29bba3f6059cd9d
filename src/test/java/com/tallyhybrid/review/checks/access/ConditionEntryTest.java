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
        "DateLessThan, 2026-01-01T00:00:00Z, DateLessThan, 2027-01-01T00:00:00Z, true",
        "DateLessThan, 2027-01-01T00:00:00Z, DateLessThan, 2026-01-01T00:00:00Z, false",
        "DateGreaterThan, 2027-01-01T00:00:00Z, DateGreaterThanEquals, 2027-01-01T05:30:00+05:30, true",
        "DateLessThan, soon, DateLessThan, 2027-01-01T00:00:00Z, false",
        "DateLessThan, 10, NumericLessThan, 20, false",
        "Unknown, a, Unknown, b, false",
        // The same operator at equality, the other direction, and operators that are no pair.
        "NumericGreaterThan, 14, NumericGreaterThan, 14, true",
        "NumericGreaterThan, 13, NumericGreaterThan, 14, false",
        "NumericEquals, 14, NumericEquals, 14.0, true",
        "NumericEquals, 14, NumericEquals, 15, false",
        "NumericEquals, 14, NumericLessThan, 15, true",
        "NumericEquals, 14, NumericLessThan, 14, false",
        "NumericEquals, 14, NumericLessThanEquals, 14, true",
        "NumericEquals, 14, NumericGreaterThan, 14, false",
        "NumericEquals, 15, NumericGreaterThan, 14, true",
        "NumericLessThan, 14, NumericLessThanEquals, 14, true",
        "NumericLessThanEquals, 14, NumericLessThan, 14, false",
        "NumericLessThanEquals, 13, NumericLessThan, 14, true",
        "NumericGreaterThanEquals, 14, NumericGreaterThan, 14, false",
        "NumericGreaterThan, 14, NumericGreaterThanEquals, 14, true",
        "NumericGreaterThan, 14, NumericLessThan, 20, false",
        "NumericLessThan, 14, NumericGreaterThan, 2, false",
        "NumericLessThan, 14, NumericEquals, 14, false",
        "NumericNotEquals, 14, NumericNotEquals, 14.0, true",
        "StringEqualsIgnoreCase, a, StringEquals, a, false",
        "StringEquals, A, StringEqualsIgnoreCase, a, true",
        "StringLike, A, StringEqualsIgnoreCase, a, true",
        "StringLike, a*, StringEqualsIgnoreCase, a*, false",
        "StringNotEqualsIgnoreCase, a, StringNotEquals, A, true",
        "StringEquals, b, StringEqualsIgnoreCase, a, false",
        // Whether the key is there at all.
        "StringEquals, a, Null, false, true",
        "ForAnyValue:StringEquals, a, Null, False, true",
        "StringEqualsIfExists, a, Null, false, false",
        "StringNotEquals, a, Null, false, false",
        "ForAllValues:StringEquals, a, Null, false, false",
        "StringEquals, a, Null, true, false",
        "Null, true, StringNotEquals, a, true",
        "Null, true, StringEqualsIfExists, a, true",
        "Null, true, ForAllValues:StringEquals, a, true",
        "Null, true, StringEquals, a, false",
        "Null, false, StringNotEquals, a, false",
        "Null, false, Null, False, true",
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

    /** S3 gives a listing one prefix at most, so the set operators ask what the operator alone asks; a request may carry several tags. */
    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource({
        "s3:prefix, StringEquals, ForAnyValue:StringEquals, true, true",
        "s3:prefix, StringEquals, ForAnyValue:StringEqualsIfExists, true, true",
        "s3:prefix, StringEquals, ForAllValues:StringEquals, true, false",
        "s3:prefix, StringEqualsIfExists, ForAllValues:StringEquals, true, true",
        "s3:prefix, StringNotEquals, ForAllValues:StringNotEquals, true, true",
        "s3:prefix, StringNotEquals, ForAnyValue:StringNotEquals, false, true",
        "aws:tagkeys, StringEquals, ForAnyValue:StringEquals, false, false",
        "aws:tagkeys, StringEqualsIfExists, ForAllValues:StringEquals, false, false",
    })
    void aKeyThatIsThereOnceIsAskedTheSameBySetOperators(
            String key, String plain, String quantified, boolean there, boolean back) {
        var one = new ConditionEntry(plain, key, List.of("a"));
        var other = new ConditionEntry(quantified, key, List.of("a"));

        assertThat(one.implies(other)).isEqualTo(there);
        assertThat(other.implies(one)).isEqualTo(back);
    }

    private static ConditionEntry line(String operator, String values) {
        return new ConditionEntry(operator, "aws:some", List.of(values.split(" ")));
    }
}
