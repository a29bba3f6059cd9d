/**
 * What protects data and what watches over it, and whether a change makes it weaker.
 *
 * <p>{@code guards.yaml} says which properties protect and when they protect less, {@code losses.yaml} which resources
 * watch. Code is only what no table can say: how sensitive an alarm is, what a lifecycle may delete, what is copied,
 * what a runbook asks before it acts.
 *
 * <p>Where a function stands at a protection or above it, nobody knows its value, and the check says so.
 */
package com.tallyhybrid.review.checks.protection;
