// Hands the last assembly over again where nothing that reaches it has changed. Why that is safe, and what it takes no
// part in: docs/decisions/0043-an-unchanged-assembly-is-handed-over.md.
import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync, lstatSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statSync, utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { classes, libraries, root, target } from './checkout.mjs';

const shelf = join(target, 'assemblies');
const ASSEMBLY = 'assembly';
const SEAL = 'entry.json';
const EXAMPLE = 'deployments/example.yaml';
// A firm's own file, the example, both sides of a review: more are seldom in use at once.
const KEPT = 8;
const A_DAY = 24 * 60 * 60 * 1000;

// They say where the CDK's command line wants its files, and another one at every call.
const whereTo = ['CDK_OUTDIR', 'CDK_ERROR_FILE', 'CDK_PERF_COUNTERS_FILE', 'CONTEXT_OVERFLOW_LOCATION_ENV'];

// They start code that is none of the checkout's, or put it into a program: what it reads cannot be known.
const foreignCode = [
  'NODE_OPTIONS', 'NODE_PATH', 'JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', 'JSII_RUNTIME', 'JSII_DEBUG',
  'LD_PRELOAD', 'LD_LIBRARY_PATH', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES', 'DYLD_LIBRARY_PATH',
];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** An input that is not an ordinary file, or a context that is none: then the app is asked, always. */
class Unknowable extends Error {}

/** Content of files, and beside it what their system says of them, which a change cannot keep as it was. */
class Inputs {
  #content = [];
  #files = [];
  #folders = [];

  say(label, value) {
    this.#content.push([label, value]);
  }

  file(label, path) {
    const stamp = stampOf(path);
    this.#files.push([path, stamp]);
    this.say(label, stamp === undefined ? undefined : sha256(readFileSync(path)));
  }

  folder(path) {
    const files = filesBelow(path);
    this.#folders.push([path, files.join()]);
    files.forEach((file) => this.file(relative(root, file), file));
  }

