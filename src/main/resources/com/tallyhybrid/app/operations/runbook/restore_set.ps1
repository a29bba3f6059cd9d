# Restores the newest backup of one Tally server to C:\Recovery\restored and prints one line of JSON about it.
# Before it stand $Region, $Bucket, $Agent, $Moment (empty, or what was brought back) and $Passphrase (a parameter's name).
$ErrorActionPreference = 'Stop'
$started = Get-Date
$root = 'C:\Recovery'
'software', 'set', 'restored' | ForEach-Object { New-Item -ItemType Directory -Force -Path (Join-Path $root $_) } | Out-Null
$place = if ($Moment) { "recovered/$Agent/$Moment/" } else { "$Agent/" }

function Get-Objects([string] $prefix, [string] $folder) {
    Get-S3Object -BucketName $Bucket -Prefix $prefix -Region $Region | ForEach-Object {
        $file = Join-Path (Join-Path $root $folder) (Split-Path $_.Key -Leaf)
        Read-S3Object -BucketName $Bucket -Key $_.Key -File $file -Region $Region | Out-Null
    }
}

Get-Objects 'software/' 'software'
$installer = Get-ChildItem (Join-Path $root 'software') -Filter 'duplicati*.msi' |
    Sort-Object { [regex]::Replace($_.Name, '\d+', { param($digits) $digits.Value.PadLeft(8, '0') }) } | Select-Object -Last 1
$install = Start-Process msiexec.exe -ArgumentList '/i', $installer.FullName, '/qn', '/norestart' -Wait -PassThru
if ($install.ExitCode -notin 0, 3010) { throw "Duplicati could not be installed: msiexec said $($install.ExitCode)" }

# Volumes only: reports lie beside them.
Get-Objects ($place + 'duplicati-') 'set'

# Duplicati reads the passphrase from here, so it stands on no command line and in no log.
$env:PASSPHRASE = (Get-SSMParameterValue -Name $Passphrase -WithDecryption $true -Region $Region).Parameters[0].Value
$log = Join-Path $root 'restore.log'
try {
    & 'C:\Program Files\Duplicati 2\Duplicati.CommandLine.exe' restore "file://$root\set" '*' --no-local-db=true --version=0 --overwrite=true "--restore-path=$root\restored" "--log-file=$log" --log-file-log-level=Warning | Out-Null
    $code = $LASTEXITCODE
} finally {
    Remove-Item Env:PASSPHRASE
}
# 0 also with files that could not be restored, 2 with warnings: only the log tells.
$errors = @(Select-String -Path $log -Pattern '\[Error' -ErrorAction SilentlyContinue).Count
$warnings = @(Select-String -Path $log -Pattern '\[Warning' -ErrorAction SilentlyContinue).Count
if ($code -notin 0, 2 -or $errors) { throw "Duplicati ended with $code and $errors errors; see $log" }

$files = Get-ChildItem (Join-Path $root 'restored') -Recurse -File | Sort-Object FullName
if (-not $files) { throw 'Duplicati restored no file' }
$manifest = Join-Path $root 'manifest.txt'
$files | ForEach-Object { '{0}  {1}' -f (Get-FileHash -LiteralPath $_.FullName -Algorithm SHA256).Hash, $_.FullName } | Set-Content $manifest -Encoding UTF8
$size = $files | Measure-Object Length -Sum
[ordered]@{
    Files          = $size.Count
    Bytes          = $size.Sum
    NewestFile     = ($files | Sort-Object LastWriteTimeUtc | Select-Object -Last 1).LastWriteTimeUtc.ToString('o')
    Warnings       = $warnings
    Seconds        = [int]((Get-Date) - $started).TotalSeconds
    ManifestSha256 = (Get-FileHash -LiteralPath $manifest -Algorithm SHA256).Hash
} | ConvertTo-Json -Compress
