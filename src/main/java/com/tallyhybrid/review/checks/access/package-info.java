/**
 * What a pull request does to access: policies compared as sets of clauses, and what else gives rights.
 *
 * <p>A statement is read as {@link com.tallyhybrid.review.checks.access.Clause}s, one for each alternative of its conditions, and
 * kept by what it is attached to. The part of a clause that no clause of the other side covers is a change; everything else (order, Sids, splitting, merging, moving to another policy of the same holder) is
 * not. Where coverage cannot be told, the answer is a change.
 *
 * <p>Not modelled: several statements that cover one only together, what a Deny elsewhere takes away from an Allow,
 * policies of AWS by content, service and resource control policies.
 */
package com.tallyhybrid.review.checks.access;
