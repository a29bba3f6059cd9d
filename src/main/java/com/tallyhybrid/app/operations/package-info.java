/**
 * What a person needs on a bad day: a locked vault of the file server's backups and the proof that they can be restored,
 * runbooks that Systems Manager carries out, a dashboard, reminders, and a budget.
 */
package com.tallyhybrid.app.operations;
