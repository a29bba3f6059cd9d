// Mutation testing: changes the code in one place at a time and looks whether a test notices. Writes docs/mutation-testing.md.
//
//   node tools/mutation/mutation.mjs                  every package of the review, iam and cloudformation: an hour
//   node tools/mutation/mutation.mjs iam review.diff  these packages; the other rows of the page stay
//
// PIT (pitest.org) does the work, pinned in the profile "mutation" of pom.xml. It is in no build: a run takes an hour, and a
// mutant that nobody notices is a question to a person and not an error. target/mutation/PACKAGE/index.html shows them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { delimiter, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const page = join(root, 'docs', 'mutation-testing.md');
const target = join(root, 'target', 'mutation');
const sources = join(root, 'src', 'main', 'java', 'com', 'tallyhybrid');
const testSources = join(root, 'src', 'test', 'java', 'com', 'tallyhybrid');
const houses = ['cloudformation', 'iam', 'review'];
const NOTICED = ['KILLED', 'TIMED_OUT', 'MEMORY_ERROR', 'RUN_ERROR'];
const UNNOTICED = ['SURVIVED', 'NO_COVERAGE'];

const holdsCode = (name) =>
  readdirSync(join(sources, ...name.split('.'))).some((file) => file.endsWith('.java') && file !== 'package-info.java');

function packages(name) {
  const below = readdirSync(join(sources, ...name.split('.')), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => packages(`${name}.${entry.name}`));
  return holdsCode(name) ? [name, ...below] : below;
}

// A package's own tests and those of its house; for what all read also the tests of who reads it.
function tests(name) {
  const house = name.split('.')[0];
  return (house === 'iam' ? ['iam.*', 'accessmatrix.*', 'fleet.Isolation*'] : ['cloudformation.*', 'review.*'])
    .map((each) => `com.tallyhybrid.${each}`)
    .join(',');
}

// Tests that synthesize are slow, and each process runs them: they are asked only where hardly another test looks.
const ASKED = { 'iam.simulator': 'IsolationTest', 'review.checks.cost': 'CostChangeTest' };

function synthesizing(name, folder = testSources) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return synthesizing(name, path);
    return /\bSynthesized\b/.test(readFileSync(path, 'utf8')) && entry.name !== `${ASKED[name]}.java`
      ? [relative(join(root, 'src', 'test', 'java'), path).replace(/\.java$/, '').split(sep).join('.')]
      : [];
  });
}

function or(ended, words) {
  if (ended.status === 0) return;
  console.error(words);
  process.exit(1);
}

// Compiles the project and Mutation.java, and returns the class path of both, with PIT.
function built() {
  const folder = join(target, 'classes');
  const libraries = join(target, 'classpath.txt');
  mkdirSync(folder, { recursive: true });
  const maven =
    'mvn --batch-mode --quiet -Pmutation test-compile dependency:build-classpath ' +
    `-DincludeScope=test "-Dmdep.outputFile=${libraries}"`;
  or(spawnSync(maven, { cwd: root, shell: true, stdio: ['ignore', 2, 2] }), 'The project does not compile: see above.');
  const path = readFileSync(libraries, 'utf8').split(delimiter).filter((entry) => !entry.endsWith('.pom'));
  const source = join(root, 'tools', 'mutation', 'Mutation.java');
  or(
    spawnSync('javac', ['-d', folder, '-cp', path.join(delimiter), source], { stdio: ['ignore', 2, 2] }),
    'Mutation.java does not compile: see above.',
  );
  return [folder, join(root, 'target', 'test-classes'), join(root, 'target', 'classes'), ...path].join(delimiter);
}

function run(name, classPath) {
  const folder = join(target, name);
  const options = {
    reportDir: folder,
    // One package at a time: a wildcard would take the packages below it too.
    targetClasses: `com.tallyhybrid.${name}.*`,
    ...(below(name) ? { excludedClasses: below(name) } : {}),
    targetTests: tests(name),
    excludedTestClasses: synthesizing(name).join(','),
    excludedGroups: 'by-chance',
    mutableCodePaths: join(root, 'target', 'classes'),
    sourceDirs: join(root, 'src', 'main', 'java'),
    threads: cpus().length,
    // A busy machine is no endless loop.
    timeoutConst: 10000,
    // What runs beside a test would count as reached by it; and each process is too short to be compiled twice.
    jvmArgs: '-Djunit.jupiter.execution.parallel.enabled=false,-XX:TieredStopAtLevel=1,-XX:+UseSerialGC',
    outputFormats: 'XML,HTML',
    timestampedReports: false,
    failWhenNoMutations: false,
  };
  or(
    spawnSync(
      'java',
      [
        ...['-cp', classPath, 'Mutation'],
        ...Object.entries(options).map(([key, value]) => `--${key}=${value}`),
      ],
      { cwd: root, stdio: ['ignore', 2, 2] },
    ),
    `PIT could not judge com.tallyhybrid.${name}: see above.`,
  );
  return row(name, readFileSync(join(folder, 'mutations.xml'), 'utf8'));
}

function below(name) {
  return packages(name)
    .filter((each) => each !== name)
    .map((each) => `com.tallyhybrid.${each}.*`)
    .join(',');
}

function row(name, xml) {
  const statuses = [...xml.matchAll(/<mutation [^>]*status='([A-Z_]+)'/g)].map((match) => match[1]);
  const count = (which) => statuses.filter((status) => which.includes(status)).length;
  const noticed = count(NOTICED);
  const all = noticed + count(UNNOTICED);
  const percent = all === 0 ? 100 : Math.floor((100 * noticed) / all);
  return `| \`${name}\` | ${all} | ${noticed} | ${percent} % |`;
}

function kept() {
  if (!existsSync(page)) return new Map();
  const rows = readFileSync(page, 'utf8').split('\n').filter((line) => line.startsWith('| `'));
  return new Map(rows.map((line) => [line.match(/`([^`]+)`/)[1], line]));
}

const all = houses.flatMap(packages);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`no such package: ${unknown.join(', ')}; known are ${all.join(', ')}`);
  process.exit(2);
}
const rows = kept();
const classPath = built();
for (const name of asked.length > 0 ? asked : all) {
  rows.set(name, run(name, classPath));
  const lines = all.filter((each) => rows.has(each)).map((each) => rows.get(each));
  writeFileSync(
    page,
    `# Mutation testing

Written by [tools/mutation](../tools/mutation/mutation.mjs). [PIT](https://pitest.org) changes the compiled code in one place
at a time (a condition turned round, a call left out, a value returned empty) and runs the tests that reach the place. A change
that no test notices is a gap, or code that nobody needs. The aim is 90 % in each package of the review, of IAM and of
CloudFormation. No build runs it: all packages take an hour. A row is of the code as it was when its package was last judged.

| package below \`com.tallyhybrid\` | changes | noticed | share |
|---|---|---|---|
${lines.join('\n')}
`,
  );
  console.error(rows.get(name));
}
