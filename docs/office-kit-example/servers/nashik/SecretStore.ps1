#Requires -Version 5.1
<#
.SYNOPSIS
Reads, writes and removes generic credentials of the account that runs the script.

.DESCRIPTION
Loaded by the scripts that run as SYSTEM. Duplicati's "wincred" provider reads generic credentials by their name, with
the secret as UTF-16. Windows has no cmdlet for them; cmdkey.exe wants the secret on its command line, which every
process list and many logs show, and Duplicati's SecretTool wants it typed at a keyboard that a service does not have.
So this calls the Windows API, as both of them do.

.LINK
https://learn.microsoft.com/windows/win32/api/wincred/nf-wincred-credwritew
#>
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace TallyHybrid
{
    public static class SecretStore
    {
        private const int Generic = 1;
        private const int LocalMachine = 2;
        private const int NotFound = 1168;

        [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
        private struct Credential
        {
            public int Flags;
            public int Type;
            public string TargetName;
            public string Comment;
            public System.Runtime.InteropServices.ComTypes.FILETIME LastWritten;
            public int BlobSize;
            public IntPtr Blob;
            public int Persist;
            public int AttributeCount;
            public IntPtr Attributes;
            public string TargetAlias;
            public string UserName;
        }

        [DllImport("advapi32.dll", EntryPoint = "CredWriteW", CharSet = CharSet.Unicode, SetLastError = true)]
        private static extern bool CredWrite(ref Credential credential, int flags);

        [DllImport("advapi32.dll", EntryPoint = "CredReadW", CharSet = CharSet.Unicode, SetLastError = true)]
        private static extern bool CredRead(string name, int type, int flags, out IntPtr credential);

        [DllImport("advapi32.dll", EntryPoint = "CredDeleteW", CharSet = CharSet.Unicode, SetLastError = true)]
        private static extern bool CredDelete(string name, int type, int flags);

        [DllImport("advapi32.dll")]
        private static extern void CredFree(IntPtr credential);

        public static void Write(string name, string secret)
        {
            byte[] bytes = Encoding.Unicode.GetBytes(secret);
            IntPtr blob = Marshal.AllocHGlobal(bytes.Length);
            try
            {
                Marshal.Copy(bytes, 0, blob, bytes.Length);
                var credential = new Credential {
                    Type = Generic, TargetName = name, UserName = "", BlobSize = bytes.Length, Blob = blob,
                    Persist = LocalMachine, Comment = "Tally Hybrid"
                };
                if (!CredWrite(ref credential, 0)) throw new Win32Exception(Marshal.GetLastWin32Error());
            }
            finally
            {
                for (int i = 0; i < bytes.Length; i++) Marshal.WriteByte(blob, i, 0);
                Marshal.FreeHGlobal(blob);
                Array.Clear(bytes, 0, bytes.Length);
            }
        }

        // Null when there is none.
        public static string Find(string name)
        {
            IntPtr found;
            if (!CredRead(name, Generic, 0, out found))
            {
                int error = Marshal.GetLastWin32Error();
                if (error == NotFound) return null;
                throw new Win32Exception(error);
            }
            try
            {
                var credential = (Credential) Marshal.PtrToStructure(found, typeof(Credential));
                return Marshal.PtrToStringUni(credential.Blob, credential.BlobSize / 2);
            }
            finally { CredFree(found); }
        }

        public static string Read(string name)
        {
            string secret = Find(name);
            if (secret == null) throw new Win32Exception(NotFound);
            return secret;
        }

        public static bool Remove(string name)
        {
            if (CredDelete(name, Generic, 0)) return true;
            int error = Marshal.GetLastWin32Error();
            if (error == NotFound) return false;
            throw new Win32Exception(error);
        }
    }
}
'@

function Save-StoredSecret {
    param([string] $Name, [string] $Secret)

    [TallyHybrid.SecretStore]::Write($Name, $Secret)
    # What cannot be read back would stop the backup at night.
    if ([TallyHybrid.SecretStore]::Read($Name) -cne $Secret) { throw "the credential $Name was not stored as given" }
}

function Get-StoredSecret {
    param([string] $Name)

    [TallyHybrid.SecretStore]::Read($Name)
}

function Find-StoredSecret {
    # Nothing when there is none.
    param([string] $Name)

    [TallyHybrid.SecretStore]::Find($Name)
}

function Remove-StoredSecret {
    # False when there was none.
    param([string] $Name)

    [TallyHybrid.SecretStore]::Remove($Name)
}
