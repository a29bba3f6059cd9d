/**
 * Carries out the Automation documents of Systems Manager without AWS: every step kind that ours use, against recorded
 * answers, with calls checked against AWS's published models and against the document's own role.
 */
package com.tallyhybrid.app.operations.runbook.automation;
