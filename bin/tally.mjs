// The launcher of every program of this project but the app itself: node bin/tally.mjs COMMAND [ARGUMENTS].
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './launch.mjs';

const CANNOT_TELL = 2;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

// The programs know no clock, no folder of their own and no environment, so that what they write can be made again.
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(new Date());
const gives = (args, option) => args.some((arg) => arg === option || arg.startsWith(`${option}=`));
const withDay = (args) => (gives(args, '--today') ? args : [...args, '--today', today]);

function withWaivers(args) {
  const waivers = join(root, 'review-waivers.yaml');
  return gives(args, '--waivers') || !existsSync(waivers) ? args : [...args, '--waivers', waivers];
}

// A relative entry of the PATH is passed over: whatever lies in the folder that somebody stands in must not be started in
// the place of the AWS CLI.
function withAws(args) {
  if (gives(args, '--aws')) return args;
  const names = process.platform === 'win32' ? ['aws.exe', 'aws.cmd'] : ['aws'];
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file) && statSync(file).isFile());
  return found ? [...args, '--aws', found] : args;
}

const commands = {
  kit: { main: 'com.tallyhybrid.officekit.KitCommand', complete: withDay },
  review: { main: 'com.tallyhybrid.review.ReviewCommand', complete: (args) => withWaivers(withDay(args)) },
  fleet: { main: 'com.tallyhybrid.fleet.FleetCommand', complete: (args) => args },
  preflight: { main: 'com.tallyhybrid.preflight.PreflightCommand', complete: withAws },
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
if (command === undefined) {
  console.error(`node bin/tally.mjs COMMAND [ARGUMENTS]; the commands are ${Object.keys(commands).join(', ')}.`);
  process.exit(CANNOT_TELL);
}
launch(command.main, command.complete(args), CANNOT_TELL);
