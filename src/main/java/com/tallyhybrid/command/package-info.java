/** What the command lines of the programs share. */
package com.tallyhybrid.command;
