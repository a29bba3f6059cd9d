/**
 * Which changes the bill hangs on, in which direction, and what they cost in money; {@code com.tallyhybrid.cost} has the
 * table and the prices.
 */
package com.tallyhybrid.review.checks.cost;
