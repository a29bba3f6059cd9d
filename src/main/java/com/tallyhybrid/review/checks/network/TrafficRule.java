package com.tallyhybrid.review.checks.network;

import com.tallyhybrid.review.PropertyPath;
import com.tallyhybrid.review.Subject;

/**
 * Traffic that a rule lets through, and where the rule is written.
 *
 * @param ruleSet what it passes
 * @param traffic the block
 * @param source the resource that says so
 * @param path the property that says so
 */
record TrafficRule(RuleSet ruleSet, Traffic traffic, Subject source, PropertyPath path) {}
