package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.review.Rule;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tests of this package try row by row. */
public final class ProtectionTables {

    private ProtectionTables() {}

    /** The rules of the two tables: GuardTrialsTest asks each. */
    public static Set<String> tried() {
        return Stream.concat(
                        ProtectionRules.ALL.stream().map(ProtectionRule::rule),
                        MonitoringRemovals.ALL.stream().map(MonitoringRemovals.Row::rule))
                .map(Rule::id)
                .collect(Collectors.toSet());
    }
}
