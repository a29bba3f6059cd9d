// Where everything lies, and how a refusal is told.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const target = join(root, 'target');
export const classes = join(target, 'classes');
export const classPathFile = join(target, 'classpath.txt');

export function libraries() {
  return readFileSync(classPathFile, 'utf8').trim().split(delimiter);
}

/** What stands in the way, in words for whoever typed the command: it is shown without a stack trace. */
export class Unusable extends Error {}

/**
 * The first file of the PATH with one of the names. A relative entry is passed over: whatever lies in the folder that
 * somebody stands in must not be started in the place of a program.
 */
export function onThePath(...names) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file) && statSync(file).isFile());
}

/** The names under which a program may lie on the PATH of this computer. */
export function namesOf(program, ...endings) {
  return process.platform === 'win32' ? endings.map((ending) => program + ending) : [program];
}

/** Runs to its end; a refusal ends the process with the code and its words. */
export async function ending(code, run) {
  try {
    process.exitCode = await run();
  } catch (refusal) {
    if (!(refusal instanceof Unusable)) throw refusal;
    console.error(refusal.message);
    process.exitCode = code;
  }
}
