// Finds Java, and starts a program of this project with it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { classes, libraries, namesOf, onThePath, Unusable } from './checkout.mjs';

const OLDEST = 17;
const ADVICE = 'Install a JDK of version 17, 21 or 25 and open a new terminal, or let JAVA_HOME name its folder.';

/**
 * The Java that Maven would take as well: its file and what it says of itself, which tells two versions apart.
 */
export function findJava() {
  const home = process.env.JAVA_HOME;
  const [name] = namesOf('java', '.exe');
  const file = home ? join(home, 'bin', name) : onThePath(name);
  if (file === undefined) throw new Unusable(`Java was not found. ${ADVICE}`);
  if (!existsSync(file)) throw new Unusable(`JAVA_HOME is "${home}", and no Java lies there. ${ADVICE}`);
  const java = { file, identity: identity(file) };
  const version = /(?:JAVA_VERSION=|version )"(?:1\.)?(\d+)/.exec(java.identity)?.[1];
  if (version !== undefined && Number(version) < OLDEST) {
    throw new Unusable(`${file} is Java ${version}, which is too old. ${ADVICE}`);
  }
  return java;
}

// A JDK says it in a file. What is on the PATH may also stand in for one elsewhere, and then only it knows.
function identity(file) {
  const real = realpathSync(file);
  const release = join(dirname(dirname(real)), 'release');
  if (existsSync(release)) return `${real}\n${readFileSync(release, 'utf8')}`;
  const asked = spawnSync(file, ['-version'], { encoding: 'utf8' });
  if (asked.error || asked.status !== 0) throw new Unusable(`${file} does not start. ${ADVICE}`);
  return `${real}\n${asked.stderr}`;
}

// Short processes never earn back what a better compiler costs, nor more threads for the memory.
const options = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** How a main class is started, without the arguments of its own. */
export function commandLine(mainClass, ...properties) {
  return [...options, ...properties, '-cp', [classes, ...libraries()].join(delimiter), mainClass];
}

/**
 * Starts it in the caller's folder; gives the exit code, or null where it was killed.
 *
 * @param tell gets every piece of what it writes, with the stream; without it the program writes to ours itself
 */
export function start(java, commands, environment = process.env, tell = undefined) {
  return new Promise((resolve, reject) => {
    const output = tell ? 'pipe' : 'inherit';
    const child = spawn(java.file, commands, { env: environment, stdio: ['ignore', output, output] });
    if (tell) {
      child.stdout.on('data', (piece) => tell('stdout', piece));
      child.stderr.on('data', (piece) => tell('stderr', piece));
    }
    child.on('error', (failed) => reject(new Unusable(`${java.file} cannot be started: ${failed.message}. ${ADVICE}`)));
    child.on('close', (code) => resolve(code));
  });
}
