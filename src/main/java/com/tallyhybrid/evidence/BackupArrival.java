package com.tallyhybrid.evidence;

import java.time.Instant;

/**
 * A finished backup, as the ledger of arrivals recorded it.
 *
 * @param server the agent, which is the first part of the object's key
 * @param time when the object was stored
 * @param bytes the size of the verification file, which lists every file of the backup set and grows with it
 */
record BackupArrival(String server, Instant time, long bytes) {}
