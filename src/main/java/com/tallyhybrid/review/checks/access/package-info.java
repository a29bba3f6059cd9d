/**
 * What a pull request does to access: policies compared as sets of atomic statements, and what else gives rights.
 *
 * <p>A statement is taken apart into {@link com.tallyhybrid.review.checks.access.AtomicStatement}s, one for each principal, action,
 * resource and alternative of its conditions, and kept by what it is attached to. An atom that no atom of the other side
 * covers is a change; everything else (order, Sids, splitting, merging, moving to another policy of the same holder) is
 * not. Where coverage cannot be told, the answer is a change.
 *
 * <p>Not modelled: several statements that cover one only together, what a Deny elsewhere takes away from an Allow,
 * policies of AWS by content, service and resource control policies.
 */
package com.tallyhybrid.review.checks.access;
