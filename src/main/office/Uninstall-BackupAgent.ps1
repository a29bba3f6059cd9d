#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Takes the backup agent off this server: service, credentials, Duplicati, scripts. Every backup stays.

.DESCRIPTION
Backups in S3 are not touched, and cannot be from here: the bucket locks them. The access key goes on working until its
serial is removed from the deployment file; do that next. Duplicati's own databases stay in %ProgramData%\Duplicati
unless -RemoveDatabases is given: a new installation would use them again. It can be run again after a failure.

.PARAMETER RemoveDatabases
Removes Duplicati's databases too, and the key that it keeps for them. Backups can be read without them, which takes longer.

.EXAMPLE
.\Uninstall-BackupAgent.ps1 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param([switch] $RemoveDatabases)

. (Join-Path $PSScriptRoot 'Shared.ps1')
. (Join-Path $PSScriptRoot 'SystemStep.ps1')

$configuration = Get-Configuration (Join-Path $PSScriptRoot 'tally-backup.json')
$names = $configuration.secrets

function Remove-Credential {
    # The script that SYSTEM runs is the installed one: once it is gone, so are the credentials.
    [CmdletBinding(SupportsShouldProcess)]
    param([string[]] $Names, [string] $What)

    if (-not (Test-Path -LiteralPath (Join-Path $InstallFolder 'Invoke-SystemStep.ps1'))) {
        Write-Output "The scripts are gone from $InstallFolder already; $What is not looked for."
        return
    }
    if ($PSCmdlet.ShouldProcess('credentials of SYSTEM', "remove $What")) {
        $removed = Invoke-AsSystem @{ Step = 'RemoveSecrets'; Names = $Names }
        Write-Output "$removed of $($Names.Count) credentials removed: $What."
    }
}

# Every part may be gone already: what failed half-way is started again.
Remove-Credential -Names @($names.accessKeyId, $names.secretAccessKey, $names.passphrase) -What 'access key and passphrase'

$service = Join-Path $DuplicatiFolder 'Duplicati.WindowsService.exe'
if ($null -ne (Get-Service -Name Duplicati -ErrorAction SilentlyContinue)) {
    if (-not (Test-Path -LiteralPath $service)) { throw "the service is registered, but $service is gone: remove it with sc.exe delete Duplicati" }
    if ($PSCmdlet.ShouldProcess('Duplicati', 'stop and remove the service')) {
        $ended = Invoke-Program $service @('uninstall') -Timeout ([timespan] '00:05:00')
        if ($ended.Code -ne 0) { throw "the service could not be removed ($($ended.Code)): $($ended.Text)" }
    }
}

foreach ($product in @(Get-DuplicatiProduct)) {
    if ($PSCmdlet.ShouldProcess($product.GetValue('DisplayName'), 'uninstall')) {
        $setup = Start-Process -FilePath msiexec.exe -ArgumentList @('/x', $product.PSChildName, '/qn', '/norestart') -Wait -PassThru
        if ($setup.ExitCode -notin @(0, 1605, 3010)) { throw "msiexec ended with $($setup.ExitCode)" }
    }
}

$preload = Join-Path $env:ProgramData 'Duplicati\preload.json'
if ((Test-Path -LiteralPath $preload) -and $PSCmdlet.ShouldProcess($preload, 'remove')) {
    Remove-Item -LiteralPath $preload
}
$databases = Join-Path $env:ProgramData 'Duplicati'
if ($RemoveDatabases -and (Test-Path -LiteralPath $databases) -and $PSCmdlet.ShouldProcess($databases, 'remove the databases')) {
    Remove-Item -LiteralPath $databases -Recurse -Force
}
if ($RemoveDatabases) {
    # Duplicati made it for its databases; as long as one of them may be used again, it stays.
    Remove-Credential -Names @('duplicati-server-encryption-key') -What 'the key of the databases'
}
if ((Test-Path -LiteralPath $InstallFolder) -and $PSCmdlet.ShouldProcess($InstallFolder, 'remove the scripts')) {
    Remove-Item -LiteralPath $InstallFolder -Recurse -Force
}
Write-Output "Done. The backups of $($configuration.agent) stay in $($configuration.bucket). Now take the serial of its access key out of the deployment file, and deploy; until then the alarm about missing backups goes off."
