/**
 * Windows PowerShell without Windows: the office's scripts parsed with a published grammar, and the part of the language
 * that the signing and the report use carried out. It refuses what it does not know; what it knows it does as
 * Windows PowerShell 5.1 does, the unrolling of arrays included.
 */
package com.tallyhybrid.handover.powershell;
