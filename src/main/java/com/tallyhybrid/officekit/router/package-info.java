/**
 * The office's end of the VPN, in the words of its router.
 *
 * <p>Every text is made from {@link com.tallyhybrid.app.network.TunnelPolicy}, which also makes the VPN connection, and is
 * read back in tests and compared with the synthesized template.
 */
package com.tallyhybrid.officekit.router;
