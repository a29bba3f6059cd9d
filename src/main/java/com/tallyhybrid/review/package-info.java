/**
 * What reviewers check: what the difference between two sets of templates does to data, protection and access.
 *
 * <p>It reads templates only, of this app or of any other, and asks no AWS account. {@code diff} says what differs,
 * each {@link com.tallyhybrid.review.Check} says what a difference means, and the reports say it to people, to
 * machines and to CI.
 */
package com.tallyhybrid.review;
