// Times the review on templates that are made to be slow: wide statements and many resources; prints seconds and a verdict.
//
//   node tools/bench/review.mjs            runs each once, as a process of its own; fails where one is slower than it may be
//
// What is measured holds the start of Java; the first run builds.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const out = mkdtempSync(join(tmpdir(), 'tally-hybrid-bench-'));
const count = (number, make) => Array.from({ length: number }, (_, index) => make(index));

function policy(actions, resources, principals, condition) {
  const statement = {
    Effect: 'Allow', Action: count(actions, (i) => `s3:Get${i}`), Resource: count(resources, (i) => `arn:aws:s3:::bucket-${i}/*`),
    ...(condition ? { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } } : {}),
  };
  if (!principals) {
    return { Wide: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [statement] } } } };
  }
  const roles = count(principals, (i) => `arn:aws:iam::111122223333:role/role-${i}`);
  return {
    Wide: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: 'bucket-0', PolicyDocument: { Version: '2012-10-17', Statement: [{ ...statement, Principal: { AWS: roles } }] } },
    },
  };
}

// One of four kinds a resource; what protects is taken from every one of them on the other side.
function many(resources, guarded) {
  const kinds = [
    (i) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: `bucket-${i}`, VersioningConfiguration: { Status: guarded ? 'Enabled' : 'Suspended' } } }),
    (i) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: `/logs/${i}`, RetentionInDays: guarded ? 400 : 30 } }),
    (i) => ({
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] },
        Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: guarded ? 's3:GetObject' : 's3:*', Resource: { 'Fn::GetAtt': [`R${i - 2}`, 'Arn'] } }] } }],
      },
    }),
    (i) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: `alarm-${i}`, Threshold: guarded ? 1 : 100, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, MetricName: `m${i}`, Namespace: 'N' } }),
  ];
  return Object.fromEntries(count(resources, (i) => [`R${i}`, kinds[i % kinds.length](i)]));
}

function folder(name, stacks) {
  mkdirSync(join(out, name), { recursive: true });
  for (const [stack, resources] of Object.entries(stacks)) {
    writeFileSync(join(out, name, `${stack}.template.json`), JSON.stringify({ Resources: resources }));
  }
  return join(out, name);
}

const stacks = (number, resources, guarded) =>
  Object.fromEntries(count(number, (i) => [`Stack${i}`, many(resources, guarded)]));
const cases = [
  ['a statement of 60 actions x 60 resources', 2, { Wide: policy(60, 60, 0, true) }, { Wide: policy(60, 60, 0, false) }],
  ['a statement of 15 x 15 x 15 principals', 2, { Wide: policy(15, 15, 15, true) }, { Wide: policy(15, 15, 15, false) }],
  ['10 stacks of 500 resources, each of them weakened', 10, stacks(10, 500, true), stacks(10, 500, false)],
];
let slow = 0;
for (const [name, most, before, after] of cases) {
  const start = performance.now();
  const result = spawnSync('node', [
    join(root, 'bin', 'tally.mjs'), 'review', folder(`${name} base`, before), folder(`${name} head`, after),
    '--markdown', join(out, 'report.md'),
  ], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (result.status !== 1) throw new Error(`${name} ended with ${result.status}: ${result.stderr}`);
  if (seconds > most) slow++;
  console.log(`${seconds.toFixed(1).padStart(6)} s  of ${most} s  ${name}`);
}
rmSync(out, { recursive: true });
process.exit(slow ? 1 : 0);
