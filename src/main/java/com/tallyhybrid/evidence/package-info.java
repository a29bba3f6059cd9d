/**
 * The evidence pack: what an auditor asks of one deployment, answered from its templates, its record of arriving backups, its
 * restore drills and what people attest.
 *
 * <p>{@code controls.yaml} holds the controls, {@code law.yaml} the duties that they support, {@code questions.yaml} what auditors
 * ask. It reads files only, and no clock: the same input gives the same bytes.
 */
package com.tallyhybrid.evidence;
