// What the launcher says, and what it lets through to a synth.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { whatWentWrong } from '../../../bin/launcher/broken-build.mjs';
import { environmentOfSynth } from '../../../bin/launcher/environment.mjs';
import { withNode } from '../../../bin/launcher/node.mjs';

const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const windows = process.platform === 'win32';

function tally(args, environment = {}, program = join(repository, 'bin', 'tally.mjs')) {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: { ...process.env, ...environment } });
}

test('lists its commands, each with a line', () => {
  const { status, stdout, stderr } = tally(['--help']);
  assert.equal(status, 0);
  assert.equal(stderr, '');
  for (const command of ['kit', 'review', 'preflight']) assert.match(stdout, new RegExp(`^  ${command} +[a-z].{20,}$`, 'm'));
  assert.ok(stdout.split('\n').every((line) => line.length <= 100), 'fits a small window');
});

test('names its release', () => {
  assert.match(tally(['--version']).stdout, /^Tally Hybrid \d+\.\d+\.\d+\S*\n$/);
});

test('says its commands where it is given none, or none that there is', () => {
  const none = tally([]);
  assert.equal(none.status, 2);
  assert.match(none.stderr, /^Usage: node bin\/tally\.mjs COMMAND/);
  for (const wrong of ['kitt', 'constructor', '__proto__', '--kit']) {
    const { status, stdout, stderr } = tally([wrong]);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`^There is no command '${wrong}'\\.`));
  }
});

/** A checkout that was never built, with programs of its own on the PATH. */
function unbuilt(programs) {
  const checkout = mkdtempSync(join(tmpdir(), 'tally-hybrid-unbuilt-'));
  cpSync(join(repository, 'bin'), join(checkout, 'bin'), { recursive: true });
  mkdirSync(join(checkout, 'programs'));
  for (const [name, script] of Object.entries(programs)) {
    const file = join(checkout, 'programs', windows ? `${name}.cmd` : name);
    writeFileSync(file, windows ? `@node "%~dp0${name}.mjs" %*` : `#!${process.execPath}\nimport('./${name}.mjs');`, { mode: 0o755 });
    writeFileSync(join(checkout, 'programs', `${name}.mjs`), script);
  }
  return checkout;
}

function inUnbuilt(programs, environment = {}) {
  const checkout = unbuilt(programs);
  try {
    const path = [join(checkout, 'programs'), dirname(process.execPath)].filter((folder) =>
      folder.startsWith(checkout) || !['java', 'mvn', 'java.exe', 'mvn.cmd'].some((name) => existsSync(join(folder, name))));
    return tally(['kit'], { JAVA_HOME: '', PATH: path.join(delimiter), ...environment }, join(checkout, 'bin', 'tally.mjs'));
  } finally {
    rmSync(checkout, { recursive: true, force: true });
  }
}

const java = (version) => `console.error('openjdk version "${version}" 2025-04-15');`;

test('says what to install where there is no Java, a wrong JAVA_HOME, one too old, or no Maven', { skip: windows }, () => {
  const expected = [
    [inUnbuilt({}), /^Java was not found\. Install a JDK of version 17, 21 or 25/],
    [inUnbuilt({}, { JAVA_HOME: '/no/such/folder' }), /^JAVA_HOME is "\/no\/such\/folder", and no Java lies there\./],
    [inUnbuilt({ java: java('11.0.2') }), /java is Java 11, which is too old\. Install a JDK of version 17/],
    [inUnbuilt({ java: java('1.8.0_402') }), /java is Java 8, which is too old\./],
    [inUnbuilt({ java: 'process.exit(1)' }), /java does not start\. Install a JDK/],
    [inUnbuilt({ java: java('17.0.15') }), /^Maven was not found\. Install Apache Maven 3\.8 or later/],
  ];
  for (const [{ status, stdout, stderr }, words] of expected) {
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /\n\s+at /);
    assert.equal(stdout, '');
    assert.equal(status, 2);
  }
});

test('a first build says what it fetches, and a broken one what to do', { skip: windows }, () => {
  const mvn = `
    const asked = process.argv.slice(2);
    console.log('[ERROR] COMPILATION ERROR : \\n[ERROR] /x/App.java:[3,9] cannot find symbol');
    console.log('[ERROR] -> [Help 1] ' + asked.join(' '));
    process.exit(1);`;
  const { status, stdout, stderr } = inUnbuilt({ java: java('17.0.15'), mvn });
  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /^Building\. The first time, this fetches about \d+ MB of libraries\.\n\/x\/App\.java:\[3,9\] cannot find symbol\n/);
  assert.match(stderr, /The Java sources do not compile\. Mend what stands above, and run the command again\.\nAll that Maven said is in .*build\.log\.\n$/);
  assert.doesNotMatch(stderr, /Help|\u001b/);
});

