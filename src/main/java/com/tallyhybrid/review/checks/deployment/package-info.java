/** How stacks are deployed, and what of them nobody has read. */
package com.tallyhybrid.review.checks.deployment;
