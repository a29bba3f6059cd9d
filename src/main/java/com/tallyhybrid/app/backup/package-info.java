/**
 * Where backups arrive, how long they survive, who may write them, and who is told when they do not come.
 *
 * <p>Two stacks, because a stack lives in one Region: {@link com.tallyhybrid.app.backup.ReplicaStack} in Hyderabad comes
 * first, {@link com.tallyhybrid.app.backup.BackupStack} in Mumbai copies to it.
 */
package com.tallyhybrid.app.backup;
