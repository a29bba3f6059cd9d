package com.tallyhybrid.review.waiver;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.Severity;
import java.util.Optional;

/**
 * A finding and what was decided about it.
 *
 * @param finding the finding
 * @param waiver the waiver that accepts it, if any
 */
public record JudgedFinding(ReviewFinding finding, Optional<Waiver> waiver) {

    /** Whether it fails the review. */
    public boolean fails() {
        return finding.severity() == Severity.DANGER && waiver.isEmpty();
    }
}
