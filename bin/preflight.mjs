// What would make a deploy fail, asked before it: node bin/preflight.mjs DEPLOYMENT.yaml. See docs/preflight.md.
import { existsSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { launch } from './launch.mjs';

const CANNOT_ASK = 2;

const args = process.argv.slice(2);

// The program knows no environment. A relative entry of the PATH is passed over: whatever lies in the folder that
// somebody stands in must not be started in the place of the AWS CLI.
function awsOnThePath() {
  const names = process.platform === 'win32' ? ['aws.exe', 'aws.cmd'] : ['aws'];
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file) && statSync(file).isFile());
}

if (!args.some((arg) => arg === '--aws' || arg.startsWith('--aws='))) {
  const found = awsOnThePath();
  if (found) args.push('--aws', found);
}

launch('com.tallyhybrid.preflight.PreflightCommand', args, CANNOT_ASK);
