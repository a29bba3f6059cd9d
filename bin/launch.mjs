// Starts a program of this project, alike in bash and PowerShell.
//
// Maven runs only when a source is newer than the last build: an unchanged program starts in the time of one
// java process. See docs/performance.md for the figures.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const classes = join(root, 'target', 'classes');
const classPathFile = join(root, 'target', 'classpath.txt');
const sources = ['pom.xml', 'cdk.json', 'deployments/schema.json', 'docs/runbooks', 'src/main'].map((path) => join(root, path));

// Directories count too: a deleted or renamed source changes only the time of its directory.
function newest(path) {
  const status = statSync(path);
  const inside = status.isDirectory() ? readdirSync(path).map((name) => newest(join(path, name))) : [];
  return Math.max(status.mtimeMs, ...inside);
}

function isFresh() {
  if (!existsSync(classPathFile) || !existsSync(classes)) return false;
  const built = statSync(classPathFile).mtimeMs;
  return sources.every((path) => newest(path) <= built) && libraries().every((jar) => existsSync(jar));
}

function libraries() {
  return readFileSync(classPathFile, 'utf8').trim().split(delimiter);
}

function run(command, args, options, cannotStart) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (result.error) {
    console.error(`cannot start ${command}: ${result.error.message}. Is it installed and on the PATH?`);
    process.exit(cannotStart);
  }
  return result.status ?? cannotStart;
}

/**
 * Builds when needed, runs the main class in the caller's folder, and ends as it ends; with `cannotStart` if it cannot be
 * built or started.
 */
export function launch(mainClass, args = [], cannotStart = 1) {
  if (!isFresh()) {
    // Maven's own messages go to standard error: standard output belongs to the program.
    // "mvn" is a batch file on Windows, which only a shell can start.
    const built = run('mvn --batch-mode --quiet process-classes', [], { shell: true, stdio: ['ignore', 2, 2] }, cannotStart);
    if (built !== 0) process.exit(cannotStart);
  }
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const ended = run(java, [
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    // So the review ends when this process is killed, as in a CI job that takes too long.
    `-Dtallyhybrid.launcher=${process.pid}`,
    '-cp',
    [classes, ...libraries()].join(delimiter),
    mainClass,
    ...args,
  ], { cwd: process.cwd() }, cannotStart);
  if (ended !== 0) process.exit(ended);
}
