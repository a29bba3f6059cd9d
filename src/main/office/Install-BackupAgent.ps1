#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Installs Duplicati as a service on the Tally server, gives it its secrets and its job, and sees the first backup arrive.

.DESCRIPTION
Run it from the server's folder of the office kit, in Windows PowerShell 5.1 as an administrator. It downloads nothing:
get the MSI of Duplicati that tally-backup.json names from its publisher first. Another version is refused: options and
programs change between versions, and the kit was made for this one. It asks for the access key (from the secret
that the deployment names, read on a computer that you trust) and for the passphrase, twice. Nothing that you type is
written to a file or a command line; Windows keeps it as credentials of the account SYSTEM, which runs the service.

It can be run again: what is there already is left as it is. With -OnlySecrets it changes the secrets and nothing else:
that is how an access key is rotated.

.PARAMETER Msi
The installer of Duplicati for 64-bit Windows, in the version that tally-backup.json names.

.PARAMETER Sha256
The checksum that the publisher gives for it. Without one, the Authenticode signature must be valid, and you must agree
to the signer.

.PARAMETER DataFolder
The folders with Tally's data, in place of those in the job file, with commas between them and without a backslash at the
end: before a quotation mark it would swallow what follows.

.PARAMETER OnlySecrets
Stores access key and passphrase anew, and nothing else.

.PARAMETER SkipFirstRun
Leaves the first backup to the schedule.

.PARAMETER FirstRunHours
How long to wait for the first backup. A large set over a slow line takes days; the backup goes on when the wait ends.

.EXAMPLE
.\Install-BackupAgent.ps1 -Msi D:\Setup\duplicati-2.3.0.4_stable_2026-07-09-win-x64-gui.msi -WhatIf

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

function Get-SourceProblem {
    # Why the service could not save a folder; nothing if it can. It runs as SYSTEM: it sees the disks of this server, and no
    # drive that a user has mapped.
    param([string] $Folder)

    if ($Folder.Contains('"')) { return "$Folder holds a quotation mark: give the folder without the backslash at its end" }
    if ($Folder.StartsWith('\\')) {
        return "$Folder is on another computer: the service would ask for it as this computer, and snapshots are of local disks only"
    }
    if ($Folder -notmatch '^[A-Za-z]:\\') { return "$Folder is no whole path, such as D:\TallyPrime\Data" }
    $drive = $Folder.Substring(0, 2)
    $disk = Get-CimInstance -ClassName Win32_LogicalDisk -Filter "DeviceID='$drive'"
    if ($null -eq $disk) { return "there is no drive $drive; one that a user has mapped is seen neither here nor by the service" }
    if ($disk.DriveType -ne 3) { return "$Folder is on no fixed disk of this server; the service sees no mapped drive, and snapshots are of local disks only" }
    if (-not (Test-Path -LiteralPath $Folder -PathType Container)) { return "no folder $Folder" }
    if (@(Get-ChildItem -LiteralPath $Folder -Force).Count -eq 0) {
        "$Folder is empty, and Duplicati saves nothing at all while one of its folders is: let Tally write into it first, or name the other folders with -DataFolder"
    }
}

function Get-InstalledProblem {
    # Why what is on this server already cannot stay as it is; nothing if it can.
    param($Duplicati)

    $products = @(Get-DuplicatiProduct)
    foreach ($product in $products) {
        if ($product.GetValue('DisplayName') -ne 'Duplicati' -or $product.GetValue('DisplayVersion') -ne $Duplicati.version) {
            "$($product.GetValue('DisplayName')) $($product.GetValue('DisplayVersion')) is installed; this kit is for Duplicati $($Duplicati.version) only, see docs/office-scripts.md on other versions"
        }
    }
    $there = Test-Path -LiteralPath (Join-Path $DuplicatiFolder 'Duplicati.WindowsService.exe')
    if ($there -and $products.Count -eq 0) { "$DuplicatiFolder holds a Duplicati that no installer has registered; move it away" }
    if (-not $there -and $products.Count -gt 0) { "Duplicati is registered and not in $DuplicatiFolder; uninstall it first" }
    # Duplicati listens there and nowhere else; what listens there already would be asked in its place.
    $service = Get-Service -Name Duplicati -ErrorAction SilentlyContinue
    $listeners = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpListeners()
    if (($null -eq $service -or $service.Status -ne 'Running') -and @($listeners | Where-Object { $_.Port -eq 8200 }).Count -gt 0) {
        'another program listens on port 8200, which Duplicati needs; it may be a Duplicati in the notification area of a user: end it'
    }
}

