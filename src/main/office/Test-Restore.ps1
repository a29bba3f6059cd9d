#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Restores the newest backup into an empty folder, compares it with the live files, and stores the evidence.

.DESCRIPTION
Uses what is in S3 and nothing of what this server remembers (no local database), as after a fire. Duplicati checks the
checksum of every file that it restores. This script then compares each with the live file of the same name, where that
has the same size and time, by SHA-256; files that have changed since, or that Tally keeps to itself, are counted and not
compared.

It asks for the access key and the passphrase: read the passphrase from the paper, so that the paper is tested too. With
-FromCredentials it takes what the service uses, for a scheduled task of SYSTEM.

The evidence (figures and times, no names of files) goes to <agent>/reports/ in the backup bucket, also when the test stops
half-way; a test that did not go well is mailed like a backup that did not. Everything that is restored or decrypted on the
way lies in the scratch folder, which administrators alone may read, and is deleted at the end.

.PARAMETER DataFolder
The live folder that the backup is of.

.PARAMETER Scratch
An empty folder, or one to be made, on a disk with room for the whole set and 2 GB more. A short path: Windows PowerShell
fails at files whose whole path is longer than 260 characters.

.PARAMETER FromCredentials
Takes the secrets from the Windows credentials of the account that runs this: SYSTEM.

.PARAMETER Keep
Leaves the restored files, readable by administrators only.

.EXAMPLE
.\Test-Restore.ps1 -DataFolder D:\TallyPrime\Data -Scratch E:\r
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $DataFolder,
    [Parameter(Mandatory)] [string] $Scratch,
    [switch] $FromCredentials,
    [switch] $Keep
)

. (Join-Path $PSScriptRoot 'Shared.ps1')
. (Join-Path $PSScriptRoot 'S3Request.ps1')
$ProgressPreference = 'SilentlyContinue'

function Get-DrillSecret {
    param($Names)

    if ($FromCredentials) {
        . (Join-Path $PSScriptRoot 'SecretStore.ps1')
        return @{
            AccessKeyId     = Get-StoredSecret $Names.accessKeyId
            SecretAccessKey = Get-StoredSecret $Names.secretAccessKey
            Passphrase      = Get-StoredSecret $Names.passphrase
        }
    }
    @{
        AccessKeyId     = Read-Secret 'Access key id (accessKeyId)'
        SecretAccessKey = Read-Secret 'Secret access key (secretAccessKey)'
        Passphrase      = Read-Secret 'Passphrase of the backups, read from the paper'
    }
}

function Invoke-Restore {
    # Its exit code. Secrets go by the environment of the one process that needs them. Volumes are decrypted in the temporary
    # folder and kept there as long as they may be needed: in ours, and not without a limit. It ends before the scheduled task
    # is ended, which would tell nobody.
    param($Configuration, [hashtable] $Secrets, [string] $Target, [string] $Temporary, [string] $Log)

    $url = 's3://{0}/{1}?s3-server-name=s3.{2}.amazonaws.com&s3-location-constraint={2}&s3-client=aws&use-ssl=true' -f
        $Configuration.bucket, $Configuration.agent, $Configuration.region
    $environment = @{ AUTH_USERNAME = $Secrets.AccessKeyId; AUTH_PASSWORD = $Secrets.SecretAccessKey; PASSPHRASE = $Secrets.Passphrase }
    $ended = Invoke-Program (Join-Path $DuplicatiFolder 'Duplicati.CommandLine.exe') -Environment $environment `
        -Timeout ([timespan]::FromHours(40)) -Arguments @(
        'restore', $url, '*', '--no-local-db=true', '--version=0', '--overwrite=true', "--restore-path=$Target",
        "--tempdir=$Temporary", '--restore-volume-cache-hint=2gb', "--log-file=$Log", '--log-file-log-level=Warning')
    $ended.Code
}

function Compare-WithLive {
    # Counts of restored files by what the live file of the same name says.
    param([string] $Target)

    $count = [ordered]@{ Restored = 0; Bytes = [long] 0; Compared = 0; Different = 0; ChangedSince = 0; Unreadable = 0 }
    foreach ($file in Get-ChildItem -LiteralPath $Target -Recurse -File -Force) {
        $count.Restored++
        $count.Bytes = $count.Bytes + $file.Length
        $live = Join-Path $DataFolder ($file.FullName.Substring($Target.Length).TrimStart('\'))
        $there = Get-Item -LiteralPath $live -Force -ErrorAction SilentlyContinue
        if ($null -eq $there -or $there.Length -ne $file.Length -or $there.LastWriteTimeUtc -ne $file.LastWriteTimeUtc) {
            $count.ChangedSince++
            continue
        }
        $restored = Get-SharedHash $file.FullName
        try {
            $same = (Get-SharedHash $live) -eq $restored
            $count.Compared++
            if (-not $same) { $count.Different++ }
        } catch [IO.IOException], [UnauthorizedAccessException] {
            # Whoever has it open shares it with nobody; that says nothing about the backup.
            $count.Unreadable++
        }
    }
    $count
}

function Get-DrillResult {
    # Duplicati ends with 0 even when single files could not be restored: only its log tells.
    param([int] $ExitCode, [int] $Errors, [int] $Warnings, $Count)

    if ($ExitCode -notin @(0, 2) -or $Errors -gt 0 -or $Count.Restored -eq 0 -or $Count.Different -gt 0) { return 'Error' }
    # A restore of which nothing could be compared proves that the backup can be read, and not that it is of these files.
    if ($ExitCode -eq 2 -or $Warnings -gt 0 -or $Count.Compared -eq 0) { return 'Warning' }
    'Success'
}

function Get-LineCount {
    param([string] $Log, [string] $Pattern)

    if (Test-Path -LiteralPath $Log) { @(Select-String -LiteralPath $Log -Pattern $Pattern).Count } else { 0 }
}

function Publish-Evidence {
    param($Configuration, [hashtable] $Secrets, $Evidence, [datetime] $Moment)

    $stamp = $Moment.ToString('yyyyMMddTHHmmssZ', [Globalization.CultureInfo]::InvariantCulture)
    $request = New-S3Request -Method 'PUT' -HostName $Configuration.hostName -Region $Configuration.region `
        -Key ('{0}/reports/{1}-restore-test-{2}.json' -f $Configuration.agent, $stamp, $Evidence.Result) `
        -Body ([Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Evidence))) `
        -AccessKeyId $Secrets.AccessKeyId -SecretAccessKey $Secrets.SecretAccessKey -Moment $Moment
    Send-S3Request $request | Out-Null
}

