// Makes the pictures of docs/images from what they show, and makes anew only what has changed:
//
//   npm ci --prefix tools/pictures
//   node tools/pictures/pictures.mjs
//
// Drawings (SVG) are made of the reviewed templates and of docs/images/synth.txt, which the first command of the README
// prints. Pictures of pages (PNG) are taken by a Chromium or Chrome that is installed. Beside them, sources.json keeps the
// SHA-256 of each page of which a picture was taken. "--check" makes nothing: it ends with 1 where a picture is out of date, and
// needs neither a browser nor npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draw as architecture } from './architecture.mjs';
import { draw as dashboard } from './dashboard.mjs';
import { draw as mail } from './mail.mjs';
import { shown, take } from './pages.mjs';
import { draw as terminal } from './terminal.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const images = join(root, 'docs', 'images');
const drawings = { 'architecture.svg': architecture, 'dashboard.svg': dashboard, 'mail.svg': mail, 'synth.svg': terminal };
const check = process.argv.includes('--check');

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '');
const hash = (file) => createHash('sha256').update(read(file)).digest('hex');

function printed() {
  const version = JSON.parse(read(join(root, 'package.json'))).devDependencies['aws-cdk'];
  const run = spawnSync(`npx --yes aws-cdk@${version} synth --quiet`, {
    cwd: root, shell: true, encoding: 'utf8',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (run.status !== 0) throw new Error(`synth ended with ${run.status}:\n${run.stdout}${run.stderr}`);
  const text = (run.stdout + run.stderr).replaceAll('\r\n', '\n');
  // What a build says before depends on what was built already; where the project lies is nobody's business.
  return `${text.slice(text.search(/(WARNING|Successfully) /)).replaceAll(root + sep, '').trim()}\n`;
}

function drawingsOutOfDate() {
  return Object.entries(drawings).filter(([name, draw]) => {
    const drawn = draw(root);
    const stale = read(join(images, name)) !== drawn;
    if (stale && !check) writeFileSync(join(images, name), drawn);
    return stale;
  }).map(([name]) => name);
}

async function pagesOutOfDate() {
  const kept = JSON.parse(read(join(images, 'sources.json')) || '{}');
  const now = Object.fromEntries(Object.entries(shown).map(([name, { from }]) => [name, { from, sha256: hash(join(root, from)) }]));
  const stale = Object.keys(now).filter((name) => kept[name]?.sha256 !== now[name].sha256 || !existsSync(join(images, name)));
  if (stale.length > 0 && !check) {
    await take(root, stale);
    writeFileSync(join(images, 'sources.json'), `${JSON.stringify(now, null, 2)}\n`);
  }
  return stale;
}

if (!check) writeFileSync(join(images, 'synth.txt'), printed());
const stale = [...drawingsOutOfDate(), ...(await pagesOutOfDate())];
if (check && stale.length > 0) {
  console.error(`Out of date in docs/images: ${stale.join(', ')}. Run: node tools/pictures/pictures.mjs`);
  process.exitCode = 1;
} else {
  console.log(stale.length === 0 ? 'Every picture shows what is there.' : `Made anew: ${stale.join(', ')}.`);
}
