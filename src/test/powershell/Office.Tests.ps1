#Requires -Version 5.1
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.3.0' }
<#
.SYNOPSIS
What the office's scripts do on Windows itself, under Windows PowerShell 5.1 and PowerShell 7.

.DESCRIPTION
Invoke-Pester -Path src/test/powershell/Office.Tests.ps1

Changes nothing on the computer. The parts that need a server, Duplicati or AWS are carried out by the tests in Java on a
model; what that model says of Windows PowerShell is checked here against the real one.
#>

BeforeAll {
    $office = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '..\..\main\office'))
    $desktop = $PSVersionTable.PSEdition -eq 'Desktop'
    $shell = Join-Path $PSHOME $(if ($desktop) { 'powershell.exe' } else { 'pwsh.exe' })

    # The functions of a script, of which nothing else is carried out.
    function Get-FunctionText {
        param([string] $Name)

        $faults = $null
        $tree = [Management.Automation.Language.Parser]::ParseFile((Join-Path $office $Name), [ref] $null, [ref] $faults)
        if ($faults.Count -gt 0) { throw "$Name does not parse: $($faults[0].Message)" }
        $found = $tree.FindAll({ param($node) $node -is [Management.Automation.Language.FunctionDefinitionAst] }, $false)
        ($found | ForEach-Object { $_.Extent.Text }) -join "`n"
    }

    # A process of this PowerShell with its own output and errors.
    function Invoke-Shell {
        param([string[]] $Arguments)

        $errors = Join-Path $TestDrive 'errors.txt'
        $output = Join-Path $TestDrive 'output.txt'
        $process = Start-Process -FilePath $shell -NoNewWindow -Wait -PassThru -RedirectStandardError $errors -RedirectStandardOutput $output `
            -ArgumentList (@('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass') + $Arguments)
        @{ Code = $process.ExitCode; Output = @([IO.File]::ReadAllLines($output)); Errors = [IO.File]::ReadAllText($errors).Trim() }
    }

    function Save-Script {
        param([string] $Name, [string] $Text)

        $file = Join-Path $TestDrive $Name
        [IO.File]::WriteAllText($file, $Text)
        $file
    }

    foreach ($name in @('Shared.ps1', 'Install-BackupAgent.ps1', 'Test-Restore.ps1')) {
        . ([scriptblock]::Create((Get-FunctionText $name)))
    }
}

Describe 'PowerShell itself, as the model in the other tests has it' {
    It 'leaves an advanced script that is started with -File without its place in its defaults, in 5.1 only' {
        $file = Save-Script 'advanced.ps1' "[CmdletBinding()]`nparam([string] `$Place = `"<`$PSScriptRoot>`")`n`$Place"

        $said = Invoke-Shell @('-File', $file)

        $expected = if ($desktop) { '<>' } else { "<$TestDrive>" }
        $said.Output | Should -Be $expected
    }

    It 'knows the place of a plain script there, and of every script in its body' {
        $plain = Save-Script 'plain.ps1' "param([string] `$Place = `"<`$PSScriptRoot>`")`n`$Place"
        $body = Save-Script 'body.ps1' "[CmdletBinding()]`nparam()`n`"<`$PSScriptRoot>`""

        (Invoke-Shell @('-File', $plain)).Output | Should -Be "<$TestDrive>"
        (Invoke-Shell @('-File', $body)).Output | Should -Be "<$TestDrive>"
    }

    It 'hands a list over to -File as one text' {
        $file = Save-Script 'list.ps1' "param([string[]] `$Folder)`n`$Folder.Count"

        (Invoke-Shell @('-File', $file, '-Folder', 'D:\A,D:\B')).Output | Should -Be '1'
    }

    It 'does not show the preference of a script to a function of a module' {
        $text = "`$ErrorActionPreference = 'Stop'`nGet-ScheduledTask -TaskName 'no such task of ours'{0}`n'went on'"
        $quiet = Save-Script 'quiet.ps1' ($text -f '')
        $asked = Save-Script 'asked.ps1' ($text -f ' -ErrorAction Stop')

        (Invoke-Shell @('-Command', "& '$quiet'")).Output | Should -Contain 'went on'
        (Invoke-Shell @('-Command', "& '$asked'")).Output | Should -Not -Contain 'went on'
    }
}

