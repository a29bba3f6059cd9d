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
    # Its output, or an exception with it. As SYSTEM it needs no password: it may read the server's own database.
    param([string[]] $Arguments)

    $output = & (Join-Path $DuplicatiFolder 'Duplicati.CommandLine.ServerUtil.exe') $Arguments
    if ($LASTEXITCODE -ne 0) { throw "ServerUtil ended with ${LASTEXITCODE}: $($output -join ' ')" }
    $output -join "`n"
}

function Invoke-Step {
    param($Order, [IO.StreamReader] $Reader)

    switch ($Order.Step) {
        'StoreSecrets' {
            foreach ($name in $Order.Names) { Save-StoredSecret $name ($Reader.ReadLine()) }
            'stored'
        }
        'CheckSecrets' {
            $tool = Join-Path $DuplicatiFolder 'Duplicati.CommandLine.SecretTool.exe'
            & $tool test 'wincred://' $Order.Names | Out-Null
            if ($LASTEXITCODE -ne 0) { throw "Duplicati does not find its secrets (SecretTool ended with $LASTEXITCODE)" }
            'found'
        }
        'RemoveSecrets' {
            @($Order.Names | Where-Object { Remove-StoredSecret $_ }).Count
        }
        'ImportJob' { Invoke-ServerUtil @('import', $Order.File) }
        'ListJobs' { Invoke-ServerUtil @('list-backups') }
        'RunJob' { Invoke-ServerUtil @('run', $Order.Name, '--wait', '--quiet') }
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
    $pipe.WaitForPipeDrain()
} finally {
    $pipe.Dispose()
}
