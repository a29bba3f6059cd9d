#Requires -Version 5.1
<#
.SYNOPSIS
Maps the file share as a network drive for the user who runs it, for good.

.DESCRIPTION
For users, or for a logon script of a group policy. Checks the way first, so that a failure says which part of it is
missing: the name, the VPN with port 445, or the ticket of the domain. Give people the alias: it moves with the share when
the file server is restored under another name.

A drive without a Kerberos ticket may still work by NTLM, or not at all once the domain turns NTLM off; the script warns.
Whether the connection is encrypted only an administrator may ask Windows; run as one it says so.

.PARAMETER DriveLetter
A letter that is free on every computer.

.PARAMETER HostName
The file server; the one in tally-backup.json unless given.

.PARAMETER ShareName
The share; FSx makes one called "share".

.EXAMPLE
.\Mount-FileShare.ps1 -DriveLetter T
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [ValidatePattern('^[D-Zd-z]$')] [string] $DriveLetter = 'T',
    [string] $HostName,
    [string] $ShareName = 'share'
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if (-not $HostName) {
    $file = Join-Path $PSScriptRoot 'tally-backup.json'
    $configuration = Get-Content -LiteralPath $file -Raw -Encoding UTF8 | ConvertFrom-Json
    if ($null -eq $configuration.share) { throw 'this deployment has no file server' }
    $HostName = $configuration.share.hostName
}
$drive = $DriveLetter.ToUpperInvariant() + ':'
$share = "\\$HostName\$ShareName"

$addresses = @(Resolve-DnsName -Name $HostName -Type A -ErrorAction SilentlyContinue | Where-Object { $_.QueryType -eq 'A' })
if ($addresses.Count -eq 0) {
    throw "$HostName has no address: does this computer ask the DNS servers of the domain, or a forwarder to them?"
}
if (-not (Test-NetConnection -ComputerName $HostName -Port 445 -WarningAction SilentlyContinue -ErrorAction SilentlyContinue).TcpTestSucceeded) {
    throw "$HostName ($($addresses[0].IPAddress)) does not answer on port 445: is the VPN up, and may this network open shares?"
}
& klist.exe get "cifs/$HostName" | Out-Null
if ($LASTEXITCODE -ne 0) {
    Write-Warning "No Kerberos ticket for cifs/$HostName. Is the user of the domain, and are the names of the file server registered in it?"
}

$mapped = Get-SmbMapping -LocalPath $drive -ErrorAction SilentlyContinue
if ($null -ne $mapped -and $mapped.RemotePath -ne $share) {
    throw "$drive is mapped to $($mapped.RemotePath) already"
}
if ($null -eq $mapped -and $PSCmdlet.ShouldProcess($share, "map as $drive, for good")) {
    New-SmbMapping -LocalPath $drive -RemotePath $share -Persistent $true -ErrorAction Stop | Out-Null
}
if (-not $WhatIfPreference -and -not (Test-Path -LiteralPath "$drive\")) { throw "$drive is mapped and cannot be opened" }

$identity = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
if ($identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    foreach ($connection in @(Get-SmbConnection -ServerName $HostName -ErrorAction SilentlyContinue)) {
        # Older editions of Windows do not say.
        $said = $connection.PSObject.Properties['Encrypted']
        if ($null -ne $said -and -not $said.Value) { Write-Warning "The connection to $HostName is not encrypted by SMB; the VPN encrypts it between office and AWS only." }
    }
}
