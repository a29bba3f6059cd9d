package com.tallyhybrid.review.checks.replacement;

import com.tallyhybrid.review.Severity;
import java.util.Optional;

/**
 * What a type is to the people who use it.
 *
 * @param noun what they call it
 * @param rebuilt what it means to them that a new one takes its place
 * @param deleted what it means to them that it goes
 * @param anew what is different with a new one
 * @param gone what goes with the old one, and what survives it
 * @param instead what to do instead
 * @param credential whether it opens something: kept in the account and managed by nobody, it would be a danger itself
 */
record TypeWords(
        String noun,
        Severity rebuilt,
        Severity deleted,
        String anew,
        String gone,
        Optional<String> instead,
        boolean credential) {}
