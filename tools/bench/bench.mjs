// Times the app as whole processes against two twins in JavaScript that write the same templates; see docs/performance.md.
//
//   node tools/bench/bench.mjs [--runs 5] [--only main|synth|rest] [--verify]
//
// Everything is run in turn, and each ratio is of two runs that followed each other: absolute seconds differ from machine to
// machine and from hour to hour. Needs what the README asks for, and fetches aws-cdk-lib into target/bench once.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commandLine, findJava } from '../../bin/launcher/java.mjs';
import { differences } from './compare.mjs';
import { floor } from './floor.mjs';
import { requests, sameLayers } from './same-layers.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string' }, verify: { type: 'boolean', default: false } },
});
const workshop = join(root, 'target', 'bench');
const out = mkdtempSync(join(tmpdir(), 'tally-hybrid-bench-'));
process.on('exit', () => rmSync(out, { recursive: true, force: true }));

const OFF = { CDK_VALIDATION: 'false' };
const TAG = 'tally-hybrid:deployment';
const EDITED = join(root, 'src', 'main', 'java', 'com', 'tallyhybrid', 'app', 'TallyApp.java');

/** One process, whose answer must be the expected one; its wall time, and with POSIX that of the processors. */
function run([command, ...args], environment = {}, expected = 0) {
  const posix = process.platform !== 'win32';
  const start = performance.now();
  const result = spawnSync(posix ? 'sh' : command, posix ? ['-c', '"$@"; e=$?; times; exit $e', 'sh', command, ...args] : args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: !posix && command === 'mvn',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...environment },
  });
  const wall = (performance.now() - start) / 1000;
  if (result.status !== expected) {
    console.error(`${command} ${args.join(' ')} ended with ${result.status}:\n${result.stdout}${result.stderr}`);
    process.exit(1);
  }
  const times = posix ? result.stdout.trimEnd().split('\n').pop() : '';
  const cpu = [...times.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + 60 * minutes + Number(seconds), 0);
  return { wall, cpu, output: result.stdout + result.stderr };
}

/** As the launcher starts it. */
const app = () => [findJava().file, ...commandLine('com.tallyhybrid.app.TallyApp')];

