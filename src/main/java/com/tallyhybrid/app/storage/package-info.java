/**
 * Buckets and vaults whose contents outlive whoever deletes them: for backups, for the archive, for their copies, for the
 * trail, and for the file server.
 */
package com.tallyhybrid.app.storage;
