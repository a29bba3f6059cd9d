// The environment of a synth: what the app and the CDK library below it can read at all.
//
// Whatever is not in it cannot reach a template, so the key of a kept assembly (assembly.mjs) is complete when it holds
// all of it. It also means that a synth never sees the AWS credentials of whoever runs it.

const names = new Set([
  'PATH', 'PATHEXT', 'HOME', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'APPDATA', 'LOCALAPPDATA', 'TEMP', 'TMP', 'TMPDIR',
  'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'LANG', 'LANGUAGE', 'TZ', 'TERM', 'NO_COLOR', 'FORCE_COLOR',
  '_JAVA_OPTIONS', 'CONTEXT_OVERFLOW_LOCATION_ENV',
]);

// Besides the programs' own: the loaders of shared libraries, and what puts another Java or Node.js into the PATH.
const beginnings = [
  'CDK_', 'JSII_', 'JAVA_', 'JDK_', 'NODE_', 'LC_', 'XDG_', 'LD_', 'DYLD_', 'NIX_',
  'ASDF_', 'MISE_', 'SDKMAN_', 'JENV_', 'JABBA_', 'NVM_', 'FNM_', 'VOLTA_', 'NODENV_',
];

/** Names are compared as Windows does, without regard to case. */
export function environmentOfSynth(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => {
    const upper = name.toUpperCase();
    return names.has(upper) || beginnings.some((beginning) => upper.startsWith(beginning));
  }));
}
