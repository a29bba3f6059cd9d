/**
 * The preflight: what would make a deploy fail or leave it silent, asked of the account before anybody pays for finding out.
 *
 * <p>It only reads. {@link com.tallyhybrid.preflight.AwsRead} is the one table of what may be asked; only {@link
 * com.tallyhybrid.preflight.AwsCli} starts a process, and it takes nothing but a call of that table.
 */
package com.tallyhybrid.preflight;
