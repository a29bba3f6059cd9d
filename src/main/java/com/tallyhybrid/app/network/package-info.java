/**
 * The private network in Mumbai and the tunnels of the offices.
 *
 * <p>No subnet has a way to the internet. An office reaches the file server through its VPN connection and nothing
 * else does.
 */
package com.tallyhybrid.app.network;
