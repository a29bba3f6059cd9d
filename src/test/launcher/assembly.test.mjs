// An unchanged assembly is handed over; a change of each input makes a new one; nothing else is ever handed over.
//
// The launcher itself runs, in a checkout of its own, with an app that says how often it was asked.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync,
  renameSync, rmSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const windows = process.platform === 'win32';

const checkout = realpathSync(mkdtempSync(join(tmpdir(), 'tally-hybrid-launcher-')));
const at = (...path) => join(checkout, ...path);
const shelf = at('target', 'assemblies');

let assemble;
let asked = 0;
let app;

function write(path, text) {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

before(async () => {
  cpSync(join(repository, 'bin'), at('bin'), { recursive: true });
  write('deployments/example.yaml', 'name: example');
  write('deployments/firm.yaml', 'name: firm');
  write('deployments/before.yaml', 'name: firm, before');
  write('target/classes/App.class', 'class');
  write('target/classes/cdk.json', '{}');
  write('target/classes/deep/er/Stack.class', 'class');
  write('library/one.jar', 'library one');
  write('library/two.jar', 'library two');
  write('target/classpath.txt', [at('library/one.jar'), at('library/two.jar')].join(delimiter));
  process.chdir(checkout);
  ({ assemble } = await import(pathToFileURL(at('bin', 'launcher', 'assembly.mjs'))));
});

after(() => {
  process.chdir(repository);
  rmSync(checkout, { recursive: true, force: true });
});

const longAgo = new Date(1_700_000_000_000);
const java = { file: 'java', identity: 'JAVA_VERSION="17.0.15"' };
const commands = ['-cp', 'classes', 'App'];
const context = { deployment: 'deployments/firm.yaml', previous: 'deployments/before.yaml', flags: { '@aws-cdk/x': true } };
const environment = {
  CDK_OUTDIR: 'cdk.out',
  CDK_ERROR_FILE: 'cdk.out/error.txt',
  CDK_CONTEXT_JSON: JSON.stringify(context),
  CDK_CLI_VERSION: '2.1148.1',
  CDK_CLI_ASM_VERSION: '55.0.0',
  PATH: '/usr/bin',
  JSII_NODE: process.execPath,
};

/** Writes an assembly as the CDK does, of what it is given to read. */
async function ordinaryApp({ CDK_OUTDIR: folder }, tell = () => {}) {
  asked += 1;
  const settings = existsSync('deployments/firm.yaml') ? readFileSync('deployments/firm.yaml', 'utf8') : 'none';
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), '{"artifacts":{}}');
  writeFileSync(join(folder, 'Backup.template.json'), JSON.stringify({ settings }));
  return 0;
}

/** A synth; tells whether the app was asked, and what is in the output folder afterwards. */
async function synth(change = {}) {
  const before = asked;
  rmSync('cdk.out', { recursive: true, force: true });
  const given = { ...environment, ...change.environment };
  const { code, again } = await assemble(change.java ?? java, change.commands ?? commands, given, app ?? ordinaryApp);
  assert.equal(again, asked === before);
  const folder = given.CDK_OUTDIR;
  const files = existsSync(folder) ? readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]) : [];
  return { code, made: asked > before, files: Object.fromEntries(files) };
}

/** Synthesizes once, so that the assembly of everything as it is lies there. */
async function prepared() {
  const { files } = await synth();
  assert.equal((await synth()).made, false, 'the same again is handed over');
  return files;
}

function edited(path, text) {
  return { doIt: () => write(path, text), undo: (old) => writeFileSync(at(path), old), path };
}

const changes = {
  'a class of the app': edited('target/classes/deep/er/Stack.class', 'other'),
  'the feature flags': edited('target/classes/cdk.json', '{"context":{}}'),
  'a library': edited('library/two.jar', 'library 2!!'),
  'the settings file': edited('deployments/firm.yaml', 'name: mirf'),
  'the settings as they were deployed': edited('deployments/before.yaml', 'name: firm, earlier'),
  'the example': edited('deployments/example.yaml', 'name: sample!'),
  'the launcher': edited('bin/app.mjs', '// other'),
  'the order of the libraries': {
    path: 'target/classpath.txt',
    doIt: () => write('target/classpath.txt', [at('library/two.jar'), at('library/one.jar')].join(delimiter)),
    undo: (old) => write('target/classpath.txt', old),
  },
  'a class that is new': { doIt: () => write('target/classes/New.class', ''), undo: () => rmSync(at('target/classes/New.class')) },
  'a class that is gone': {
    doIt: () => renameSync(at('target/classes/App.class'), at('App.class')),
    undo: () => renameSync(at('App.class'), at('target/classes/App.class')),
  },
  'a settings file that is gone': {
    doIt: () => renameSync(at('deployments/firm.yaml'), at('firm.yaml')),
    undo: () => renameSync(at('firm.yaml'), at('deployments/firm.yaml')),
  },
};

