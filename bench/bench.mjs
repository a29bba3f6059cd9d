// Times the app as whole processes and prints medians and ratios of one run; see docs/performance.md.
//
//   node bench/bench.mjs [runs]      each command `runs` times in turn (default 5); `mvn verify` once
//
// Absolute seconds differ from machine to machine and from hour to hour: compare the ratios of one run.
import { spawnSync } from 'node:child_process';
import {
  cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runs = Number(process.argv[2] ?? 5);
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies['aws-cdk'];
const cdk = `npx --yes aws-cdk@${version}`;
const out = mkdtempSync(join(tmpdir(), 'tally-hybrid-bench-'));
const quiet = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

function seconds(command, environment = {}, expected = 0) {
  const start = performance.now();
  const result = spawnSync(command, {
    cwd: root, shell: true, encoding: 'utf8', env: { ...process.env, ...quiet, ...environment },
  });
  if (result.status !== expected) {
    console.error(`${command} failed:\n${result.stdout}${result.stderr}`);
    process.exit(1);
  }
  return (performance.now() - start) / 1000;
}

function main() {
  const libraries = readFileSync(join(root, 'target', 'classpath.txt'), 'utf8').trim();
  const classPath = [join(root, 'target', 'classes'), libraries].join(delimiter);
  return `java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "${classPath}" com.tallyhybrid.app.TallyApp`;
}

function touch() {
  const now = new Date();
  utimesSync(join(root, 'src', 'main', 'java', 'com', 'tallyhybrid', 'TallyApp.java'), now, now);
}

// A weakened copy of the ready assembly, so that the review has something to say; it ends with 1 then.
function changed(folder) {
  const head = join(out, 'head');
  cpSync(folder, head, { recursive: true });
  const file = readdirSync(head).find((name) => name.endsWith('-Backup.template.json'));
  const text = readFileSync(join(head, file), 'utf8').replaceAll('"Status": "Enabled"', '"Status": "Suspended"');
  writeFileSync(join(head, file), text);
  return head;
}

const synth = `${cdk} synth --quiet --output "${join(out, 'synth')}"`;
seconds(`mvn --batch-mode --quiet process-classes`);
seconds(synth);
const review = `node bin/tally.mjs review "${join(out, 'synth')}" "${changed(join(out, 'synth'))}"`;

const cases = [
  { name: 'main(), template validator off', run: () => seconds(main(), { CDK_OUTDIR: join(out, 'off'), CDK_VALIDATION: 'false' }) },
  { name: 'main(), template validator on', run: () => seconds(main(), { CDK_OUTDIR: join(out, 'on') }) },
  { name: 'the CDK command line on a ready assembly', run: () => seconds(`${cdk} synth --quiet --app "${join(out, 'synth')}"`) },
  { name: 'review of the example against a change', run: () => seconds(review, {}, 1) },
  { name: 'cdk synth, nothing changed', run: () => seconds(synth) },
  { name: 'cdk synth after an edit', run: () => { touch(); return seconds(synth); } },
  { name: 'cdk synth, nothing compiled yet', run: () => { rmSync(join(root, 'target'), { recursive: true }); return seconds(synth); } },
];
const times = cases.map(() => []);
for (let i = 0; i < runs; i++) cases.forEach((one, index) => times[index].push(one.run()));
cases.push({ name: 'mvn verify (once)' });
times.push([seconds('mvn --batch-mode --quiet verify')]);
rmSync(out, { recursive: true });

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(times[1]);
console.log(`| what | median s | min-max s | x main() |\n|---|---|---|---|`);
cases.forEach(({ name }, index) => {
  const list = times[index];
  const range = `${Math.min(...list).toFixed(1)}-${Math.max(...list).toFixed(1)}`;
  console.log(`| ${name} | ${median(list).toFixed(1)} | ${range} | ${(median(list) / base).toFixed(2)} |`);
});
const target = 2 * base + median(times[2]);
const REVIEW_TARGET = 2;
console.log(`\ncdk synth, nothing changed: ${median(times[4]).toFixed(1)} s; target: at most 2 x main() + the command line = ${target.toFixed(1)} s`);
console.log(`review: ${median(times[3]).toFixed(1)} s; target: at most ${REVIEW_TARGET} s`);
