/**
 * Buckets whose objects outlive whoever deletes them: for backups, for the archive, for their copies, and for the trail.
 */
package com.tallyhybrid.storage;
