package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;
import java.util.List;

/**
 * A right that a property gives without any statement: membership of a group, an attached policy of AWS, a share.
 *
 * @param kind what sort of right
 * @param holder who or what has it, as {@code Ref} names it
 * @param value what it has
 * @param source the resource that says so
 * @param path the property that says so
 */
record PropertyGrant(GrantKind kind, String holder, String value, Subject source, PropertyPath path) {

    /** Equal for grants that give the same, wherever they are written. */
    List<Object> key() {
        return List.of(kind, holder, value);
    }
}
