// The launcher of every program of this project but the app itself, which cdk.json starts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from './launcher/build.mjs';
import { ending, namesOf, onThePath, root } from './launcher/checkout.mjs';
import { commandLine, findJava, start } from './launcher/java.mjs';
import { checkNode, withNode } from './launcher/node.mjs';

const CANNOT_TELL = 2;

// The programs know no clock, no folder of their own and no environment, so that what they write can be made again.
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(new Date());
const gives = (args, option) => args.some((arg) => arg === option || arg.startsWith(`${option}=`));
const withDay = (args) => (gives(args, '--today') ? args : [...args, '--today', today]);

function withWaivers(args) {
  const waivers = join(root, 'review-waivers.yaml');
  return gives(args, '--waivers') || !existsSync(waivers) ? args : [...args, '--waivers', waivers];
}

function withAws(args) {
  const found = gives(args, '--aws') ? undefined : onThePath(...namesOf('aws', '.exe', '.cmd'));
  return found ? [...args, '--aws', found] : args;
}

// `synthesizes`: it starts the CDK library, which runs in Node.js.
const commands = {
  kit: {
    about: 'writes what the offices and the Tally servers need, after a deploy',
    main: 'com.tallyhybrid.officekit.KitCommand',
    complete: withDay,
  },
  review: {
    about: 'says what a change does to data, protection and access',
    main: 'com.tallyhybrid.review.ReviewCommand',
    complete: (args) => withWaivers(withDay(args)),
  },
  preflight: {
    about: 'asks the AWS account what would make a deploy fail',
    main: 'com.tallyhybrid.preflight.PreflightCommand',
    complete: withAws,
  },
  cost: {
    about: 'says what the templates cost per month, before they are deployed',
    main: 'com.tallyhybrid.cost.CostCommand',
    complete: (args) => args,
  },
  evidence: {
    about: 'writes the pack that answers an auditor, for this firm',
    main: 'com.tallyhybrid.evidence.EvidenceCommand',
    complete: withDay,
  },
  fleet: {
    about: 'synthesizes, checks, reviews and reports the deployments of many clients',
    main: 'com.tallyhybrid.fleet.FleetCommand',
    complete: (args) => (['review', 'report'].includes(args[0]) ? withDay(args) : args),
    synthesizes: true,
  },
};

function help() {
  const names = Object.keys(commands);
  const width = Math.max(...names.map((name) => name.length));
  return [
    'Usage: node bin/tally.mjs COMMAND [ARGUMENTS]',
    '',
    ...names.map((name) => `  ${name.padEnd(width)}  ${commands[name].about}`),
    '',
    'node bin/tally.mjs COMMAND --help says more; --version names this release.',
    'Templates are made by the CDK: npx cdk synth -c deployment=deployments/my-firm.yaml',
  ].join('\n');
}

function version() {
  const release = /<artifactId>tally-hybrid<\/artifactId>\s*<version>([^<]+)</.exec(readFileSync(join(root, 'pom.xml'), 'utf8'));
  return `Tally Hybrid ${release[1]}`;
}

async function run(command, args) {
  checkNode();
  const java = findJava();
  await buildIfNeeded();
  // So a program can end when this process is killed, as in a CI job that takes too long.
  const launcher = `-Dtallyhybrid.launcher=${process.pid}`;
  const environment = command.synthesizes ? withNode(process.env) : process.env;
  return (await start(java, [...commandLine(command.main, launcher), ...command.complete(args)], environment)) ?? CANNOT_TELL;
}

const [name, ...args] = process.argv.slice(2);
if (name === '--help' || name === '-h' || name === 'help') {
  console.log(help());
} else if (name === '--version') {
  console.log(version());
} else if (Object.hasOwn(commands, name ?? '')) {
  await ending(CANNOT_TELL, () => run(commands[name], args));
} else {
  console.error(name === undefined ? help() : `There is no command '${name}'.\n\n${help()}`);
  process.exitCode = CANNOT_TELL;
}
