package com.tallyhybrid.review.waiver;

import com.tallyhybrid.review.ReviewFinding;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One entry of the file.
 *
 * @param line where it stands
 * @param target the one finding that it is about
 * @param reason why the danger is accepted
 * @param owner who answers for it
 * @param expires the last day on which it counts
 */
public record Waiver(int line, Target target, String reason, String owner, LocalDate expires) {

    /**
     * Which finding.
     *
     * @param rule its rule
     * @param resource its resource, as {@code stack/logicalId}
     * @param path its path; may be left out where the rule says only one thing of the resource
     * @param after the proposed value; needed only where path and rule are not enough
     */
    public record Target(String rule, String resource, Optional<String> path, Optional<String> after) {

        boolean matches(ReviewFinding finding) {
            return finding.ruleId().equals(rule)
                    && finding.subject().label().equals(resource)
                    && path.map(finding.path()::equals).orElse(true)
                    && after.map(finding.after()::equals).orElse(true);
        }
    }
}
