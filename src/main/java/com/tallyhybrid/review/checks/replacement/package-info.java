/**
 * What is rebuilt or deleted, and what of it survives: resources, whole stacks, and whatever is rebuilt because something
 * that it uses is.
 *
 * <p>{@code behaviour.json} is what AWS publishes, {@code corrections.yaml} what it publishes elsewhere, {@code words.yaml}
 * what each type is to people.
 */
package com.tallyhybrid.review.checks.replacement;
