/**
 * What values of templates say, written so that two ways to say the same thing are one text.
 *
 * <p>Policies and networks are compared across stacks, by the names and ARNs that AWS will give. So this follows imports
 * and guesses the shape of an ARN, which the canonical templates of {@link com.tallyhybrid.review.change} must not: there
 * a guess would hide a difference.
 */
package com.tallyhybrid.review.value;
