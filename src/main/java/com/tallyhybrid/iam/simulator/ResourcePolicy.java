package com.tallyhybrid.iam.simulator;

import java.util.List;
import java.util.function.Predicate;

/**
 * A policy attached to a resource.
 *
 * @param statements what it says
 * @param guards whether a request is for the resource it is attached to
 */
record ResourcePolicy(List<Statement> statements, Predicate<Request> guards) {}