function New-Evidence {
    # What is known before the test; an error until it has gone well.
    param($Configuration, [datetime] $Started)

    [ordered]@{
        Kind            = 'RestoreTest'
        Result          = 'Error'
        Agent           = $Configuration.agent
        Computer        = $env:COMPUTERNAME
        Started         = $Started.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
        Seconds         = 0
        ExitCode        = $null
        Errors          = $null
        Warnings        = $null
        Files           = $null
        Stopped         = $null
        PassphraseTyped = -not $FromCredentials
    }
}

function Invoke-Drill {
    # Fills in the evidence as far as it gets.
    param($Configuration, [hashtable] $Secrets, $Evidence)

    Protect-Folder $Scratch
    $target = Join-Path $Scratch 'restored'
    $temporary = Join-Path $Scratch 'temp'
    $log = Join-Path $Scratch 'restore.log'
    New-Item -ItemType Directory -Path $target, $temporary | Out-Null
    $Evidence['ExitCode'] = Invoke-Restore -Configuration $Configuration -Secrets $Secrets -Target $target -Temporary $temporary -Log $log
    $Evidence['Errors'] = Get-LineCount $log '\[Error'
    $Evidence['Warnings'] = Get-LineCount $log '\[Warning'
    $Evidence['Files'] = Compare-WithLive $target
    $Evidence['Result'] = Get-DrillResult -ExitCode $Evidence.ExitCode -Errors $Evidence.Errors -Warnings $Evidence.Warnings -Count $Evidence.Files
}

# .NET has a current folder of its own.
$Scratch = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Scratch)
$configuration = Get-Configuration (Join-Path $PSScriptRoot 'tally-backup.json')
if (-not $PSCmdlet.ShouldProcess("newest backup of $($configuration.agent)", "restore to $Scratch, compare with $DataFolder, report")) {
    return
}
$secrets = Get-DrillSecret $configuration.secrets
$started = [DateTime]::UtcNow
$evidence = New-Evidence -Configuration $configuration -Started $started
$ours = $false
try {
    try {
        if ((Test-Path -LiteralPath $Scratch) -and @(Get-ChildItem -LiteralPath $Scratch -Force).Count -gt 0) {
            throw "$Scratch is not empty; a file that lies there already would pass for a restored one"
        }
        $ours = $true
        Invoke-Drill -Configuration $configuration -Secrets $secrets -Evidence $evidence
    } catch {
        # The kind of failure only: a message may name a file.
        $evidence['Stopped'] = $_.Exception.GetBaseException().GetType().Name
        Write-Warning "The test stopped: $($_.Exception.Message)"
    }
    $evidence['Seconds'] = [int] ([DateTime]::UtcNow - $started).TotalSeconds
    Write-Output $evidence
    # A test that nobody hears of is as good as none.
    Publish-Evidence -Configuration $configuration -Secrets $secrets -Evidence $evidence -Moment ([DateTime]::UtcNow)
} finally {
    # Nothing is put out here: after Ctrl+C that would end the clearing away.
    if ($ours -and -not $Keep -and (Test-Path -LiteralPath $Scratch)) { Remove-Item -LiteralPath $Scratch -Recurse -Force }
}
if ($Keep) { Write-Warning "$Scratch holds restored books; delete it when you have looked at them." }
if ($evidence.Result -ne 'Success') { exit 1 }
