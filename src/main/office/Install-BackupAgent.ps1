#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Installs Duplicati as a service on the Tally server, gives it its secrets and its job, and sees the first backup arrive.

.DESCRIPTION
Run it from the server's folder of the office kit, in Windows PowerShell 5.1 as an administrator. It downloads nothing:
get the MSI of Duplicati named in tally-backup.json from its publisher first. It asks for the access key (from the secret
that the deployment names, read on a computer that you trust) and for the passphrase, twice. Nothing that you type is
written to a file or a command line; Windows keeps it as credentials of the account SYSTEM, which runs the service.

It can be run again: what is there already is left as it is. With -OnlySecrets it changes the secrets and nothing else:
that is how an access key is rotated.

.PARAMETER Msi
The installer of Duplicati for 64-bit Windows.

.PARAMETER Sha256
The checksum that the publisher gives for it. Without one, the Authenticode signature must be valid, and you must agree
to the signer.

.PARAMETER DataFolder
The folders with Tally's data, in place of the one in the job file.

.PARAMETER OnlySecrets
Stores access key and passphrase anew, and nothing else.

.PARAMETER SkipFirstRun
Leaves the first backup to the schedule.

.PARAMETER FirstRunHours
How long to wait for the first backup. A large set over a slow line takes days; the backup goes on when the wait ends.

.EXAMPLE
.\Install-BackupAgent.ps1 -Msi D:\Setup\duplicati-2.3.0.4_stable_2026-07-09-x64-gui.msi -WhatIf

Makes the checks and says what it would do.
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium', DefaultParameterSetName = 'Everything')]
param(
    [Parameter(Mandatory, ParameterSetName = 'Everything')] [string] $Msi,
    [Parameter(ParameterSetName = 'Everything')] [ValidatePattern('^[0-9A-Fa-f]{64}$')] [string] $Sha256,
    [Parameter(ParameterSetName = 'Everything')] [string[]] $DataFolder = @(),
    [Parameter(ParameterSetName = 'Everything')] [switch] $SkipFirstRun,
    [Parameter(ParameterSetName = 'Everything')] [ValidateRange(1, 72)] [int] $FirstRunHours = 12,
    [Parameter(Mandatory, ParameterSetName = 'Secrets')] [switch] $OnlySecrets
)

. (Join-Path $PSScriptRoot 'Shared.ps1')
. (Join-Path $PSScriptRoot 'S3Request.ps1')
. (Join-Path $PSScriptRoot 'SystemStep.ps1')
$ProgressPreference = 'SilentlyContinue'

function Assert-Server {
    # All problems at once: each costs the administrator a way to the server room.
    $problems = New-Object Collections.Generic.List[string]
    $system = Get-CimInstance -ClassName Win32_OperatingSystem
    if ([version] $system.Version -lt [version] '10.0.14393') { $problems.Add("Windows $($system.Version) is older than Server 2016") }
    if ($system.ProductType -eq 1) { Write-Warning 'This is no server edition of Windows; it works while the computer is on.' }
    if (-not [Environment]::Is64BitProcess) { $problems.Add('this is the 32-bit PowerShell; start the 64-bit one') }
    $runtime = 'HKLM:\SOFTWARE\Microsoft\VisualStudio\14.0\VC\Runtimes\x64'
    if (-not (Test-Path -LiteralPath $runtime)) {
        $problems.Add('the Visual C++ 2015-2022 x64 runtime is missing, without which Duplicati takes no snapshots')
    }
    $disk = Get-CimInstance -ClassName Win32_LogicalDisk -Filter "DeviceID='$env:SystemDrive'"
    if ($disk.FreeSpace -lt 5gb) { $problems.Add("less than 5 GB are free on $env:SystemDrive, where Duplicati makes its volumes") }
    foreach ($folder in $DataFolder) {
        if (-not (Test-Path -LiteralPath $folder -PathType Container)) { $problems.Add("no folder $folder") }
        if ($folder.StartsWith('\\')) { $problems.Add("$folder is on another computer; snapshots are of local disks only") }
    }
    if ($problems.Count -gt 0) { throw "Not installed:`n - " + ($problems -join "`n - ") }
}

