#Requires -Version 5.1
<#
.SYNOPSIS
What Windows PowerShell itself says of the office's scripts: faults of syntax, commands that it lacks, and signatures.

.DESCRIPTION
Started by WindowsPowerShellTest, on Windows only.
#>
param([string] $Folder, [string] $CaseFile)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$cases = Get-Content -LiteralPath $CaseFile -Raw -Encoding UTF8 | ConvertFrom-Json

$faults = @(foreach ($script in @(Get-ChildItem -LiteralPath $Folder -Filter '*.ps1')) {
        $found = $null
        [Management.Automation.Language.Parser]::ParseFile($script.FullName, [ref] $null, [ref] $found) | Out-Null
        foreach ($fault in $found) { '{0}, line {1}: {2}' -f $script.Name, $fault.Extent.StartLineNumber, $fault.Message }
    })

$missing = @(foreach ($command in $cases.Commands.PSObject.Properties) {
        $known = Get-Command -Name $command.Name -ErrorAction SilentlyContinue
        if ($null -eq $known) { $command.Name } else {
            foreach ($parameter in @($command.Value)) {
                # Some belong to certain drives or sets of parameters, such as -File of Get-ChildItem.
                try { $null = $known.ResolveParameter($parameter) } catch { '{0} -{1}' -f $command.Name, $parameter }
            }
        }
    })

. (Join-Path $Folder 'S3Request.ps1')
$requests = @(foreach ($case in $cases.Requests) {
        $body = $null
        if ($null -ne $case.Body) { $body = [Convert]::FromBase64String($case.Body) }
        $moment = [DateTime]::ParseExact($case.Moment, 'yyyyMMddTHHmmssZ', [Globalization.CultureInfo]::InvariantCulture,
            [Globalization.DateTimeStyles] 'AdjustToUniversal, AssumeUniversal')
        $request = New-S3Request -Method $case.Method -HostName $case.HostName -Key $case.Key -Body $body -Region $case.Region `
            -AccessKeyId $case.AccessKeyId -SecretAccessKey $case.SecretAccessKey -Moment $moment
        @{ Uri = $request.Uri; Authorization = $request.Headers.Authorization }
    })

ConvertTo-Json @{ Faults = $faults; Missing = $missing; Requests = $requests } -Depth 4