for (const [what, { path, doIt, undo }] of Object.entries(changes)) {
  test(`${what}: a change makes a new assembly, and back again the old one is handed over`, async () => {
    const old = await prepared();
    const text = path && readFileSync(at(path));
    doIt();
    const changed = await synth();
    undo(text);
    const back = await synth();

    assert.equal(changed.made, true);
    assert.equal(back.made, false);
    assert.deepEqual(back.files, old);
  });
}

const variables = {
  'a context key': { CDK_CONTEXT_JSON: JSON.stringify({ ...context, firstDeploy: 'true' }) },
  'a feature flag on the command line': { CDK_CONTEXT_JSON: JSON.stringify({ ...context, flags: { '@aws-cdk/x': false } }) },
  'the version of the CDK command line': { CDK_CLI_VERSION: '2.1149.0' },
  'the validator that is off': { CDK_VALIDATION: 'false' },
  'the Region of the profile': { CDK_DEFAULT_REGION: 'ap-south-1' },
  'the language of the computer': { LANG: 'mr_IN.UTF-8' },
  'the time zone': { TZ: 'Asia/Kolkata' },
  'the search path': { PATH: '/opt/bin' },
  'a variable that nobody thought of, but that the app can read': { CDK_SOMETHING_NEW: '1' },
};

for (const [what, environment] of Object.entries(variables)) {
  test(`${what}: another value makes a new assembly`, async () => {
    await prepared();
    assert.equal((await synth({ environment })).made, true);
    assert.equal((await synth({ environment })).made, false);
    assert.equal((await synth()).made, false);
  });
}

test('another Java, and another way to start it, make a new assembly', async () => {
  await prepared();
  assert.equal((await synth({ java: { ...java, identity: 'JAVA_VERSION="21.0.2"' } })).made, true);
  assert.equal((await synth({ commands: ['-Xint', ...commands] })).made, true);
});

test('from another folder the app is asked, even where the files are alike', async () => {
  await prepared();
  cpSync(at('deployments'), at('elsewhere', 'deployments'), { recursive: true });
  process.chdir(at('elsewhere'));
  try {
    assert.equal((await synth()).made, true);
  } finally {
    process.chdir(checkout);
  }
});

test('context that has no room in the environment counts by its content', async () => {
  const overflow = { CONTEXT_OVERFLOW_LOCATION_ENV: 'overflow-1.json' };
  write('overflow-1.json', '{"deployment":"deployments/firm.yaml"}');
  assert.equal((await synth({ environment: overflow })).made, true);
  // The command line gives it another name at every call.
  renameSync(at('overflow-1.json'), at('overflow-2.json'));
  overflow.CONTEXT_OVERFLOW_LOCATION_ENV = 'overflow-2.json';
  assert.equal((await synth({ environment: overflow })).made, false);
  write('overflow-2.json', '{"deployment":"deployments/before.yaml"}');
  assert.equal((await synth({ environment: overflow })).made, true);
});

test('a file named in the overflowing context counts', async () => {
  write('overflow.json', '{"deployment":"deployments/next.yaml"}');
  write('deployments/next.yaml', 'name: next');
  const overflow = { CONTEXT_OVERFLOW_LOCATION_ENV: 'overflow.json' };
  await synth({ environment: overflow });
  write('deployments/next.yaml', 'name: nexT');
  assert.equal((await synth({ environment: overflow })).made, true);
});

test('the output folder is no input: the same bytes go to another one', async () => {
  const files = await prepared();
  const elsewhere = await synth({ environment: { CDK_OUTDIR: at('other.out'), CDK_ERROR_FILE: at('other.out/error.txt') } });
  assert.equal(elsewhere.made, false);
  assert.deepEqual(elsewhere.files, files);
});

test('with the shelf switched off or taken away the same bytes come', async () => {
  const files = await prepared();
  process.env.TALLY_ASSEMBLY_CACHE = 'off';
  try {
    const off = await synth();
    assert.equal(off.made, true);
    assert.deepEqual(off.files, files);
  } finally {
    delete process.env.TALLY_ASSEMBLY_CACHE;
  }
  rmSync(shelf, { recursive: true });
  const gone = await synth();
  assert.equal(gone.made, true);
  assert.deepEqual(gone.files, files);
});