function Assert-Clock {
    # S3 refuses what is signed more than fifteen minutes off. The refusal of an unsigned request tells the time.
    param([string] $HostName)

    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    $date = $null
    try {
        $date = (Invoke-WebRequest -Uri "https://$HostName/" -Method Head -UseBasicParsing -TimeoutSec 30).Headers['Date']
    } catch [Net.WebException] {
        if ($null -eq $_.Exception.Response) { throw "$HostName cannot be reached: $($_.Exception.Message)" }
        $date = $_.Exception.Response.Headers['Date']
    }
    $there = [DateTimeOffset]::Parse($date, [Globalization.CultureInfo]::InvariantCulture)
    $off = [Math]::Abs(([DateTimeOffset]::UtcNow - $there).TotalMinutes)
    if ($off -gt 5) { throw "the clock is $([Math]::Round($off)) minutes off; run Set-TimeSource.ps1 first" }
}

function Assert-Installer {
    if (-not (Test-Path -LiteralPath $Msi -PathType Leaf)) { throw "no file $Msi" }
    if ($Sha256) {
        $actual = (Get-FileHash -LiteralPath $Msi -Algorithm SHA256).Hash
        if ($actual -ne $Sha256) { throw "$Msi has the SHA-256 $actual, not the one given" }
        return
    }
    $signature = Get-AuthenticodeSignature -LiteralPath $Msi
    if ($signature.Status -ne 'Valid') { throw "$Msi is not validly signed ($($signature.Status)); give -Sha256, or get it anew" }
    $signer = $signature.SignerCertificate.Subject
    if (-not $WhatIfPreference -and -not $PSCmdlet.ShouldContinue("It is signed by $signer. Is that the publisher of Duplicati?", $Msi)) {
        throw 'not installed: the signer was not accepted'
    }
}

function Install-Script {
    [CmdletBinding(SupportsShouldProcess)]
    param()

    if ($PSCmdlet.ShouldProcess($InstallFolder, 'copy the scripts, writable by SYSTEM and Administrators only')) {
        Protect-Folder $InstallFolder
        foreach ($file in @(Get-ChildItem -LiteralPath $PSScriptRoot -File | Where-Object { $_.Name -match '\.ps1$|^tally-backup\.json$' })) {
            $installed = Join-Path $InstallFolder $file.Name
            if ($file.FullName -eq $installed) { continue }
            # A file that is overwritten keeps its owner; a new one is the administrators'.
            if (Test-Path -LiteralPath $installed) { Remove-Item -LiteralPath $installed -Force }
            Copy-Item -LiteralPath $file.FullName -Destination $installed
            # Windows marks what came by mail or from the web, and would then ask before each run.
            Unblock-File -LiteralPath $installed
        }
    }
}