  key() {
    return sha256(JSON.stringify(this.#content.map(([label, value]) => [label, value ?? null])));
  }

  areAsTheyWere() {
    return this.#folders.every(([path, files]) => filesBelow(path).join() === files)
      && this.#files.every(([path, stamp]) => stampOf(path) === stamp);
  }
}

function stampOf(path) {
  const status = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (!status.isFile()) throw new Unknowable(path);
  return [status.ino, status.size, status.mtimeNs, status.ctimeNs].join(' ');
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function stringsIn(value) {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

/**
 * Everything that reaches the assembly. The app reads the files that its context names, so whatever the context holds is
 * taken for the name of a file; a text that names none counts as such.
 */
function inputsOf(java, commands, environment) {
  if (foreignCode.some((name) => environment[name]) || environment.JSII_NODE !== process.execPath) {
    throw new Unknowable('foreign code');
  }
  const inputs = new Inputs();
  inputs.say('checkout', [realpathSync(root), process.cwd()]);
  inputs.say('java', java.identity);
  inputs.say('node', [realpathSync(process.execPath), process.version, process.platform, process.arch]);
  inputs.say('command', commands);
  const plain = Object.entries(environment).filter(([name]) => !whereTo.includes(name));
  inputs.say('environment', plain.sort(([a], [b]) => (a < b ? -1 : 1)));
  inputs.folder(join(root, 'bin'));
  inputs.folder(classes);
  libraries().forEach((file) => inputs.file(basename(file), file));
  // The text itself is part of the environment, but for what has no room in it.
  const overflow = environment.CONTEXT_OVERFLOW_LOCATION_ENV;
  if (overflow) inputs.file('overflow', overflow);
  const named = [EXAMPLE, ...stringsIn([environment.CDK_CONTEXT_JSON, overflow && readFileSync(overflow, 'utf8')].map(json))];
  new Set(named).forEach((name) => inputs.file(`named ${name}`, resolve(name)));
  return inputs;
}

function json(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    throw new Unknowable('context');
  }
}

/** Nobody else can have written it: our own file or folder, of no other kind, open to nobody else. */
function isPrivate(path, isOfItsKind) {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined || !isOfItsKind(status)) return false;
  // Windows knows no such modes; there the folder has the rights of the checkout.
  return process.getuid === undefined || (status.uid === process.getuid() && (status.mode & 0o022) === 0);
}

/** The kept assembly with every file as it was made, or nothing: never a part, never another. */
function kept(key) {
  try {
    const entry = join(shelf, key);
    const folder = join(entry, ASSEMBLY);
    const seal = join(entry, SEAL);
    const folders = [shelf, entry, folder].every((path) => isPrivate(path, (status) => status.isDirectory()));
    if (!folders || !isPrivate(seal, (status) => status.isFile())) return undefined;
    const { digest, body } = JSON.parse(readFileSync(seal, 'utf8'));
    const { key: itsKey, digests, said } = JSON.parse(body);
    const names = readdirSync(folder).sort();
    if (digest !== sha256(body) || itsKey !== key || names.join() !== Object.keys(digests).sort().join()) return undefined;
    const files = names.map((name) => {
      const path = join(folder, name);
      const bytes = isPrivate(path, (status) => status.isFile()) ? readFileSync(path) : undefined;
      return { name, bytes, whole: bytes !== undefined && sha256(bytes) === digests[name] };
    });
    if (!files.every(({ whole }) => whole)) return undefined;
    const now = new Date();
    utimesSync(entry, now, now);
    return { files, said };
  } catch {
    // Whatever cannot be read is not there.
    return undefined;
  }
}

/** Written aside and put in its place at once, so that nobody meets half an entry. */
function keep(key, { files, said }) {
  const aside = join(shelf, `new-${randomBytes(8).toString('hex')}`);
  mkdirSync(join(aside, ASSEMBLY), { recursive: true, mode: 0o700 });
  files.forEach(({ name, bytes }) => writeFileSync(join(aside, ASSEMBLY, name), bytes, { mode: 0o600 }));
  const digests = Object.fromEntries(files.map(({ name, bytes }) => [name, sha256(bytes)]));
  const body = JSON.stringify({ key, digests, said });
  writeFileSync(join(aside, SEAL), JSON.stringify({ digest: sha256(body), body }), { mode: 0o600 });
  rmSync(join(shelf, key), { recursive: true, force: true });
  try {
    renameSync(aside, join(shelf, key));
  } catch {
    // Another synth was quicker.
    rmSync(aside, { recursive: true, force: true });
  }
  tidy();
}

function tidy() {
  const age = (name) => statSync(join(shelf, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const [halves, entries] = [true, false].map((unfinished) => readdirSync(shelf)
    .filter((name) => name.startsWith('new-') === unfinished)
    .sort((a, b) => age(b) - age(a)));
  [...halves.filter((name) => age(name) < Date.now() - A_DAY), ...entries.slice(KEPT)]
    .forEach((name) => rmSync(join(shelf, name), { recursive: true, force: true }));
}

/** What the app wrote into a folder that was empty before it; nothing where that holds more than plain files. */
function written(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.every((entry) => entry.isFile())
    ? entries.map(({ name }) => ({ name, bytes: readFileSync(join(folder, name)) }))
    : undefined;
}

/** The manifest names all others, so it comes last. */
function handOver({ files, said }, outdir) {
  mkdirSync(outdir, { recursive: true });
  const last = ({ name }) => Number(name === 'manifest.json');
  [...files].sort((a, b) => last(a) - last(b)).forEach(({ name, bytes }) => writeFileSync(join(outdir, name), bytes));
  said.forEach(([stream, text]) => process[stream].write(Buffer.from(text, 'base64')));
}

/**
 * The assembly of the environment's `CDK_OUTDIR`: as it was kept, or made now.
 *
 * @param run starts the app with an environment and with who hears what it says; gives its exit code
 * @returns the exit code, and whether it was handed over again
 */
export async function assemble(java, commands, environment, run) {
  const outdir = environment.CDK_OUTDIR;
  const inputs = process.env.TALLY_ASSEMBLY_CACHE === 'off' || !outdir ? undefined : known(java, commands, environment);
  // Made where the command line wants it, as if there were no shelf.
  if (inputs === undefined) return { code: await run(environment), again: false };
  const key = inputs.key();
  const found = kept(key);
  if (found !== undefined) {
    handOver(found, resolve(outdir));
    return { code: 0, again: true };
  }
  return { code: await make(inputs, key, environment, run), again: false };
}

function known(java, commands, environment) {
  try {
    return inputsOf(java, commands, environment);
  } catch {
    // An input that cannot be read: the app will say what is wrong with it.
    return undefined;
  }
}

function unchanged(inputs) {
  try {
    return inputs.areAsTheyWere();
  } catch {
    return false;
  }
}

async function make(inputs, key, environment, run) {
  mkdirSync(shelf, { recursive: true, mode: 0o700 });
  // A folder of its own, because in the other one may lie what is older than this synth.
  const fresh = join(shelf, `new-${randomBytes(8).toString('hex')}`);
  mkdirSync(fresh, { mode: 0o700 });
  try {
    const said = [];
    const code = await run({ ...environment, CDK_OUTDIR: fresh }, (stream, piece) => {
      process[stream].write(piece);
      said.push([stream, piece.toString('base64')]);
    });
    if (code !== 0) return code;
    const outdir = resolve(environment.CDK_OUTDIR);
    const files = written(fresh);
    if (files === undefined) {
      cpSync(fresh, outdir, { recursive: true });
    } else {
      handOver({ files, said: [] }, outdir);
      if (unchanged(inputs)) keep(key, { files, said });
    }
    return code;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
