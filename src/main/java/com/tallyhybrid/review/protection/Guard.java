package com.tallyhybrid.review.protection;

import com.tallyhybrid.review.Severity;
import java.util.List;

/**
 * One row of the table of protections.
 *
 * @param rule the name of the finding
 * @param severity what weakening it is; {@link Severity#DANGER} if the row does not say
 * @param weaker when it protects less
 * @param created whether a new resource without it is worth a notice, because AWS's default is weak
 * @param places where it stands
 * @param meaning what would happen
 * @param advice what to do instead
 */
record Guard(
        String rule,
        Severity severity,
        Weakness weaker,
        boolean created,
        List<GuardedPlace> places,
        String meaning,
        String advice) {

    Guard {
        severity = severity == null ? Severity.DANGER : severity;
        places = List.copyOf(places);
    }
}
