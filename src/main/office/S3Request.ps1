#Requires -Version 5.1
<#
.SYNOPSIS
Signs requests to S3 and sends them, with nothing but what Windows has.

.DESCRIPTION
Loaded by the other scripts. The signature is AWS Signature Version 4 in the Authorization header: the bucket refuses
plain HTTP, so the body travels encrypted, and its SHA-256 is signed with it.

.LINK
https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
#>
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function ConvertTo-Hex {
    param([byte[]] $Bytes)

    [BitConverter]::ToString($Bytes).Replace('-', '').ToLowerInvariant()
}

function Get-Sha256 {
    param([byte[]] $Bytes)

    $algorithm = [Security.Cryptography.SHA256]::Create()
    # The comma keeps the array in one piece: PowerShell would hand out its bytes one by one.
    try { , $algorithm.ComputeHash($Bytes) } finally { $algorithm.Dispose() }
}

function Get-Hmac {
    param([byte[]] $Key, [string] $Text)

    $algorithm = [Security.Cryptography.HMACSHA256]::new($Key)
    try { , $algorithm.ComputeHash([Text.Encoding]::UTF8.GetBytes($Text)) } finally { $algorithm.Dispose() }
}

function ConvertTo-UriPath {
    param([string] $Key)

    # Not [Uri]::EscapeDataString: which characters it spares differs between versions of .NET.
    $parts = foreach ($byte in [Text.Encoding]::UTF8.GetBytes($Key)) {
        $character = [string] [char] $byte
        if ($byte -lt 128 -and $character -cmatch '^[A-Za-z0-9/._~-]$') { $character } else { '%{0:X2}' -f $byte }
    }
    '/' + (-join $parts)
}

function Get-S3Authorization {
    param(
        [string] $Method,
        [string] $Path,
        [hashtable] $Headers,
        [string] $Region,
        [string] $AccessKeyId,
        [string] $SecretAccessKey
    )

    [string[]] $names = @($Headers.Keys)
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $signed = $names -join ';'
    $lines = @(foreach ($name in $names) { '{0}:{1}' -f $name, $Headers[$name] })
    $canonical = (@($Method, $Path, '') + $lines + @('', $signed, $Headers['x-amz-content-sha256'])) -join "`n"

    $moment = $Headers['x-amz-date']
    $day = $moment.Substring(0, 8)
    $scope = "$day/$Region/s3/aws4_request"
    $digest = ConvertTo-Hex (Get-Sha256 ([Text.Encoding]::UTF8.GetBytes($canonical)))
    $toSign = @('AWS4-HMAC-SHA256', $moment, $scope, $digest) -join "`n"

    $derived = [Text.Encoding]::UTF8.GetBytes('AWS4' + $SecretAccessKey)
    foreach ($part in @($day, $Region, 's3', 'aws4_request')) {
        $derived = Get-Hmac $derived $part
    }
    $signature = ConvertTo-Hex (Get-Hmac $derived $toSign)
    "AWS4-HMAC-SHA256 Credential=$AccessKeyId/$scope, SignedHeaders=$signed, Signature=$signature"
}

function New-S3Request {
    # The arguments for Invoke-WebRequest. Without a body it asks (GET, HEAD), with one it stores (PUT).
    param(
        [string] $Method,
        [string] $HostName,
        [string] $Key,
        [byte[]] $Body,
        [string] $Region,
        [string] $AccessKeyId,
        [string] $SecretAccessKey,
        [datetime] $Moment
    )

    # No conditional expression: an empty array that passes through one comes out as nothing.
    $content = $Body
    if ($null -eq $Body) { $content = [byte[]] @() }
    $hash = Get-Sha256 $content
    $path = ConvertTo-UriPath $Key
    $signed = @{
        'host'                 = $HostName
        'x-amz-content-sha256' = ConvertTo-Hex $hash
        'x-amz-date'           = $Moment.ToString('yyyyMMddTHHmmssZ', [Globalization.CultureInfo]::InvariantCulture)
    }
    if ($null -ne $Body) {
        $signed['content-type'] = 'application/json'
        # A bucket with Object Lock accepts no upload without a checksum.
        $signed['x-amz-checksum-sha256'] = [Convert]::ToBase64String($hash)
    }
    $authorization = Get-S3Authorization -Method $Method -Path $path -Headers $signed -Region $Region `
        -AccessKeyId $AccessKeyId -SecretAccessKey $SecretAccessKey

    $request = @{ Method = $Method; Uri = "https://$HostName$path"; Headers = @{ Authorization = $authorization } }
    foreach ($name in @($signed.Keys)) {
        # .NET sets the host itself, and wants the content type beside the headers.
        if ($name -ne 'host' -and $name -ne 'content-type') { $request.Headers[$name] = $signed[$name] }
    }
    if ($null -ne $Body) {
        $request['Body'] = $Body
        $request['ContentType'] = 'application/json'
    }
    $request
}

function Get-HttpStatus {
    # 0 when no answer came.
    param([Exception] $Failure)

    if ($Failure -is [Net.WebException] -and $null -ne $Failure.Response) { [int] $Failure.Response.StatusCode } else { 0 }
}

function Send-S3Request {
    # Tries four times, in less than the five minutes that Duplicati gives a script, then throws. Looking up the name takes
    # up to 15 seconds more than the limit of a try says. A refusal is final: asking again changes nothing.
    param([hashtable] $Request)

    # Windows Server 2016 and 2019 would offer TLS 1.0 first; the bucket refuses anything below 1.2.
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    $pauses = @(5, 15, 45)
    for ($attempt = 0; $true; $attempt++) {
        try {
            return Invoke-WebRequest @Request -UseBasicParsing -TimeoutSec 35
        } catch {
            $status = Get-HttpStatus $_.Exception
            if ($attempt -ge $pauses.Count -or ($status -ge 400 -and $status -lt 500)) { throw }
            Start-Sleep -Seconds $pauses[$attempt]
        }
    }
}
