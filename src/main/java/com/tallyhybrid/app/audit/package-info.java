/**
 * Who did what: the trail of the account, its locked bucket, and the tripwires that read it.
 *
 * <p>The trail also records every read of a backup, which is the only evidence that somebody copied one.
 */
package com.tallyhybrid.app.audit;
