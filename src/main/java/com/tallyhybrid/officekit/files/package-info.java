/**
 * The file server as the office meets it: its directory, its name, its shares, and the way there from the old NAS.
 */
package com.tallyhybrid.officekit.files;
