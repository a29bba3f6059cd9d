// What the first command of the README prints, as it stood in a terminal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MONO, lines, picture, text } from './svg.mjs';

const WIDTH = 860;
const SIZE = 12;
const STEP = 17;
const COMMAND = /npx --yes aws-cdk@\S+ synth --quiet/;

/** A warning is as good as another: the first two are shown, and how many follow. */
function folded(printed) {
  const starts = printed.flatMap((one, index) => (one.startsWith('WARNING') ? [index] : []));
  const end = printed.findIndex((one) => one.startsWith('Success'));
  if (end < 0) throw new Error('docs/images/synth.txt does not say that it succeeded');
  if (starts.length < 4) return printed;
  return [...printed.slice(0, starts[2]), `(${starts.length - 2} more of these)`, '', ...printed.slice(end)];
}

export function draw(root) {
  const command = readFileSync(join(root, 'README.md'), 'utf8').match(COMMAND)[0];
  const printed = readFileSync(join(root, 'docs', 'images', 'synth.txt'), 'utf8').trimEnd().split('\n');
  const rows = [[`> ${command}`, '#fff'], ...folded(printed).flatMap((one) => lines(one, WIDTH - 40, SIZE, MONO)
    .map((row) => [row, one.startsWith('WARNING') ? '#f0c674' : one.startsWith('Success') ? '#8fd19e' : '#c5d0d4']))];
  const height = 40 + rows.length * STEP + 16;
  return picture(WIDTH, height, `What ${command} prints`, [
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#17252b"/>`,
    ...['#e0655c', '#e0b45c', '#6cb86c'].map((fill, index) => `<circle cx="${20 + 18 * index}" cy="18" r="5.5" fill="${fill}"/>`),
    ...rows.map(([row, fill], index) => text(20, 52 + index * STEP, row, { size: SIZE, fill, font: MONO })),
  ]);
}
