package com.tallyhybrid.review.access;

import com.tallyhybrid.review.Examiner;
import com.tallyhybrid.review.Finding;
import com.tallyhybrid.review.change.Comparison;
import java.util.List;

/** Says which rights come and go that no statement gives: memberships, attached policies, keys, shares. */
public final class PropertyGrantChanges implements Examiner {

    @Override
    public List<Finding> examine(Comparison comparison) {
        return new PropertyGrantComparison(comparison).findings();
    }
}
