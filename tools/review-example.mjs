// Writes docs/review-example.md: a change of the example, what the review says of it, and what cdk diff says.
//
//   node tools/review-example.mjs
//
// The change is tools/review-example.json: edits of the reviewed templates, as RFC 6902 writes them, from the resources
// of a stack on. The templates are synthesized, so that cdk diff finds the folder that it needs.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEPLOYMENT = 'sharma-traders-';
const DAY = '2026-11-26';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies['aws-cdk'];
const changes = JSON.parse(readFileSync(join(root, 'tools', 'review-example.json'), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'tally-hybrid-review-'));
const [base, head] = ['base.out', 'head.out'].map((name) => join(work, name));

function run(command, expected) {
  const result = spawnSync(command, {
    cwd: root, shell: true, encoding: 'utf8',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (!expected.includes(result.status)) {
    console.error(`${command} ended with ${result.status}:\n${result.stdout}${result.stderr}`);
    process.exit(1);
  }
  return { status: result.status, text: result.stdout + result.stderr };
}

const cdk = (rest, expected) => run(`npx --yes aws-cdk@${version} ${rest}`, expected);
const template = (folder, stack) => join(folder, `${DEPLOYMENT}${stack}.template.json`);

function edit(resources, { op, path, from, value }) {
  const at = (pointer) => {
    const keys = pointer.split('/').slice(1);
    return [keys.slice(0, -1).reduce((node, key) => node[key], resources), keys.at(-1)];
  };
  const take = (pointer) => {
    const [parent, key] = at(pointer);
    if (!(key in parent)) throw new Error(`nothing at ${pointer}`);
    const taken = parent[key];
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
    return taken;
  };
  if (op === 'remove') return take(path);
  const put = op === 'move' ? take(from) : value;
  const [parent, key] = at(path);
  if (op === 'replace' && !(key in parent)) throw new Error(`nothing to replace at ${path}`);
  parent[key] = put;
}

cdk(`synth --quiet --output "${base}"`, [0]);
cpSync(base, head, { recursive: true });
const edits = changes.flatMap((change) => change.edits);
for (const one of edits) {
  const file = template(head, one.stack);
  const body = JSON.parse(readFileSync(file, 'utf8'));
  edit(body.Resources, one);
  writeFileSync(file, JSON.stringify(body, null, 1));
}

const markdown = join(work, 'report.md');
const review = run(`node bin/tally.mjs review "${base}" "${head}" --today ${DAY} --markdown "${markdown}"`, [0, 1]);
const report = readFileSync(markdown, 'utf8');
const stacks = [...new Set(edits.map((one) => DEPLOYMENT + one.stack))];
const diffs = stacks.map((stack) => {
  const file = join(base, `${stack}.template.json`);
  const { status, text } = cdk(`diff ${stack} --app "${head}" --template "${file}" --exclusively --fail-on destructive`, [0, 1]);
  // It marks its lines with colours whatever it is told, and ends some with spaces.
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '').replace(/[ \t]+$/gm, '').trim();
  return { stack, status, text: plain };
});
rmSync(work, { recursive: true });

// What the page says of cdk diff must still be so.
function holds(stack, what, test) {
  if (!test(diffs.find((diff) => diff.stack === DEPLOYMENT + stack))) throw new Error(`no longer so: ${what}`);
  return `- ${what}`;
}
const beside = [
  holds('FileServer', 'It tells the replacement of the file system from `SubnetIds`. Of `DeploymentType`, which alone would'
    + '\n  replace it, it does not say so; nor that the files would not be in the new one.',
  ({ text }) => text.includes('SubnetIds (requires replacement)') && !text.includes('.DeploymentType (requires')),
  holds('FileServer', 'It shows the shorter retention of the backups as one more value.',
    ({ text }) => text.includes('.AutomaticBackupRetentionDays:')),
  holds('Audit', 'The shorter retention of the records ends with exit code 0.', ({ status }) => status === 0),
  holds('Backup', 'It lists the lost refusal among the changes in IAM, without saying that a refusal went.',
    ({ text }) => text.includes('│ - │') && text.includes('s3:DeleteObjectVersion')),
  holds('Operations', 'Every change of the text of a runbook counts as destructive, so the exit code is 1 here too.',
    ({ status, text }) => status === 1 && text.includes('AWS::SSM::Document')),
];

const said = ({ stack, status, text }) => `\`${stack}\`, exit code ${status}:

\`\`\`\`text
${text}
\`\`\`\`
`;
const page = `# A change and its review

<!-- Written by tools/review-example.mjs. -->

A pull request against the [example](../deployments/example.yaml), five changes in one:

${changes.map((change) => `1. ${change.change}.`).join('\n')}

First what the [review](review.md) says, then what \`cdk diff\` says of the same templates. Both ran without an AWS account:
\`cdk diff\` as \`cdk diff STACK --app head.out --template base.out/STACK.template.json --exclusively --fail-on destructive\` of aws-cdk
${version}.

The review ended with exit code ${review.status}.

${report}
## What cdk diff says

\`cdk diff\` compares one stack a call. With \`--fail-on destructive\` its exit code is 1 if it sees something replaced or
destroyed. Read beside the review:

${beside.join('\n')}

${diffs.map(said).join('\n')}`;
writeFileSync(join(root, 'docs', 'review-example.md'), page);
console.log('docs/review-example.md is written.');
