#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Takes the backup agent off this server: service, credentials, Duplicati, scripts. Every backup stays.

.DESCRIPTION
Backups in S3 are not touched, and cannot be from here: the bucket locks them. The access key goes on working until its
serial is removed from the deployment file; do that next. Duplicati's own databases stay in %ProgramData%\Duplicati
unless -RemoveDatabases is given: a new installation would use them again.

.PARAMETER RemoveDatabases
Removes Duplicati's databases too. Backups can be read without them, which takes longer.

.EXAMPLE
.\Uninstall-BackupAgent.ps1 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param([switch] $RemoveDatabases)

. (Join-Path $PSScriptRoot 'Shared.ps1')
. (Join-Path $PSScriptRoot 'SystemStep.ps1')

$configuration = Get-Configuration (Join-Path $PSScriptRoot 'tally-backup.json')
$names = $configuration.secrets

if ($PSCmdlet.ShouldProcess('credentials of SYSTEM', 'remove access key and passphrase')) {
    $removed = Invoke-AsSystem @{ Step = 'RemoveSecrets'; Names = @($names.accessKeyId, $names.secretAccessKey, $names.passphrase) }
    Write-Output "$removed of 3 credentials removed."
}

$service = Join-Path $DuplicatiFolder 'Duplicati.WindowsService.exe'
if ((Test-Path -LiteralPath $service) -and $PSCmdlet.ShouldProcess('Duplicati', 'stop and remove the service')) {
    & $service uninstall | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "the service could not be removed ($LASTEXITCODE)" }
}

$products = @(Get-ChildItem -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall' |
        Where-Object { $_.GetValue('DisplayName') -like 'Duplicati*' -and $_.PSChildName -match '^\{[0-9A-F-]{36}\}$' })
foreach ($product in $products) {
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
if ((Test-Path -LiteralPath $InstallFolder) -and $PSCmdlet.ShouldProcess($InstallFolder, 'remove the scripts')) {
    Remove-Item -LiteralPath $InstallFolder -Recurse -Force
}
Write-Output "Done. The backups of $($configuration.agent) stay in $($configuration.bucket). Now take the serial of its access key out of the deployment file, and deploy; until then the alarm about missing backups goes off."
