#Requires -Version 5.1
<#
.SYNOPSIS
What several of the scripts need: the configuration, lists, programs, protected folders, secrets typed by a person.

.DESCRIPTION
Loaded by the other scripts; does nothing by itself.
#>
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$InstallFolder = Join-Path $env:ProgramData 'TallyHybrid'
$DuplicatiFolder = Join-Path $env:ProgramFiles 'Duplicati 2'

function Get-Configuration {
    param([string] $File)

    Get-Content -LiteralPath $File -Raw -Encoding UTF8 | ConvertFrom-Json
}

function Split-List {
    # The entries of a list. "powershell.exe -File" hands a list over as one text with commas. A folder may have a comma in
    # its name: what is there as it stands is one entry.
    param([string[]] $Given)

    foreach ($entry in $Given) {
        if ($entry.Contains(',') -and -not (Test-Path -LiteralPath $entry)) {
            foreach ($part in @($entry -split ',')) { if ($part.Trim() -ne '') { $part.Trim() } }
        } else {
            $entry.Trim()
        }
    }
}

function ConvertTo-Argument {
    # As Windows takes a line of arguments apart: a quotation mark is escaped, and so is each backslash before one.
    param([string] $Text)

    '"' + ($Text -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1') + '"'
}

function Invoke-Program {
    # The exit code of a program, and what it wrote. Nobody is there to answer a question: its input is empty, so that one
    # ends it, and what does not end in time is killed. The environment given is of that one process.
    param([string] $File, [string[]] $Arguments, [hashtable] $Environment = @{}, [timespan] $Timeout = [timespan] '00:01:30')

    $info = New-Object Diagnostics.ProcessStartInfo
    $info.FileName = $File
    $info.Arguments = @($Arguments | ForEach-Object { ConvertTo-Argument $_ }) -join ' '
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    $info.RedirectStandardInput = $true
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    foreach ($variable in @($Environment.Keys)) { $info.Environment[$variable] = $Environment[$variable] }
    $process = [Diagnostics.Process]::Start($info)
    try {
        $process.StandardInput.Close()
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit([int] $Timeout.TotalMilliseconds)) {
            $process.Kill()
            throw "$File did not end within $Timeout and was stopped"
        }
        @{ Code = $process.ExitCode; Text = ($output.Result + $errors.Result).Trim() }
    } finally {
        $process.Dispose()
    }
}

function Get-SharedHash {
    # SHA-256 of a file that another program may hold open, as Tally does. By its path, Get-FileHash would be refused there.
    param([string] $File)

    $stream = [IO.File]::Open($File, 'Open', 'Read', 'ReadWrite, Delete')
    try {
        (Get-FileHash -InputStream $stream -Algorithm SHA256 -ErrorAction Stop).Hash
    } finally {
        $stream.Dispose()
    }
}

function Get-DuplicatiProduct {
    # What Windows has registered: Duplicati's keys among the installed programs, with DisplayName and DisplayVersion.
    Get-ChildItem -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall' |
        Where-Object { $_.GetValue('DisplayName') -like 'Duplicati*' -and $_.PSChildName -match '^\{[0-9A-F-]{36}\}$' }
}

function Protect-Folder {
    # Makes the folder if need be. SYSTEM and Administrators may do everything in it, nobody else anything: what SYSTEM
    # runs must not be writable by a user, and restored books must not be readable by one.
    param([string] $Path)

    $ours = @('S-1-5-18', 'S-1-5-32-544')
    if (Test-Path -LiteralPath $Path) {
        # Everybody may make folders in %ProgramData%, and who has made one may change its protection for ever.
        $owner = (Get-Acl -LiteralPath $Path).GetOwner([Security.Principal.SecurityIdentifier]).Value
        if ($owner -notin $ours) { throw "$Path was made by somebody else ($owner); look into it, and remove it" }
    }
    $access = New-Object Security.AccessControl.DirectorySecurity
    $access.SetAccessRuleProtection($true, $false)
    foreach ($group in $ours) {
        # By identifier: the groups have other names in other languages.
        $who = New-Object Security.Principal.SecurityIdentifier $group
        $access.AddAccessRule((New-Object Security.AccessControl.FileSystemAccessRule -ArgumentList @(
                    $who, 'FullControl', 'ContainerInherit, ObjectInherit', 'None', 'Allow')))
    }
    $access.SetOwner((New-Object Security.Principal.SecurityIdentifier 'S-1-5-32-544'))
    # Made with its protection: in between, somebody could put a file into it.
    [IO.Directory]::CreateDirectory($Path, $access) | Out-Null
    Set-Acl -LiteralPath $Path -AclObject $access
}

function ConvertFrom-Secret {
    # Plain text for the moment of its use. A .NET string cannot be wiped: it stays in this process until it ends.
    param([securestring] $Secret)

    $pointer = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($Secret)
    try {
        [Runtime.InteropServices.Marshal]::PtrToStringBSTR($pointer)
    } finally {
        [Runtime.InteropServices.Marshal]::ZeroFreeBSTR($pointer)
    }
}

function Read-Secret {
    # Asks until something is typed; nothing appears on the screen, and nothing of it in a transcript.
    param([string] $Prompt)

    do { $secret = Read-Host -Prompt $Prompt -AsSecureString } until ($secret.Length -gt 0)
    ConvertFrom-Secret $secret
}
