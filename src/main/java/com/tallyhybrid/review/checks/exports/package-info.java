/**
 * What stacks of one account and Region hand to each other by name, and which changes of that a deploy refuses: an export
 * that is in use can be neither removed nor changed.
 */
package com.tallyhybrid.review.checks.exports;
