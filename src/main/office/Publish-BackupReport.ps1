#Requires -Version 5.1
<#
.SYNOPSIS
Stores a report of the backup that has just ended, so that a mail goes out when it did not go well.

.DESCRIPTION
Duplicati calls this script after every operation ("run-script-after"). For a backup it writes
<agent>/reports/<UTC time>-<Result>.json into the backup bucket, with the job's own access key. A rule in AWS mails
when the result is Warning, Error or Fatal.

Duplicati hands the passphrase and the access key over in the environment. The report is therefore made of figures,
times and yes or no only: no text of Duplicati's gets into it, and nothing prints the environment.

The script never fails the backup: a report that could not be stored becomes a warning, which Duplicati shows as a notice
and in the event log; the stored log of the job is closed by then. It writes nothing to standard error, which Duplicati
would count as a warning of its own, and reads nothing: its standard input is Duplicati's own, which stays open.

.PARAMETER ConfigurationFile
What this server is called and where its backups go; beside the script unless given.
#>
[CmdletBinding()]
param([string] $ConfigurationFile)

. (Join-Path $PSScriptRoot 'S3Request.ps1')
$ProgressPreference = 'SilentlyContinue'
# Not as a default above: Windows PowerShell 5.1 does not know the script's folder there when Duplicati starts it with -File.
if (-not $ConfigurationFile) { $ConfigurationFile = Join-Path $PSScriptRoot 'tally-backup.json' }

function Get-UrlArgument {
    # A plus stays a plus: keys hold plus signs and no spaces, and Duplicati may or may not have encoded them.
    param([string] $Url, [string] $Name)

    $found = [regex]::Match($Url, "[?&]$Name=([^&]*)")
    if (-not $found.Success -or $found.Groups[1].Value -eq '') { throw "the destination has no $Name" }
    [Uri]::UnescapeDataString($found.Groups[1].Value)
}

function Get-Result {
    # A result that nobody knows is not a success.
    param([string] $Word)

    foreach ($known in @('Success', 'Warning', 'Error', 'Fatal')) {
        if ($Word -eq $known) { return $known }
    }
    'Error'
}

function Get-Figure {
    # The value if it is a number, a moment, a duration, or yes or no; any other text stays out of the report.
    param($Data, [string] $Name)

    if ($null -eq $Data -or $null -eq $Data.PSObject.Properties[$Name]) { return $null }
    $value = $Data.PSObject.Properties[$Name].Value
    if ($value -is [int] -or $value -is [long] -or $value -is [bool]) { return $value }
    if ($value -is [string] -and $value -cmatch '^[0-9]{1,4}[0-9T:.+-]{4,30}Z?$') { return $value }
}

function Read-Data {
    # Duplicati's own summary; nothing when it crashed before it wrote one, or wrote it as text.
    param([string] $File)

    if ($File -eq '' -or -not (Test-Path -LiteralPath $File)) { return $null }
    try {
        $summary = Get-Content -LiteralPath $File -Raw -Encoding UTF8 | ConvertFrom-Json
    } catch {
        return $null
    }
    if ($null -ne $summary -and $null -ne $summary.PSObject.Properties['Data']) { $summary.Data }
}

function New-BackupReport {
    param([string] $Result, $Configuration, $Data, [datetime] $Moment)

    $report = [ordered]@{
        Kind     = 'Backup'
        Result   = $Result
        Agent    = $Configuration.agent
        Computer = $env:COMPUTERNAME
        Reported = $Moment.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
    }
    $names = @(
        'BeginTime', 'EndTime', 'Duration', 'PartialBackup', 'ExaminedFiles', 'SizeOfExaminedFiles', 'AddedFiles',
        'ModifiedFiles', 'DeletedFiles', 'FilesWithError', 'WarningsActualLength', 'ErrorsActualLength'
    )
    foreach ($name in $names) { $report[$name] = Get-Figure $Data $name }
    $destination = if ($null -ne $Data -and $null -ne $Data.PSObject.Properties['BackendStatistics']) { $Data.BackendStatistics }
    foreach ($name in @('BytesUploaded', 'KnownFileCount', 'KnownFileSize', 'BackupListCount')) {
        $report[$name] = Get-Figure $destination $name
    }
    $report
}

if ($env:DUPLICATI__EVENTNAME -ne 'AFTER' -or $env:DUPLICATI__OPERATIONNAME -ne 'Backup') { exit 0 }
try {
    $configuration = Get-Content -LiteralPath $ConfigurationFile -Raw -Encoding UTF8 | ConvertFrom-Json
    $moment = [DateTime]::UtcNow
    $result = Get-Result $env:DUPLICATI__PARSED_RESULT
    $report = New-BackupReport -Result $result -Configuration $configuration -Moment $moment `
        -Data (Read-Data $env:DUPLICATI__RESULTFILE)
    $stamp = $moment.ToString('yyyyMMddTHHmmssZ', [Globalization.CultureInfo]::InvariantCulture)
    $request = New-S3Request -Method 'PUT' -HostName $configuration.hostName -Region $configuration.region `
        -Key ('{0}/reports/{1}-{2}.json' -f $configuration.agent, $stamp, $result) `
        -Body ([Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $report))) `
        -AccessKeyId (Get-UrlArgument $env:DUPLICATI__REMOTEURL 'auth-username') `
        -SecretAccessKey (Get-UrlArgument $env:DUPLICATI__REMOTEURL 'auth-password') `
        -Moment $moment
    Send-S3Request $request | Out-Null
    Write-Output "LOG:INFO Report stored: $result"
} catch {
    # The kind of failure only: a message may quote what it could not read.
    $kind = $_.Exception.GetType().Name
    Write-Output "LOG:WARN The report was not stored: $kind, HTTP status $(Get-HttpStatus $_.Exception)"
}
exit 0
