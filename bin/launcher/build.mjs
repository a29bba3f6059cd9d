// Builds the programs where a source is newer than the last build, with Maven.
//
// An unchanged program starts without it. See docs/decisions/0012-launcher-skips-maven.md.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whatWentWrong } from './broken-build.mjs';
import { classes, classPathFile, libraries, namesOf, onThePath, root, target, Unusable } from './checkout.mjs';

const sources = ['pom.xml', 'cdk.json', 'deployments/schema.json', 'docs/runbooks', 'src/main'].map((path) => join(root, path));
const log = join(target, 'build.log');
const SECONDS_OF_SILENCE = 15;

// What a first build fetches where no library is there yet; measured, see docs/performance.md.
const FIRST_BUILD = 'about 170 MB of libraries';

// Directories count too: a deleted or renamed source changes only the time of its directory.
function newest(path) {
  const status = statSync(path);
  const inside = status.isDirectory() ? readdirSync(path).map((name) => newest(join(path, name))) : [];
  return Math.max(status.mtimeMs, ...inside);
}

/** The class path that Maven wrote last still holds: the same pom.xml, and every library is where it was. */
function knowsLibraries() {
  return existsSync(classPathFile)
    && newest(join(root, 'pom.xml')) <= statSync(classPathFile).mtimeMs
    && libraries().every((jar) => existsSync(jar));
}

function isFresh() {
  if (!existsSync(classes) || !knowsLibraries()) return false;
  const built = statSync(classPathFile).mtimeMs;
  return sources.every((path) => newest(path) <= built);
}

function runMaven(maven, librariesAreKnown) {
  const options = ['--batch-mode', '--quiet', '-Dstyle.color=never', '-DruntimeOnly', `-Dmdep.skip=${librariesAreKnown}`];
  // On Windows it is a batch file, which only a shell starts.
  const windows = process.platform === 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(windows ? `"${maven}"` : maven, [...options, 'process-classes'], {
      cwd: root, shell: windows, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = [];
    child.stdout.on('data', (piece) => said.push(piece));
    child.stderr.on('data', (piece) => said.push(piece));
    child.on('error', (failed) => reject(new Unusable(`${maven} cannot be started: ${failed.message}.`)));
    child.on('close', (code) => resolve({ code, text: Buffer.concat(said).toString('utf8') }));
  });
}

function tellProgress() {
  let seconds = 0;
  return setInterval(() => {
    seconds += SECONDS_OF_SILENCE;
    console.error(`Still building, ${seconds} seconds so far.`);
  }, SECONDS_OF_SILENCE * 1000);
}

/** Afterwards classes and class path are those of the sources. */
export async function buildIfNeeded() {
  if (isFresh()) return;
  const maven = onThePath(...namesOf('mvn', '.cmd', '.bat', '.exe'));
  if (maven === undefined) {
    throw new Unusable('Maven was not found. Install Apache Maven 3.8 or later, open a new terminal, and see that "mvn --version" answers.');
  }
  const known = knowsLibraries();
  const began = new Date();
  console.error(known ? 'Building what has changed.' : `Building. The first time, this fetches ${FIRST_BUILD}.`);
  const progress = tellProgress();
  const { code, text } = await runMaven(maven, known).finally(() => clearInterval(progress));
  mkdirSync(target, { recursive: true });
  writeFileSync(log, text);
  if (code !== 0) throw new Unusable(`${whatWentWrong(text)}\nAll that Maven said is in ${log}.`);
  // A source that is saved while Maven runs is newer than this, so the next command builds it.
  utimesSync(classPathFile, began, began);
}