const twin = (name) => ['node', join(workshop, `${name}.js`), join(root, 'cdk.json')];
const cdk = (...args) => ['node', join(workshop, 'node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', '--quiet', ...args];
const cdkOf = (name) => cdk('--app', `node "${join(workshop, `${name}.js`)}" cdk.json`, '--output', join(out, `synth-${name}`));

function fetchLibraries() {
  const version = (name) => new RegExp(`<${name}>(.*)</${name}>`).exec(readFileSync(join(root, 'pom.xml'), 'utf8'))[1];
  const wanted = {
    'aws-cdk-lib': version('cdk.version'),
    constructs: version('constructs.version'),
    'aws-cdk': JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies['aws-cdk'],
  };
  const manifest = JSON.stringify({ private: true, dependencies: wanted });
  const file = join(workshop, 'package.json');
  if (existsSync(join(workshop, 'node_modules')) && readFileSync(file, 'utf8') === manifest) return;
  mkdirSync(workshop, { recursive: true });
  writeFileSync(file, manifest);
  // A batch file on Windows, which only a shell can start.
  const installed = spawnSync('npm install --no-audit --no-fund --silent', { cwd: workshop, shell: true, stdio: 'inherit' });
  if (installed.status !== 0) process.exit(1);
}

/** Writes both twins, and refuses to go on unless each makes the templates of the app. */
function makeTwins() {
  const ours = join(out, 'ours');
  const { output } = run(app(), { ...OFF, CDK_OUTDIR: ours, JSII_DEBUG: '1' });
  console.log(`${requests(output)} requests of Java to Node`);
  const programs = { 'same-layers': () => sameLayers(output), floor: () => floor(ours, workshop, TAG) };
  for (const [name, program] of Object.entries(programs)) {
    writeFileSync(join(workshop, `${name}.js`), program());
    const theirs = join(out, name);
    run(twin(name), { ...OFF, CDK_OUTDIR: theirs });
    const found = differences(ours, theirs);
    if (found.length) {
      console.error(`the twin ${name} writes other templates than the app:\n${found.join('\n')}`);
      process.exit(1);
    }
  }
}

/** A weakened copy of the assembly, so that the review has something to say; it ends with 1 then. */
function changed(folder) {
  const head = join(out, 'head');
  cpSync(folder, head, { recursive: true });
  const file = join(head, readdirSync(head).find((name) => name.endsWith('-Backup.template.json')));
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"Status": "Enabled"', '"Status": "Suspended"'));
  return head;
}

/** An edit of a source: the launcher must not be satisfied with what is compiled. */
function edit() {
  const original = readFileSync(EDITED);
  process.once('exit', () => writeFileSync(EDITED, original));
  let edits = 0;
  return () => {
    writeFileSync(EDITED, original);
    appendFileSync(EDITED, `// ${edits++}\n`);
  };
}

function against(name, limit, environment, ours, theirs = (twinName) => twin(twinName), before = () => {}) {
  const outdir = (folder) => ({ ...environment, CDK_OUTDIR: join(out, folder) });
  return {
    name,
    limit,
    app: () => {
      before();
      return run(ours, outdir('app'));
    },
    sameLayers: () => run(theirs('same-layers'), outdir('twin')),
    floor: () => run(theirs('floor'), outdir('twin')),
  };
}

function cases() {
  const synth = cdk('--output', join(out, 'synth'));
  const bad = { CDK_CONTEXT_JSON: JSON.stringify({ deployment: join(workshop, 'bad.yaml') }) };
  writeFileSync(join(workshop, 'bad.yaml'), 'name: X\n');
  const groups = {
    main: [
      against('main(), validator off', 2.5, OFF, app()),
      against('main(), validator on', 1.2, {}, app()),
    ],
    synth: [
      against('`cdk synth`, nothing changed', 0.5, {}, synth, cdkOf),
      against('`cdk synth` after an edit', 2, {}, synth, cdkOf, edit()),
    ],
    rest: [
      { name: 'refusal of bad settings', seconds: 0.6, app: () => run(['node', join(root, 'bin', 'app.mjs')], bad, 1) },
    ],
  };
  if (!options.only || options.only === 'rest') {
    const base = join(out, 'ours');
    const head = changed(base);
    const review = ['node', join(root, 'bin', 'tally.mjs'), 'review', base, head];
    groups.rest.push({ name: 'review of the example against a change', seconds: 2, app: () => run(review, {}, 1) });
  }
  const chosen = options.only ? groups[options.only] : Object.values(groups).flat();
  return options.verify
    ? [...chosen, { name: '`mvn verify` (once)', seconds: 70, once: true, app: () => run(['mvn', '--batch-mode', '--quiet', 'verify']) }]
    : chosen;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const spread = (list) => `${median(list).toFixed(2)} (${Math.min(...list).toFixed(2)}-${Math.max(...list).toFixed(2)})`;

function measure(one, runs) {
  const times = { app: [], sameLayers: [], floor: [] };
  const programs = Object.keys(times).filter((program) => one[program]);
  for (let i = 0; i < (one.once ? 1 : runs); i++) programs.forEach((program) => times[program].push(one[program]()));
  return times;
}

function row({ name, limit, seconds }, { app: ours, sameLayers: same, floor: least }) {
  const ratio = (theirs, key) => (theirs.length ? spread(ours.map((time, i) => time[key] / theirs[i][key])) : '-');
  const wall = (list) => (list.length ? spread(list.map((time) => time.wall)) : '-');
  const cpu = same.length && same[0].cpu ? ratio(same, 'cpu') : '-';
  const goal = limit ? `${limit} x` : `${seconds} s`;
  return `| ${[name, wall(ours), wall(same), ratio(same, 'wall'), cpu, ratio(least, 'wall'), goal].join(' | ')} |`;
}

run(['mvn', '--batch-mode', '--quiet', 'process-classes']);
fetchLibraries();
makeTwins();
console.log('| what | app, s | twin with the same layers, s | app : that twin | the same in processor time | app : floor | limit |');
console.log('|---|---|---|---|---|---|---|');
for (const one of cases()) console.log(row(one, measure(one, Number(options.runs))));
