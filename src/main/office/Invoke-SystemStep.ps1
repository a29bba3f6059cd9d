#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
The part of the installation that only the account of the service can do. Not for people to start.

.DESCRIPTION
Credentials belong to a Windows account, and Duplicati's service runs as SYSTEM; only SYSTEM can read the key of the
service's database as well. SystemStep.ps1 therefore starts this script once, as SYSTEM, and tells it over a named pipe
what to do. A secret travels through that pipe, from memory to memory: it is never in a file, in a command line or in
the definition of the task. It follows the order, a line each, and goes from the reader to Windows without passing
through a command: where a policy logs commands, it logs their parameters with them.

.PARAMETER PipeName
The pipe on which the installer waits.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $PipeName)

. (Join-Path $PSScriptRoot 'Shared.ps1')
. (Join-Path $PSScriptRoot 'SecretStore.ps1')

function Invoke-ServerUtil {
    # Its output, or an exception with it. It signs in with what the server's own database holds. The server encrypts that
    # with a key that it keeps among the credentials of its account, and version 2.3.0.4 of ServerUtil does not look there.
    param([string[]] $Arguments)

    $key = Find-StoredSecret 'duplicati-server-encryption-key'
    $environment = @{}
    if ($null -ne $key) { $environment['SETTINGS_ENCRYPTION_KEY'] = $key }
    $ended = Invoke-Program (Join-Path $DuplicatiFolder 'Duplicati.CommandLine.ServerUtil.exe') $Arguments -Environment $environment
    if ($ended.Code -ne 0) { throw "ServerUtil ended with $($ended.Code): $($ended.Text)" }
    $ended.Text
}

function Get-JobList {
    # Once more after a moment: at its very first start the server encrypts its database a little after it listens.
    try {
        Invoke-ServerUtil @('list-backups')
    } catch {
        Start-Sleep -Seconds 10
        Invoke-ServerUtil @('list-backups')
    }
}

function Invoke-Step {
    param($Order, [IO.StreamReader] $Reader)

    switch ($Order.Step) {
        'StoreSecrets' {
            foreach ($name in $Order.Names) { Save-StoredSecret $name ($Reader.ReadLine()) }
            'stored'
        }
        'CheckSecrets' {
            $ended = Invoke-Program (Join-Path $DuplicatiFolder 'Duplicati.CommandLine.SecretTool.exe') (@('test', 'wincred://') + $Order.Names)
            if ($ended.Code -ne 0) { throw "Duplicati does not find its secrets (SecretTool ended with $($ended.Code))" }
            'found'
        }
        'RemoveSecrets' {
            @($Order.Names | Where-Object { Remove-StoredSecret $_ }).Count
        }
        'ImportJob' { Invoke-ServerUtil @('import', $Order.File) }
        'ListJobs' { Get-JobList }
        # Not with --wait: when the run ends at the wrong moment, that waits for ever.
        'StartJob' { Invoke-ServerUtil @('run', $Order.Name, '--quiet') }
        'Status' { Invoke-ServerUtil @('status') }
        default { throw "no such step: $($Order.Step)" }
    }
}

# "Identification": whoever serves the pipe learns who calls and cannot act as SYSTEM.
$pipe = [IO.Pipes.NamedPipeClientStream]::new('.', $PipeName, [IO.Pipes.PipeDirection]::InOut,
    [IO.Pipes.PipeOptions]::None, [Security.Principal.TokenImpersonationLevel]::Identification)
try {
    $pipe.Connect(30000)
    $reader = New-Object IO.StreamReader $pipe
    $writer = New-Object IO.StreamWriter $pipe
    $writer.AutoFlush = $true
    try {
        $answer = @{ Done = $true; Text = [string] (Invoke-Step -Order ($reader.ReadLine() | ConvertFrom-Json) -Reader $reader) }
    } catch {
        # Messages of ours and of Windows; neither quotes a secret.
        $answer = @{ Done = $false; Text = $_.Exception.Message }
    }
    $writer.WriteLine((ConvertTo-Json $answer -Compress))
    # The installer may have given up in the meantime.
    try { $pipe.WaitForPipeDrain() } catch [IO.IOException] { Write-Warning 'nobody waits for the answer any more' }
} finally {
    $pipe.Dispose()
}
