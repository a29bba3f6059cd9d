package com.tallyhybrid.review.checks.access;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;

/**
 * An atom and where it is written.
 *
 * @param atom what it says
 * @param holder what it is attached to
 * @param source the resource that writes it
 * @param path the statement in that resource
 */
record AttachedStatement(AtomicStatement atom, PolicyAttachment holder, Subject source, PropertyPath path) {}
