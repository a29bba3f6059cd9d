package com.tallyhybrid.review.protection;

import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.change.ResourceChange;
import java.util.List;

/** Judges one resource that is on both sides, and of one type. */
interface Check {

    List<Finding> of(ResourceChange change);
}
