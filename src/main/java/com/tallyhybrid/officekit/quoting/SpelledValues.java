package com.tallyhybrid.officekit.quoting;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache.VariableFetcher;
import java.util.Optional;

/** What a template may ask of a value: its own accessors, and how to write it. */
public final class SpelledValues extends DefaultCollector {

    @Override
    public VariableFetcher createFetcher(Object value, String name) {
        Optional<VariableFetcher> spelled =
                Spelling.named(name).map(spelling -> (subject, key) -> new Spelled(spelling, subject));
        return spelled.orElseGet(() -> super.createFetcher(value, name));
    }
}
