package com.tallyhybrid.review.checks.access;

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
record AttachedStatement(Clause clause, PolicyAttachment holder, Subject source, PropertyPath path) {}