Describe 'Publish-BackupReport.ps1, started as Duplicati starts it' {
    BeforeAll {
        Copy-Item -Path (Join-Path $office '*.ps1') -Destination $TestDrive
        Save-Script 'tally-backup.json' '{"agent":"a","hostName":"127.0.0.1","region":"ap-south-1"}'
        $variables = @{
            DUPLICATI__EVENTNAME = 'AFTER'; DUPLICATI__OPERATIONNAME = 'Backup'; DUPLICATI__PARSED_RESULT = 'Success'
            DUPLICATI__RESULTFILE = ''; DUPLICATI__REMOTEURL = 's3://b/a?use-ssl=true'
        }
        foreach ($name in $variables.Keys) { Set-Item -Path "Env:$name" -Value $variables[$name] }
    }
    AfterAll {
        foreach ($name in $variables.Keys) { Remove-Item -Path "Env:$name" -ErrorAction SilentlyContinue }
    }

    It 'gets as far as the destination, ends with 0 and writes nothing to standard error' {
        $said = Invoke-Shell @('-File', (Join-Path $TestDrive 'Publish-BackupReport.ps1'))

        $said.Code | Should -Be 0
        $said.Errors | Should -BeNullOrEmpty
        $said.Output | Should -Be 'LOG:WARN The report was not stored: RuntimeException, HTTP status 0'
    }

    It 'has nothing to do after other operations' {
        $env:DUPLICATI__OPERATIONNAME = 'Restore'

        (Invoke-Shell @('-File', (Join-Path $TestDrive 'Publish-BackupReport.ps1'))).Output | Should -BeNullOrEmpty
    }
}

Describe 'Split-List' {
    It 'takes a text with commas apart, and leaves a list alone' {
        Split-List @('D:\A, D:\B') | Should -Be @('D:\A', 'D:\B')
        Split-List @('D:\A', 'D:\B') | Should -Be @('D:\A', 'D:\B')
        @(Split-List @()).Count | Should -Be 0
    }

    It 'leaves a folder with a comma in its name whole' {
        $folder = Join-Path $TestDrive 'Sharma, Gupta'
        New-Item -ItemType Directory -Path $folder | Out-Null

        Split-List @($folder) | Should -Be $folder
    }
}

