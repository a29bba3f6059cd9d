/**
 * What a pull request does to the network: which addresses reach which ports, and where the ways lead.
 *
 * <p>Firewall rules of both sides are compared as sets of addresses and ports, so a network split in two, a range of
 * ports in two halves or a rule that moves to another resource is no change. Security groups, prefix lists and addresses
 * that are known only at deployment stand for themselves.
 */
package com.tallyhybrid.review.checks.network;