function Assert-Server {
    # All problems at once: each costs the administrator a way to the server room.
    param($Duplicati, [string[]] $Sources)

    $problems = New-Object Collections.Generic.List[string]
    $system = Get-CimInstance -ClassName Win32_OperatingSystem
    if ([version] $system.Version -lt [version] '10.0.14393') { $problems.Add("Windows $($system.Version) is older than Server 2016") }
    if ($system.ProductType -eq 1) { Write-Warning 'This is no server edition of Windows; it works while the computer is on.' }
    if (-not [Environment]::Is64BitProcess) { $problems.Add('this is the 32-bit PowerShell; start the 64-bit one') }
    $disk = Get-CimInstance -ClassName Win32_LogicalDisk -Filter "DeviceID='$env:SystemDrive'"
    if ($disk.FreeSpace -lt 5gb) { $problems.Add("less than 5 GB are free on $env:SystemDrive, where Duplicati makes its volumes") }
    foreach ($problem in @(Get-InstalledProblem $Duplicati)) { $problems.Add($problem) }
    foreach ($folder in $Sources) {
        foreach ($problem in @(Get-SourceProblem $folder)) { $problems.Add($problem) }
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

function Invoke-ComMember {
    # PowerShell does not see the members of Windows Installer's objects by itself.
    param($Target, [string] $How, [string] $Member, [object[]] $Arguments = @())

    $Target.GetType().InvokeMember($Member, $How, $null, $Target, $Arguments)
}

function Get-MsiProperty {
    # What an installer says of itself; nothing of it is run.
    param([string] $File)

    $windows = New-Object -ComObject WindowsInstaller.Installer
    $database = Invoke-ComMember $windows 'InvokeMethod' 'OpenDatabase' @($File, 0)
    $said = @{ Platform = [string] (Invoke-ComMember (Invoke-ComMember $database 'GetProperty' 'SummaryInformation' @(0)) 'GetProperty' 'Property' @(7)) }
    foreach ($property in @('ProductName', 'ProductVersion')) {
        $view = Invoke-ComMember $database 'InvokeMethod' 'OpenView' @("SELECT ``Value`` FROM ``Property`` WHERE ``Property`` = '$property'")
        Invoke-ComMember $view 'InvokeMethod' 'Execute' | Out-Null
        $record = Invoke-ComMember $view 'InvokeMethod' 'Fetch'
        $said[$property] = if ($null -eq $record) { '' } else { [string] (Invoke-ComMember $record 'GetProperty' 'StringData' @(1)) }
        Invoke-ComMember $view 'InvokeMethod' 'Close' | Out-Null
    }
    # Windows Installer would find the file in use.
    [Runtime.InteropServices.Marshal]::FinalReleaseComObject($database) | Out-Null
    $said
}

function Assert-Installer {
    param($Duplicati)

    if ($Msi.Contains('"')) { throw "-Msi $Msi holds a quotation mark: an argument before it ends in a backslash" }
    if (-not (Test-Path -LiteralPath $Msi -PathType Leaf)) { throw "no file $Msi" }
    if ($Sha256) {
        $actual = Get-SharedHash $Msi
        if ($actual -ne $Sha256) { throw "$Msi has the SHA-256 $actual, not the one given" }
    } else {
        $signature = Get-AuthenticodeSignature -LiteralPath $Msi
        if ($signature.Status -ne 'Valid') { throw "$Msi is not validly signed ($($signature.Status)); give -Sha256, or get it anew" }
        $signer = $signature.SignerCertificate.Subject
        if (-not $WhatIfPreference -and -not $PSCmdlet.ShouldContinue("It is signed by $signer. Is that the publisher of Duplicati?", $Msi)) {
            throw 'not installed: the signer was not accepted'
        }
    }
    $said = Get-MsiProperty $Msi
    if ($said.ProductName -ne 'Duplicati' -or $said.ProductVersion -ne $Duplicati.version -or $said.Platform -notlike 'x64;*') {
        throw "$Msi is $($said.ProductName) $($said.ProductVersion) for $($said.Platform); this kit is for Duplicati $($Duplicati.version) only: get $($Duplicati.installer)"
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

    if (@(Get-DuplicatiProduct).Count -gt 0) {
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

function Set-ServerDefault {
    # The server resolves the placeholders of the job from the credentials of its own account. It reports to nobody how it is
    # used, and looks for no newer version: this kit is for one.
    [CmdletBinding(SupportsShouldProcess)]
    param()

    $file = Join-Path $env:ProgramData 'Duplicati\preload.json'
    $earlier = '{"db":{"server":{"--secret-provider":"wincred://"}}}'
    $wanted = '{"db":{"server":{"--secret-provider":"wincred://"}},"env":{"*":{"USAGEREPORTER_Duplicati_LEVEL":"none"}},"args":{"server":["--disable-update-check=true"]}}'
    if ((Test-Path -LiteralPath $file) -and (Get-Content -LiteralPath $file -Raw -Encoding UTF8) -notin @($wanted, $earlier)) {
        throw "$file exists and says something else; put this into it by hand: $wanted"
    }
    if ($PSCmdlet.ShouldProcess($file, 'name the Windows credentials as the source of secrets; no usage reports, no search for updates')) {
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

function Wait-Server {
    # Windows calls the service running long before it can be asked something.
    for ($attempt = 1; $true; $attempt++) {
        try {
            Invoke-WebRequest -Uri 'http://127.0.0.1:8200/health' -UseBasicParsing -TimeoutSec 10 | Out-Null
            return
        } catch {
            if ($attempt -ge 36) {
                throw "Duplicati's service runs and does not answer on port 8200: $($_.Exception.Message); look into the event log 'Duplicati 2'"
            }
            Start-Sleep -Seconds 5
        }
    }
}

function Register-Service {
    [CmdletBinding(SupportsShouldProcess)]
    param($Names)

    if ($PSCmdlet.ShouldProcess('Duplicati', 'register the service, listening on this computer only, and start it')) {
        if ($null -eq (Get-Service -Name Duplicati -ErrorAction SilentlyContinue)) {
            $ended = Invoke-Program (Join-Path $DuplicatiFolder 'Duplicati.WindowsService.exe') @('install', '--webservice-interface=loopback')
            if ($ended.Code -ne 0) { throw "the service could not be registered ($($ended.Code)): $($ended.Text)" }
        }
        Set-Service -Name Duplicati -StartupType Automatic
        # The service starts a crashed server again by itself; this is for the service's own end: after a minute, five, and fifteen.
        & sc.exe failure Duplicati reset= 86400 actions= 'restart/60000/restart/300000/restart/900000' | Out-Null
        if ($LASTEXITCODE -ne 0) { Write-Warning "Windows will not restart the service when it ends ($LASTEXITCODE)." }
        # Not a restart: it would end a backup that is running.
        Start-Service -Name Duplicati
        (Get-Service -Name Duplicati).WaitForStatus('Running', [timespan] '00:01:00')
        Wait-Server
        Invoke-AsSystem @{ Step = 'CheckSecrets'; Names = @($Names.accessKeyId, $Names.secretAccessKey, $Names.passphrase) } | Out-Null
    }
}

function Get-NextTime {
    # The first of the daily times of a job that is still to come, in Duplicati's form. Duplicati starts at once what should
    # have started already: a kit that is a day old would send everything in office hours. The times are UTC, so a day is one.
    param([string] $Time, [datetime] $Now)

    $form = "yyyy-MM-dd'T'HH:mm:ss'Z'"
    $next = [DateTime]::ParseExact($Time, $form, [Globalization.CultureInfo]::InvariantCulture,
        [Globalization.DateTimeStyles] 'AssumeUniversal, AdjustToUniversal')
    if ($next -le $Now) { $next = $next.AddDays([Math]::Floor(($Now - $next).TotalDays) + 1) }
    $next.ToString($form, [Globalization.CultureInfo]::InvariantCulture)
}

function Import-Job {
    # The file holds placeholders and no secret.
    [CmdletBinding(SupportsShouldProcess)]
    param($Job)

    if ($PSCmdlet.ShouldProcess($Job.Backup.Name, 'import the job')) {
        # A line a job: its number, a colon, its name.
        $names = @((Invoke-AsSystem @{ Step = 'ListJobs' }) -split "`n" | ForEach-Object { $_.Trim() -replace '^\d+: ', '' })
        if ($names.Contains($Job.Backup.Name)) {
            Write-Warning "Duplicati has a job $($Job.Backup.Name) already; it is left as it is."
        } else {
            $Job.Schedule.Time = Get-NextTime $Job.Schedule.Time ([DateTime]::UtcNow)
            $copy = Join-Path $InstallFolder 'job-to-import.json'
            [IO.File]::WriteAllText($copy, (ConvertTo-Json $Job -Depth 20))
            try {
                Invoke-AsSystem @{ Step = 'ImportJob'; File = $copy } | Out-Null
            } finally {
                Remove-Item -LiteralPath $copy
            }
        }
    }
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
        Invoke-AsSystem @{ Step = 'StartJob'; Name = $Job } | Out-Null
        for ($minute = 1; $minute -le 60 * $FirstRunHours; $minute++) {
            Start-Sleep -Seconds 60
            # Asked before S3 is: what a run that has ended has stored is there by then. Seldom, since each question is a task.
            $ended = $false
            if ($minute % 5 -eq 0) {
                try {
                    $status = Invoke-AsSystem @{ Step = 'Status' }
                    $ended = $status.Contains('Active task: None') -and $status.Contains('Scheduler tasks: Empty')
                } catch {
                    Write-Warning "Duplicati was not asked this time: $($_.Exception.Message)"
                }
            }
            $arrived = $null
            # Duplicati 2.3.0.4 says nothing of how a run went; what arrived does.
            try { $arrived = Get-Arrival $Configuration $AgentKey } catch [Net.WebException] { $ended = $false }
            if ($null -ne $arrived -and $arrived -ge $started) {
                Write-Output "The first backup arrived at $($arrived.LocalDateTime). A mail about warnings, if any, is on its way."
                return
            }
            if ($ended) { throw 'the run has ended and no finished backup has arrived in S3; read the log of the job in Duplicati' }
        }
        Write-Warning "The first backup has not arrived within $FirstRunHours hours. It goes on; the alarm about missing backups clears when it arrives."
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
$job = Get-Configuration (Join-Path $PSScriptRoot $configuration.jobFile)
$folders = @(Split-List $DataFolder)
if ($folders.Count -gt 0) { $job.Backup.Sources = [string[]] @($folders | ForEach-Object { $_.TrimEnd('\') + '\' }) }
# Windows Installer has a current folder of its own.
$Msi = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Msi)
Assert-Server $configuration.duplicati $job.Backup.Sources
Assert-Installer $configuration.duplicati
Install-Script
Set-ServerDefault
Install-Duplicati
$agentKey = Save-AgentSecret $configuration.secrets
Register-Service $configuration.secrets
Import-Job $job
if ($WhatIfPreference) {
    Write-Output 'Nothing was changed.'
} elseif ($SkipFirstRun) {
    Write-Output "Installed. The job runs next at its time. The alarm about missing backups counts from the first one that arrives."
} else {
    Start-FirstBackup -Configuration $configuration -AgentKey $agentKey -Job $job.Backup.Name
}
