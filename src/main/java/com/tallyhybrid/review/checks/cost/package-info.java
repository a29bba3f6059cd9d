/**
 * Which changes the bill hangs on, and in which direction. {@code drivers.yaml} lists them; no price is computed, because
 * prices differ by Region and day.
 */
package com.tallyhybrid.review.checks.cost;
