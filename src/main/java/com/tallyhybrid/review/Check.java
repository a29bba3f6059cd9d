package com.tallyhybrid.review;

import com.tallyhybrid.review.diff.Comparison;
import java.util.List;

/** Looks at a comparison for one kind of harm, and says what it finds. */
public interface Check {

    /** The findings, in the order of the templates; none where nothing of its kind changed. */
    List<ReviewFinding> examine(Comparison comparison);
}
