#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Has one step carried out by SYSTEM and waits for its answer.

.DESCRIPTION
Loaded by the installer and the uninstaller, after Shared.ps1. See Invoke-SystemStep.ps1 for the other end of the pipe.
#>
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function New-StepPipe {
    # One instance, which SYSTEM may use and this administrator owns. A pipe of this name that somebody else made before
    # would make the constructor fail, so nobody can listen in our place.
    param([string] $Name)

    $access = New-Object IO.Pipes.PipeSecurity
    foreach ($who in @(
            (New-Object Security.Principal.SecurityIdentifier 'S-1-5-18'),
            [Security.Principal.WindowsIdentity]::GetCurrent().User)) {
        $access.AddAccessRule((New-Object IO.Pipes.PipeAccessRule -ArgumentList @($who, 'FullControl', 'Allow')))
    }
    [IO.Pipes.NamedPipeServerStream]::new($Name, [IO.Pipes.PipeDirection]::InOut, 1,
        [IO.Pipes.PipeTransmissionMode]::Byte, [IO.Pipes.PipeOptions]::Asynchronous, 4096, 4096, $access)
}

function Start-StepTask {
    # The task is gone again as soon as the step is done; its definition holds the name of the pipe and no secret. It runs
    # the installed script and not the one beside this: what SYSTEM runs must not lie where a user may write.
    param([string] $TaskName, [string] $PipeName)

    $script = Join-Path $InstallFolder 'Invoke-SystemStep.ps1'
    if (-not (Test-Path -LiteralPath $script)) { throw "no $script; run Install-BackupAgent.ps1 first, without -OnlySecrets" }
    # These commands are functions of a module: they do not see this script's preference, and would go on after an error.
    $action = New-ScheduledTaskAction -ErrorAction Stop -Execute (Join-Path $PSHOME 'powershell.exe') -Argument (
        '-NoProfile -NonInteractive -ExecutionPolicy Bypass -File "{0}" -PipeName {1}' -f $script, $PipeName)
    $principal = New-ScheduledTaskPrincipal -UserId 'S-1-5-18' -LogonType ServiceAccount -RunLevel Highest -ErrorAction Stop
    # A server with a UPS looks to Windows like one that runs on battery, where a task does not start unless it may.
    $settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -ErrorAction Stop
    Register-ScheduledTask -TaskName $TaskName -Action $action -Principal $principal -Settings $settings -Force -ErrorAction Stop |
        Out-Null
    Start-ScheduledTask -TaskName $TaskName -ErrorAction Stop
}

function Invoke-AsSystem {
    # The secrets belong to the names of the order, in the same sequence. A step may start a program twice, each with a limit
    # of its own; those come first, so that no program is left behind.
    param([hashtable] $Order, [string[]] $Secrets = @(), [timespan] $Timeout = [timespan] '00:04:00')

    $name = 'TallyHybrid-' + [guid]::NewGuid().ToString('N')
    $pipe = New-StepPipe $name
    try {
        Start-StepTask -TaskName $name -PipeName $name
        if (-not $pipe.WaitForConnectionAsync().Wait([timespan] '00:01:00')) { throw 'the task of SYSTEM did not start' }
        $writer = New-Object IO.StreamWriter $pipe
        $writer.AutoFlush = $true
        $writer.WriteLine((ConvertTo-Json $Order -Compress))
        foreach ($secret in $Secrets) { $writer.WriteLine($secret) }
        $line = (New-Object IO.StreamReader $pipe).ReadLineAsync()
        if (-not $line.Wait($Timeout)) { throw "no answer within $Timeout; the step was stopped" }
    } finally {
        $pipe.Dispose()
        # Stopped first: a task that is only removed would go on as SYSTEM.
        Stop-ScheduledTask -TaskName $name -ErrorAction SilentlyContinue
        Unregister-ScheduledTask -TaskName $name -Confirm:$false -ErrorAction SilentlyContinue
    }
    if ($null -eq $line.Result) { throw 'the task of SYSTEM ended without an answer' }
    $answer = $line.Result | ConvertFrom-Json
    if (-not $answer.Done) { throw "$($Order.Step) failed: $($answer.Text)" }
    $answer.Text
}
