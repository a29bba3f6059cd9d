package com.tallyhybrid.review.access;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;

/**
 * A clause and where it is written.
 *
 * @param clause what it says
 * @param holder what it is attached to
 * @param source the resource that writes it
 * @param path the statement in that resource
 */
record Placed(Clause clause, Holder holder, Subject source, PropertyPath path) {}
