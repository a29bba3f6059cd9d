package com.tallyhybrid.review.checks.access;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the numbers of AWS accounts in texts: twelve digits that belong to nothing longer. */
final class AccountId {

    private static final Pattern DIGITS = Pattern.compile("(?<![0-9A-Za-z])\\d{12}(?![0-9A-Za-z])");

    private AccountId() {}

    /** Every account that a text names. */
    static Stream<String> in(String text) {
        return DIGITS.matcher(text).results().map(MatchResult::group);
    }

    /** The first account in a text that is none of those. */
    static Optional<String> foreign(String text, Set<String> own) {
        return in(text).filter(account -> !own.contains(account)).findFirst();
    }
}