Describe 'Invoke-Program' {
    It 'hands every argument over as it is' {
        $file = Save-Script 'echo.ps1' 'foreach ($each in $args) { "<$each>" }'
        $given = @('plain', 'two words', 'D:\Tally Data\', 'a"b', 'a\"b\\', '%PATH% & | > ^')

        $ended = Invoke-Program $shell (@('-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', $file) + $given)

        $ended.Text -split "`r?`n" | Should -Be @($given | ForEach-Object { "<$_>" })
    }

    It 'gives it an empty input' {
        $ended = Invoke-Program $shell @('-NoProfile', '-Command', '[string]::IsNullOrEmpty([Console]::In.ReadLine())')

        $ended.Text | Should -Be 'True'
    }

    It 'makes a program that reads a key end' {
        (Invoke-Program $shell @('-NoProfile', '-Command', '[Console]::ReadKey() | Out-Null; exit 0')).Text | Should -Not -BeNullOrEmpty
    }

    It 'kills what does not end in time' {
        { Invoke-Program $shell @('-NoProfile', '-Command', 'Start-Sleep -Seconds 60') -Timeout ([timespan] '00:00:03') } |
            Should -Throw '*did not end within*'
    }

    It 'sets the environment of that process and of no other' {
        $ended = Invoke-Program $shell @('-NoProfile', '-Command', '$env:TALLY_TEST') -Environment @{ TALLY_TEST = 'seen' }

        $ended.Text | Should -Be 'seen'
        $env:TALLY_TEST | Should -BeNullOrEmpty
    }

    It 'answers the exit code and what was written to standard error' {
        $ended = Invoke-Program $shell @('-NoProfile', '-Command', '[Console]::Error.WriteLine("why"); exit 7')

        $ended.Code | Should -Be 7
        $ended.Text | Should -Match 'why'
    }
}

Describe 'Files that Tally has open' {
    BeforeAll {
        $live = Join-Path $TestDrive 'live'
        $restored = Join-Path $TestDrive 'restored'
        foreach ($folder in @($live, $restored)) {
            New-Item -ItemType Directory -Path $folder -Force | Out-Null
            foreach ($name in @('shared.900', 'locked.900', 'changed.900', 'other.900')) {
                $file = Join-Path $folder $name
                [IO.File]::WriteAllText($file, $name)
                (Get-Item -LiteralPath $file).LastWriteTimeUtc = [DateTime] '2026-01-01'
            }
        }
        [IO.File]::WriteAllText((Join-Path $live 'changed.900'), 'longer than before')
        [IO.File]::WriteAllText((Join-Path $live 'other.900'), 'OTHER.900')
        (Get-Item -LiteralPath (Join-Path $live 'other.900')).LastWriteTimeUtc = [DateTime] '2026-01-01'
        $shared = [IO.File]::Open((Join-Path $live 'shared.900'), 'Open', 'ReadWrite', 'ReadWrite')
        $locked = [IO.File]::Open((Join-Path $live 'locked.900'), 'Open', 'ReadWrite', 'None')
        $DataFolder = $live
    }
    AfterAll {
        $shared.Dispose()
        $locked.Dispose()
    }

    It 'hashes one that is open for writing' {
        Get-SharedHash (Join-Path $live 'shared.900') | Should -Be (Get-SharedHash (Join-Path $restored 'shared.900'))
    }

    It 'counts a locked one as unreadable, and only what differs as different' {
        $count = Compare-WithLive $restored

        $count.Restored | Should -Be 4
        $count.Compared | Should -Be 2
        $count.Different | Should -Be 1
        $count.ChangedSince | Should -Be 1
        $count.Unreadable | Should -Be 1
    }
}

Describe 'Get-NextTime' {
    It 'is <Next> for <Time> at <Now>' -TestCases @(
        @{ Time = '2026-12-01T16:30:00Z'; Now = '2026-12-01T09:00:00Z'; Next = '2026-12-01T16:30:00Z' }
        @{ Time = '2026-12-01T16:30:00Z'; Now = '2026-12-01T16:30:00Z'; Next = '2026-12-02T16:30:00Z' }
        @{ Time = '2026-12-01T16:30:00Z'; Now = '2026-12-02T09:00:00Z'; Next = '2026-12-02T16:30:00Z' }
        @{ Time = '2026-12-01T16:30:00Z'; Now = '2027-12-01T18:00:00Z'; Next = '2027-12-02T16:30:00Z' }
    ) {
        param($Time, $Now, $Next)

        Get-NextTime $Time ([DateTimeOffset]::Parse($Now).UtcDateTime) | Should -Be $Next
    }

    It 'survives the way of the job through ConvertFrom-Json, in 5.1' -Skip:($PSVersionTable.PSEdition -ne 'Desktop') {
        $job = '{"Schedule":{"Time":"2026-12-01T16:30:00Z"}}' | ConvertFrom-Json

        $job.Schedule.Time | Should -BeOfType [string]
    }
}

Describe 'Get-SourceProblem' {
    It 'finds nothing wrong with a folder that has something in it' {
        [IO.File]::WriteAllText((Join-Path $TestDrive 'Company.900'), 'x')

        Get-SourceProblem "$TestDrive" | Should -BeNullOrEmpty
    }

    It 'refuses <Folder>' -TestCases @(
        @{ Folder = '\\nas\tally'; Because = '*on another computer*' }
        @{ Folder = 'Data'; Because = '*no whole path*' }
        @{ Folder = 'C:\no such folder of ours'; Because = 'no folder*' }
        @{ Folder = 'C:\a" -SkipFirstRun'; Because = '*quotation mark*' }
    ) {
        param($Folder, $Because)

        Get-SourceProblem $Folder | Should -BeLike $Because
    }

    It 'refuses an empty one' {
        $empty = Join-Path $TestDrive 'empty'
        New-Item -ItemType Directory -Path $empty | Out-Null

        Get-SourceProblem $empty | Should -BeLike '*is empty*'
    }
}

Describe 'Get-MsiProperty' {
    It 'reads an installer that is not installed' {
        # A database of Windows Installer, made by itself: mode 3 creates one.
        $file = Join-Path $TestDrive 'test.msi'
        $windows = New-Object -ComObject WindowsInstaller.Installer
        $database = Invoke-ComMember $windows 'InvokeMethod' 'OpenDatabase' @($file, 3)
        $summary = Invoke-ComMember $database 'GetProperty' 'SummaryInformation' @(4)
        $summary.GetType().InvokeMember('Property', 'SetProperty', $null, $summary, @(7, 'x64;1033'))
        $summary.GetType().InvokeMember('Persist', 'InvokeMethod', $null, $summary, $null)
        foreach ($statement in @(
                'CREATE TABLE `Property` (`Property` CHAR(72) NOT NULL, `Value` CHAR(0) NOT NULL LOCALIZABLE PRIMARY KEY `Property`)',
                "INSERT INTO ``Property`` (``Property``, ``Value``) VALUES ('ProductName', 'Duplicati')",
                "INSERT INTO ``Property`` (``Property``, ``Value``) VALUES ('ProductVersion', '2.3.0.4')")) {
            $view = Invoke-ComMember $database 'InvokeMethod' 'OpenView' @($statement)
            Invoke-ComMember $view 'InvokeMethod' 'Execute' | Out-Null
            Invoke-ComMember $view 'InvokeMethod' 'Close' | Out-Null
        }
        Invoke-ComMember $database 'InvokeMethod' 'Commit' | Out-Null
        [Runtime.InteropServices.Marshal]::FinalReleaseComObject($summary) | Out-Null
        [Runtime.InteropServices.Marshal]::FinalReleaseComObject($database) | Out-Null

        $said = Get-MsiProperty $file

        $said.ProductName | Should -Be 'Duplicati'
        $said.ProductVersion | Should -Be '2.3.0.4'
        $said.Platform | Should -Be 'x64;1033'
    }
}
