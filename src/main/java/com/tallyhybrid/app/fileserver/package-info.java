/**
 * The file server that replaces the office NAS, and the directory it belongs to.
 *
 * <p>Live Tally data does not belong on it: Tally over SMB over a VPN is slow and breaks files. It holds documents and
 * shares.
 */
package com.tallyhybrid.app.fileserver;
