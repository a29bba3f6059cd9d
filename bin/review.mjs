// What a pull request does to data, protection and access: node bin/review.mjs BASE HEAD. See docs/review.md.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './launch.mjs';

const CANNOT_COMPARE = 2;

const args = process.argv.slice(2);
const gives = (option) => args.some((arg) => arg === option || arg.startsWith(`${option}=`));

// The program knows no clock, so that a report can be made again; and no folder of its own.
if (!gives('--today')) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  args.push('--today', `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`);
}
const waivers = join(dirname(dirname(fileURLToPath(import.meta.url))), 'review-waivers.yaml');
if (!gives('--waivers') && existsSync(waivers)) args.push('--waivers', waivers);

launch('com.tallyhybrid.review.ReviewCommand', args, CANNOT_COMPARE);
