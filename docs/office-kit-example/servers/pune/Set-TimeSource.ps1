#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Has Windows take its time from the servers that CERT-In's directions of 28 April 2022 point to.

.DESCRIPTION
The directions ask for the time of the National Informatics Centre or the National Physical Laboratory, or of a source
traceable to them. Logs of several computers can be put in order only by a common time, and S3 refuses requests of a
server whose clock is fifteen minutes off.

Member computers of a domain take their time from its domain controllers, and must: Kerberos fails at five minutes. There
the script changes nothing and says where to run it: on the domain controller with the role of PDC emulator.

.PARAMETER Server
Host names of time servers, with commas between them; those in tally-backup.json unless given. Check them against CERT-In's current text.

.EXAMPLE
.\Set-TimeSource.ps1 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param([string[]] $Server = @())

. (Join-Path $PSScriptRoot 'Shared.ps1')

$Server = @(Split-List $Server)
if ($Server.Count -eq 0) { $Server = @((Get-Configuration (Join-Path $PSScriptRoot 'tally-backup.json')).timeServers) }
foreach ($name in $Server) {
    if ($name -notmatch '^[A-Za-z0-9.-]+$') { throw "$name is no host name; give several with commas between them: samay1.nic.in,samay2.nic.in" }
}

# 0 and 2 stand alone, 1 and 3 are members, 4 is a domain controller and 5 the one that the others follow.
$role = (Get-CimInstance -ClassName Win32_ComputerSystem).DomainRole
if ($role -in @(1, 3, 4)) {
    throw 'this computer takes its time from the domain; run the script on the domain controller with the role of PDC emulator'
}

$reachable = @($Server | Where-Object {
        # Answers in milliseconds, or with an error in words and code 0: the offset is what counts.
        $answer = & w32tm.exe /stripchart "/computer:$_" /samples:1 /dataonly
        ($answer -join ' ') -match '[+-]\d+\.\d+s'
    })
foreach ($silent in @($Server | Where-Object { $_ -notin $reachable })) { Write-Warning "$silent does not answer; is UDP port 123 open to it?" }
if ($reachable.Count -eq 0) { throw 'no time server answers; nothing was changed' }

# 0x8: as a client, which is what these servers answer.
$peers = @($Server | ForEach-Object { "$_,0x8" }) -join ' '
$reliable = if ($role -eq 5) { 'yes' } else { 'no' }
if ($PSCmdlet.ShouldProcess('Windows Time', "follow $peers")) {
    Set-Service -Name w32time -StartupType Automatic
    Start-Service -Name w32time
    & w32tm.exe /config "/manualpeerlist:$peers" /syncfromflags:manual "/reliable:$reliable" /update | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "w32tm could not be configured ($LASTEXITCODE)" }
    Restart-Service -Name w32time
    & w32tm.exe /resync /rediscover | Out-Null
    if ($LASTEXITCODE -ne 0) { Write-Warning 'The clock is not in step yet; Windows goes on trying.' }
    & w32tm.exe /query /source
}
