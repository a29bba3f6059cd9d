# Restores the newest backup of one Tally server to C:\Recovery\restored and prints one line of JSON about it.
# Before it stand $Region, $Bucket, $Set (where the backup lies) and $Passphrase (name of the parameter).
$ErrorActionPreference = 'Stop'
$started = Get-Date
$root = 'C:\Recovery'
'software', 'set', 'restored' | ForEach-Object { New-Item -ItemType Directory -Force -Path (Join-Path $root $_) } | Out-Null

function Get-Objects([string] $prefix, [string] $folder) {
    Get-S3Object -BucketName $Bucket -Prefix $prefix -Region $Region | ForEach-Object {
        $file = Join-Path (Join-Path $root $folder) (Split-Path $_.Key -Leaf)
        Read-S3Object -BucketName $Bucket -Key $_.Key -File $file -Region $Region | Out-Null
    }
}

Get-Objects 'software/' 'software'
$installer = Get-ChildItem (Join-Path $root 'software') -Filter 'duplicati*.msi' | Sort-Object Name | Select-Object -Last 1
$install = Start-Process msiexec.exe -ArgumentList '/i', $installer.FullName, '/qn', '/norestart' -Wait -PassThru
if ($install.ExitCode -notin 0, 3010) { throw "Duplicati could not be installed: msiexec said $($install.ExitCode)" }

# Volumes only: reports and what was brought back earlier lie beside them.
Get-Objects ($Set + 'duplicati-') 'set'

# Duplicati reads the passphrase from here, so it stands on no command line and in no log.
$env:PASSPHRASE = (Get-SSMParameterValue -Name $Passphrase -WithDecryption $true -Region $Region).Parameters[0].Value
try {
    & 'C:\Program Files\Duplicati 2\Duplicati.CommandLine.exe' restore "file://$root\set" '*' --no-local-db=true --version=0 --overwrite=true "--restore-path=$root\restored" "--log-file=$root\restore.log" | Out-Null
    $code = $LASTEXITCODE
} finally {
    Remove-Item Env:PASSPHRASE
}
if ($code -ne 0) { throw "Duplicati could not restore: it ended with $code; see $root\restore.log" }

$files = Get-ChildItem (Join-Path $root 'restored') -Recurse -File | Sort-Object FullName
if (-not $files) { throw 'Duplicati restored no file' }
$files | ForEach-Object { '{0}  {1}' -f (Get-FileHash $_.FullName -Algorithm SHA256).Hash, $_.FullName } | Set-Content (Join-Path $root 'manifest.txt') -Encoding UTF8
$size = $files | Measure-Object Length -Sum
[ordered]@{
    Files          = $size.Count
    Bytes          = $size.Sum
    NewestFile     = ($files | Sort-Object LastWriteTimeUtc | Select-Object -Last 1).LastWriteTimeUtc.ToString('o')
    Seconds        = [int]((Get-Date) - $started).TotalSeconds
    ManifestSha256 = (Get-FileHash (Join-Path $root 'manifest.txt') -Algorithm SHA256).Hash
} | ConvertTo-Json -Compress
