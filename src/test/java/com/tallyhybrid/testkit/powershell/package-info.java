/**
 * Windows PowerShell without Windows: the office's scripts parsed with a published grammar (npm: tree-sitter-powershell),
 * and the part of the language that they use carried out on a model of Windows that a test sets up. It refuses what it does
 * not know; what it knows it does as Windows PowerShell 5.1 does (Microsoft's language reference, and about_PowerShell_exe),
 * the unrolling of arrays and the traps of {@code -File} included.
 */
package com.tallyhybrid.testkit.powershell;
