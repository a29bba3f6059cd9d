/**
 * Carries out the Automation documents of Systems Manager without AWS: every step kind that ours use, as the Systems Manager
 * User Guide describes it ("Automation actions reference"), against recorded answers. Calls are checked against the models
 * that AWS publishes in its SDK for Java, and against the document's own role.
 */
package com.tallyhybrid.testkit.automation;
