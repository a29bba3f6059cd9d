/** The runbooks that AWS runs: Systems Manager documents, their scripts and exactly the rights they need. */
package com.tallyhybrid.app.operations.runbook;
