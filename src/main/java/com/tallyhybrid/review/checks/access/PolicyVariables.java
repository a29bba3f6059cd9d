package com.tallyhybrid.review.checks.access;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes policy variables one way: their names know no case, {@code ${AWS:UserName}} is {@code ${aws:username}}. */
final class PolicyVariables {

    /** The name ends at the comma before a default, which knows case. */
    private static final Pattern NAME = Pattern.compile("\\$\\{[^},]*");

    private PolicyVariables() {}

    static String normalized(String text) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(name.group().toLowerCase(Locale.ROOT)));
    }
}
