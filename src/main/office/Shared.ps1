#Requires -Version 5.1
<#
.SYNOPSIS
What several of the scripts need: the configuration, protected folders, secrets typed by a person.

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