function Install-Duplicati {
    [CmdletBinding(SupportsShouldProcess)]
    param()

    if (Test-Path -LiteralPath (Join-Path $DuplicatiFolder 'Duplicati.WindowsService.exe')) {
        Write-Output 'Duplicati is installed already.'
        return
    }
    if ($PSCmdlet.ShouldProcess($Msi, 'install, without the icon that would start a second Duplicati at every logon')) {
        $log = Join-Path $InstallFolder 'duplicati-msi.log'
        $setup = Start-Process -FilePath msiexec.exe -Wait -PassThru -ArgumentList @(
            '/i', "`"$Msi`"", '/qn', '/norestart', 'FORSERVICE=true', '/l*v', "`"$log`"")
        if ($setup.ExitCode -notin @(0, 3010)) { throw "msiexec ended with $($setup.ExitCode); see $log" }
    }
}

function Set-SecretProvider {
    # The server resolves the placeholders of the job from the credentials of its own account.
    [CmdletBinding(SupportsShouldProcess)]
    param()

    $file = Join-Path $env:ProgramData 'Duplicati\preload.json'
    $wanted = '{"db":{"server":{"--secret-provider":"wincred://"}}}'
    if ((Test-Path -LiteralPath $file) -and (Get-Content -LiteralPath $file -Raw -Encoding UTF8) -ne $wanted) {
        throw "$file exists and says something else; put this into it by hand: $wanted"
    }
    if ($PSCmdlet.ShouldProcess($file, 'name the Windows credentials as the source of secrets')) {
        # A setting that a user may change would be a way to run programs as SYSTEM.
        Protect-Folder (Split-Path -Parent $file)
        if (Test-Path -LiteralPath $file) { Remove-Item -LiteralPath $file -Force }
        [IO.File]::WriteAllText($file, $wanted)
    }
}

function Read-AgentSecret {
    # Access key id, secret access key, passphrase.
    $id = Read-Secret 'Access key id (accessKeyId)'
    $key = Read-Secret 'Secret access key (secretAccessKey)'
    if ($id -cnotmatch '^AKIA[A-Z0-9]{12,124}$') { throw 'an access key id starts with AKIA and has capitals and digits only' }
    if ($key -cnotmatch '^[A-Za-z0-9+/=]{40}$') { throw 'a secret access key has 40 letters, digits, plus signs and slashes' }
    $passphrase = Read-Secret 'Passphrase of the backups'
    if ($passphrase -cne (Read-Secret 'Passphrase once more, read from the paper')) { throw 'the two passphrases differ' }
    if ($passphrase.Length -lt 16) { throw 'the passphrase needs 16 characters or more' }
    @($id, $key, $passphrase)
}

function Save-AgentSecret {
    # Answers the access key, with which the arrival of the first backup is asked for.
    [CmdletBinding(SupportsShouldProcess)]
    param($Names)

    if ($PSCmdlet.ShouldProcess('credentials of SYSTEM', 'store access key and passphrase')) {
        $secrets = @(Read-AgentSecret)
        $order = @{ Step = 'StoreSecrets'; Names = @($Names.accessKeyId, $Names.secretAccessKey, $Names.passphrase) }
        Invoke-AsSystem $order -Secrets $secrets | Out-Null
        @{ AccessKeyId = $secrets[0]; SecretAccessKey = $secrets[1] }
    }
}

function Register-Service {
    [CmdletBinding(SupportsShouldProcess)]
    param($Names)

    if ($PSCmdlet.ShouldProcess('Duplicati', 'register the service, listening on this computer only, and start it')) {
        if ($null -eq (Get-Service -Name Duplicati -ErrorAction SilentlyContinue)) {
            & (Join-Path $DuplicatiFolder 'Duplicati.WindowsService.exe') install '--webservice-interface=loopback' | Out-Null
            if ($LASTEXITCODE -ne 0) { throw "the service could not be registered ($LASTEXITCODE)" }
        }
        Set-Service -Name Duplicati -StartupType Automatic
        # A service that has crashed makes no backups: start it again, after a minute, five, and fifteen.
        & sc.exe failure Duplicati reset= 86400 actions= 'restart/60000/restart/300000/restart/900000' | Out-Null
        # Not a restart: it would end a backup that is running.
        Start-Service -Name Duplicati
        (Get-Service -Name Duplicati).WaitForStatus('Running', [timespan] '00:01:00')
        Invoke-AsSystem @{ Step = 'CheckSecrets'; Names = @($Names.accessKeyId, $Names.secretAccessKey, $Names.passphrase) } | Out-Null
    }
}

function Import-Job {
    # Answers the name of the job. The file holds placeholders and no secret.
    [CmdletBinding(SupportsShouldProcess)]
    param([string] $File)

    $job = Get-Configuration $File
    if ($DataFolder.Count -gt 0) { $job.Backup.Sources = [string[]] @($DataFolder | ForEach-Object { $_.TrimEnd('\') + '\' }) }
    $missing = @($job.Backup.Sources | Where-Object { -not (Test-Path -LiteralPath $_) })
    if ($missing.Count -gt 0) { throw "the job would save what is not there: $($missing -join ', '); give -DataFolder" }
    if ($PSCmdlet.ShouldProcess($job.Backup.Name, 'import the job')) {
        $known = Invoke-AsSystem @{ Step = 'ListJobs' }
        if ($known.Contains($job.Backup.Name)) {
            Write-Warning "Duplicati has a job $($job.Backup.Name) already; it is left as it is."
        } else {
            $copy = Join-Path $InstallFolder 'job-to-import.json'
            [IO.File]::WriteAllText($copy, (ConvertTo-Json $job -Depth 20))
            try {
                Invoke-AsSystem @{ Step = 'ImportJob'; File = $copy } | Out-Null
            } finally {
                Remove-Item -LiteralPath $copy
            }
        }
    }
    $job.Backup.Name
}

function Get-Arrival {
    # When the last finished backup arrived in S3; nothing if none ever did.
    param($Configuration, [hashtable] $AgentKey)

    $request = New-S3Request -Method 'HEAD' -HostName $Configuration.hostName -Region $Configuration.region `
        -Key "$($Configuration.agent)/duplicati-verification.json" -Moment ([DateTime]::UtcNow) @agentKey
    try {
        $answer = Send-S3Request $request
        [DateTimeOffset]::Parse($answer.Headers['Last-Modified'], [Globalization.CultureInfo]::InvariantCulture)
    } catch [Net.WebException] {
        # S3 says 404 only to those who may list without conditions, and 403 to the others.
        if ((Get-HttpStatus $_.Exception) -notin @(403, 404)) { throw }
    }
}

function Start-FirstBackup {
    [CmdletBinding(SupportsShouldProcess)]
    param($Configuration, [hashtable] $AgentKey, [string] $Job)

    if ($null -eq $AgentKey -and -not $WhatIfPreference) { throw 'without an access key the arrival cannot be seen' }
    if ($PSCmdlet.ShouldProcess($Job, "run once, and wait up to $FirstRunHours hours for its arrival")) {
        $started = [DateTimeOffset]::UtcNow.AddMinutes(-5)
        Invoke-AsSystem @{ Step = 'RunJob'; Name = $Job } -Timeout ([timespan]::FromHours($FirstRunHours)) | Out-Null
        # Duplicati 2.3.0.4 says nothing of how the run went; what arrived does.
        $arrived = Get-Arrival $Configuration $AgentKey
        if ($null -eq $arrived -or $arrived -lt $started) {
            throw 'the run has ended and no finished backup has arrived in S3; read the log of the job in Duplicati'
        }
        Write-Output "The first backup arrived at $($arrived.LocalDateTime). A mail about warnings, if any, is on its way."
    }
}

$configuration = Get-Configuration (Join-Path $PSScriptRoot 'tally-backup.json')
Assert-Clock $configuration.hostName
if ($OnlySecrets) {
    $agentKey = Save-AgentSecret $configuration.secrets
    if ($null -ne $agentKey) {
        $last = Get-Arrival $configuration $agentKey
        if ($null -eq $last) { throw 'stored, but S3 does not accept the key, or no backup ever arrived' }
        Write-Output "Stored, and S3 accepts the key. The last backup arrived at $($last.LocalDateTime)."
    }
    return
}
Assert-Server
Assert-Installer
Install-Script
Set-SecretProvider
Install-Duplicati
$agentKey = Save-AgentSecret $configuration.secrets
Register-Service $configuration.secrets
$job = Import-Job (Join-Path $PSScriptRoot $configuration.jobFile)
if ($SkipFirstRun) {
    Write-Output 'Installed. The alarm about missing backups counts from the first one that arrives.'
} else {
    Start-FirstBackup -Configuration $configuration -AgentKey $agentKey -Job $job
}
