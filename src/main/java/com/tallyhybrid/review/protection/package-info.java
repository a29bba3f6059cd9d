/**
 * What protects data and what watches over it, and whether a change makes it weaker.
 *
 * <p>{@code guards.yaml} says which properties protect and when they protect less, {@code losses.yaml} which resources
 * watch. Code is only what no table can say: how sensitive an alarm is, what a lifecycle may delete, what is copied,
 * what a runbook asks before it acts.
 *
 * <p>{@code Plain} adds to canonical templates only what protections need: {@code 90} and {@code "90"} are one value, and
 * lists of them have no order.
 */
package com.tallyhybrid.review.protection;