for (const name of ['NODE_OPTIONS', 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', 'JSII_RUNTIME', 'LD_PRELOAD']) {
  test(`${name} may start other code, so the app is always asked`, async () => {
    const foreign = { environment: { [name]: 'something' } };
    assert.equal((await synth(foreign)).made, true);
    assert.equal((await synth(foreign)).made, true);
  });
}

test('another Node.js for the CDK library is always asked', async () => {
  const foreign = { environment: { JSII_NODE: '/opt/node/bin/node' } };
  await synth(foreign);
  assert.equal((await synth(foreign)).made, true);
});

test('without an output folder the app is always asked', async () => {
  const environment = { CDK_OUTDIR: undefined };
  app = async () => { asked += 1; return 0; };
  try {
    await assemble(java, commands, { ...environment }, app);
    const before = asked;
    await assemble(java, commands, { ...environment }, app);
    assert.equal(asked, before + 1);
  } finally {
    app = undefined;
  }
});

test('a folder, or what is no ordinary file, cannot be known: the app is always asked', async (t) => {
  const named = (deployment) => ({ environment: { CDK_CONTEXT_JSON: JSON.stringify({ deployment }) } });
  await synth(named('deployments'));
  assert.equal((await synth(named('deployments'))).made, true);
  if (windows) return t.diagnostic('named pipes: not on Windows');
  assert.equal(spawnSync('mkfifo', [at('pipe')]).status, 0);
  await synth(named('pipe'));
  assert.equal((await synth(named('pipe'))).made, true);
});

test('a context that is no JSON is left to the app', async () => {
  const broken = { environment: { CDK_CONTEXT_JSON: '{' } };
  await synth(broken);
  assert.equal((await synth(broken)).made, true);
});

test('an app that refuses is asked again, and writes nothing', async () => {
  await prepared();
  write('deployments/firm.yaml', 'name: refused');
  app = async ({ CDK_OUTDIR: folder }) => {
    asked += 1;
    writeFileSync(join(folder, 'Half.template.json'), '{}');
    return 1;
  };
  try {
    for (let i = 0; i < 2; i++) assert.deepEqual(await synth(), { code: 1, made: true, files: {} });
  } finally {
    app = undefined;
    write('deployments/firm.yaml', 'name: firm');
  }
});

for (const [what, edit] of Object.entries({
  'changes': () => write('deployments/firm.yaml', 'name: changed while it was read'),
  'changes and is put back, with its time': () => {
    const text = readFileSync(at('deployments/firm.yaml'));
    write('deployments/firm.yaml', 'other');
    writeFileSync(at('deployments/firm.yaml'), text);
    utimesSync(at('deployments/firm.yaml'), longAgo, longAgo);
  },
  'is replaced by a copy with the same time': () => {
    const path = at('deployments/firm.yaml');
    cpSync(path, at('copy.yaml'));
    utimesSync(at('copy.yaml'), longAgo, longAgo);
    renameSync(at('copy.yaml'), path);
  },
  'gets a class beside it': () => write('target/classes/While.class', ''),
})) {
  test(`an input that ${what} while the app runs: the assembly is used once and not kept`, async () => {
    write('deployments/firm.yaml', `name: ${what}`);
    utimesSync(at('deployments/firm.yaml'), longAgo, longAgo);
    rmSync(shelf, { recursive: true, force: true });
    app = async (...given) => { edit(); return ordinaryApp(...given); };
    try {
      assert.equal((await synth()).code, 0);
    } finally {
      app = undefined;
    }
    rmSync(at('target/classes/While.class'), { force: true });
    write('deployments/firm.yaml', `name: ${what}`);
    assert.equal((await synth()).made, true);
    write('deployments/firm.yaml', 'name: firm');
  });
}

test('what the app said is said again, on the same stream', () => {
  const script = `
    process.chdir(${JSON.stringify(checkout)});
    const { assemble } = await import(${JSON.stringify(pathToFileURL(at('bin', 'launcher', 'assembly.mjs')).href)});
    const { mkdirSync, writeFileSync } = await import('node:fs');
    const run = async ({ CDK_OUTDIR }, tell) => {
      writeFileSync(CDK_OUTDIR + '/manifest.json', '{}');
      tell('stderr', Buffer.from('Note: caf\\u00e9\\n'));
      tell('stdout', Buffer.from('out\\n'));
      return 0;
    };
    const { again } = await assemble({ identity: 'x' }, ['says'], ${JSON.stringify(environment)}, run);
    process.exitCode = again ? 10 : 20;
  `;
  const [first, second] = [20, 10].map((status) => {
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    assert.equal(run.status, status, run.stderr);
    return run;
  });
  assert.equal(first.stderr, 'Note: caf\u00e9\n');
  assert.equal(second.stderr, first.stderr);
  assert.equal(second.stdout, 'out\n');
});

const entries = () => readdirSync(shelf).map((name) => join(shelf, name));
const inEntry = (...path) => join(entries()[0], ...path);

const damages = {
  'a template of other bytes': () => appendFileSync(inEntry('assembly', 'Backup.template.json'), ' '),
  'a template of other bytes and the same length': () =>
    writeFileSync(inEntry('assembly', 'Backup.template.json'), readFileSync(inEntry('assembly', 'Backup.template.json'), 'utf8').replace('firm', 'mirf')),
  'a template that is gone': () => rmSync(inEntry('assembly', 'Backup.template.json')),
  'a file too many': () => writeFileSync(inEntry('assembly', 'More.template.json'), '{}'),
  'a seal that is gone': () => rmSync(inEntry('entry.json')),
  'a seal cut off': () => writeFileSync(inEntry('entry.json'), readFileSync(inEntry('entry.json'), 'utf8').slice(0, 40)),
  'a seal with another text': () => {
    const seal = JSON.parse(readFileSync(inEntry('entry.json'), 'utf8'));
    writeFileSync(inEntry('entry.json'), JSON.stringify({ ...seal, body: seal.body.replace('"said":[]', '"said":[["stderr",""]]') }));
  },
  'the entry of another key in its place': async () => {
    const [own] = entries();
    await synth({ environment: { TZ: 'Asia/Colombo' } });
    const other = entries().find((entry) => entry !== own);
    rmSync(own, { recursive: true });
    renameSync(other, own);
  },
  'nothing but an empty folder': () => {
    const [own] = entries();
    rmSync(own, { recursive: true });
    mkdirSync(own);
  },
};
if (!windows) {
  Object.assign(damages, {
    'a template that others may write': () => chmodSync(inEntry('assembly', 'Backup.template.json'), 0o666),
    'a folder that others may write': () => chmodSync(inEntry('assembly'), 0o777),
    'a shelf that others may write': () => chmodSync(shelf, 0o777),
    'a link in the place of a template': () => {
      renameSync(inEntry('assembly', 'Backup.template.json'), at('elsewhere.json'));
      symlinkSync(at('elsewhere.json'), inEntry('assembly', 'Backup.template.json'));
    },
    'a link in the place of the folder': () => {
      renameSync(inEntry('assembly'), at('moved'));
      symlinkSync(at('moved'), inEntry('assembly'));
    },
  });
}

for (const [what, damage] of Object.entries(damages)) {
  test(`an entry with ${what} is never used; the next one is whole`, async () => {
    rmSync(shelf, { recursive: true, force: true });
    rmSync(at('moved'), { recursive: true, force: true });
    const files = await prepared();
    await damage();
    const anew = await synth();
    assert.equal(anew.made, true);
    assert.deepEqual(anew.files, files);
    if (what === 'a shelf that others may write') chmodSync(shelf, 0o700);
    assert.equal((await synth()).made, false);
  });
}

test('the newest eight are kept, and what a killed synth left goes after a day', async () => {
  rmSync(shelf, { recursive: true, force: true });
  mkdirSync(join(shelf, 'new-old'), { recursive: true });
  const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
  utimesSync(join(shelf, 'new-old'), old, old);
  mkdirSync(join(shelf, 'new-now'));
  for (let i = 0; i < 10; i++) await synth({ environment: { TZ: `UTC+${i}` } });
  assert.equal(readdirSync(shelf).filter((name) => !name.startsWith('new-')).length, 8);
  assert.deepEqual(readdirSync(shelf).filter((name) => name.startsWith('new-')), ['new-now']);
  assert.equal((await synth({ environment: { TZ: 'UTC+9' } })).made, false);
  assert.equal((await synth({ environment: { TZ: 'UTC+0' } })).made, true);
});

test('what lies in the output folder from an earlier synth is no part of an assembly', async () => {
  rmSync(shelf, { recursive: true, force: true });
  mkdirSync('cdk.out', { recursive: true });
  writeFileSync('cdk.out/Old.template.json', '{}');
  await assemble(java, commands, environment, ordinaryApp);
  assert.equal(existsSync('cdk.out/Old.template.json'), true);
  const { files } = await synth();
  assert.deepEqual(Object.keys(files).sort(), ['Backup.template.json', 'manifest.json']);
});
