package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.review.ReviewFinding;
import com.tallyhybrid.review.diff.ResourceChange;
import java.util.List;

/** Judges one resource that is on both sides, and of one type. */
interface ResourceCheck {

    List<ReviewFinding> of(ResourceChange change);
}
