/**
 * What differs between two commits, whatever it means.
 *
 * <p>{@link com.tallyhybrid.review.diff.Comparison} has both sides read, normalized and indexed once, and is all that
 * checks see. {@link com.tallyhybrid.review.diff.Difference} alone looks at templates as they are written, for what no
 * check has named.
 */
package com.tallyhybrid.review.diff;
