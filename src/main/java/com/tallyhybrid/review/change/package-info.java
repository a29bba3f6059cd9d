/**
 * What differs between two sets of templates, stack by stack, resource by resource, property by property.
 *
 * <p>{@code Canonical} writes a template as another template, so that two ways to say the same thing are no difference
 * and everything keeps its path. It answers only what is certain. {@link com.tallyhybrid.review.value} answers in texts.
 */
package com.tallyhybrid.review.change;
