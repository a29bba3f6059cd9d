package com.tallyhybrid.review;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that a pull request does.
 *
 * @param section where the report puts it
 * @param severity what has to be done about it
 * @param rule the kind of finding, in lower case with hyphens; a waiver names it
 * @param subject what it is about
 * @param path the property, as {@link com.tallyhybrid.review.change.PropertyPath} writes it; empty where the resource
 *     as a whole is meant
 * @param before the value as it is, shortened for people; empty where there is none
 * @param after the value as proposed, likewise
 * @param meaning one or two sentences for an administrator: what would happen
 * @param advice what to do instead, where there is something better
 */
public record Finding(
        Section section,
        Severity severity,
        String rule,
        Subject subject,
        String path,
        String before,
        String after,
        String meaning,
        Optional<String> advice) {

    /** Most dangerous first, then by place, so that two runs give the same report. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::section)
            .thenComparing(Finding::severity)
            .thenComparing(finding -> finding.subject().label())
            .thenComparing(Finding::rule)
            .thenComparing(Finding::path)
            .thenComparing(Finding::before)
            .thenComparing(Finding::after);
}