// The sources that do not compile, the library that cannot be fetched, the POM and JAVA_HOME: as Maven 3.8.7 with javac 17 wrote
// it, --batch-mode --quiet, shortened, with another repository's name. The others are made up by their pattern: no such computer
// was at hand.
const builds = [
  [`[ERROR] COMPILATION ERROR : 
[ERROR] /h/src/main/java/com/tallyhybrid/app/TallyApp.java:[28,9] ';' expected
[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.16.0:compile (default-compile) on project tally-hybrid: Compilation failure
[ERROR] /h/src/main/java/com/tallyhybrid/app/TallyApp.java:[28,9] ';' expected
[ERROR] -> [Help 1]
[ERROR] 
[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
[ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException`,
  `/h/src/main/java/com/tallyhybrid/app/TallyApp.java:[28,9] ';' expected
The Java sources do not compile. Mend what stands above, and run the command again.`],
  [`[ERROR] [ERROR] Some problems were encountered while processing the POMs:
[ERROR] Non-resolvable import POM: Could not transfer artifact com.fasterxml.jackson:jackson-bom:pom:2.22.1 from/to central (https://repo.example/maven2): transfer failed for https://repo.example/maven2/com/fasterxml/jackson/jackson-bom/2.22.1/jackson-bom-2.22.1.pom @ line 54, column 19
[ERROR] 'dependencies.dependency.version' for com.fasterxml.jackson.core:jackson-databind:jar is missing. @ line 132, column 17`,
  /^Non-resolvable import POM: Could not transfer artifact .* column 19\nA library could not be fetched\. Is there a connection to the internet\?/],
  [`[ERROR] Non-resolvable import POM: Cannot access central (https://repo.example/maven2) in offline mode and the artifact com.fasterxml.jackson:jackson-bom:pom:2.22.1 has not been downloaded from it before. @ line 54, column 19`,
  /^Non-resolvable import POM: Cannot access .* in offline mode .*\nA library could not be fetched\./],
  ['The JAVA_HOME environment variable is not defined correctly,\nthis environment variable is needed to run this program.', /^Maven does not find Java\. Let JAVA_HOME name/],
  ['[ERROR] No compiler is provided in this environment. Perhaps you are running on a JRE rather than a JDK?', /^This Java has no compiler: it is a JRE\./],
  ['[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.16.0:compile (default-compile) on project tally-hybrid: Fatal error compiling: error: release version 17 not supported -> [Help 1]', /^Maven runs with a Java that is too old\./],
  ['[ERROR] Failed to execute goal x:resources: /h/target/classes/a (No space left on device) -> [Help 1]', /^The disk is full\./],
  ["[FATAL] Non-parseable POM /h/pom.xml: Expected root element 'project' but found 'projekt' @ line 4, column 109\n @ \n[ERROR] The build could not read 1 project -> [Help 1]", /pom\.xml cannot be read\./],
  ['[ERROR] Something that nobody foresaw -> [Help 1]\n[ERROR] To see the full stack trace', 'Something that nobody foresaw\nThe build failed. Mend what stands above, and run the command again.'],
];

test('a build that fails ends in words that say what to do', () => {
  for (const [said, words] of builds) {
    const told = whatWentWrong(said);
    if (typeof words === 'string') assert.equal(told, words);
    else assert.match(told, words);
    assert.doesNotMatch(told, /Help|cwiki/);
  }
});

test('a long list of errors is cut where the window is full', () => {
  const said = `[ERROR] COMPILATION ERROR :\n${Array.from({ length: 90 }, (_, i) => `[ERROR] /h/A.java:[${i},1] bad`).join('\n')}`;
  assert.equal(whatWentWrong(said).split('\n').length, 22);
  assert.match(whatWentWrong(said), /\n\.\.\. and 70 more\n/);
});

test('a synth sees no credentials and nothing of the session', () => {
  const { PATH, ...rest } = environmentOfSynth({
    PATH: '/usr/bin', Path: 'C:\\', SystemRoot: 'C:\\Windows', CDK_OUTDIR: 'cdk.out', JAVA_HOME: '/jdk', LC_ALL: 'C',
    AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't', AWS_PROFILE: 'p', GITHUB_TOKEN: 'g', SHLVL: '2',
    npm_config_registry: 'r', HTTPS_PROXY: 'http://user:password@proxy',
  });
  assert.equal(PATH, '/usr/bin');
  assert.deepEqual(Object.keys(rest).sort(), ['CDK_OUTDIR', 'JAVA_HOME', 'LC_ALL', 'Path', 'SystemRoot']);
});

test('the CDK library runs in the Node.js that was checked, and its banner is one line of ours at most', () => {
  const major = process.versions.node.split('.')[0];
  const silence = 'JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION';
  assert.equal(withNode({ [silence]: major }).JSII_NODE, process.execPath);
  assert.equal(withNode({ [silence]: `18, ${major}` })[silence], `18,${major}`);
  assert.equal(withNode({ [silence]: major, JSII_NODE: '/own/node' }).JSII_NODE, '/own/node');
});
