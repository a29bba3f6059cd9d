// A fleet of generated clients: how long, how much memory, and whether each assembly is the one of a single cdk synth.
//
//   node tools/bench/fleet.mjs [--clients 50] [--jobs 1] [--without-validator] [--singles 0] [--keep FOLDER]
//
// --singles N compares N of the clients, evenly chosen, with what the CDK's command line writes for them alone, byte for
// byte; N as large as --clients compares all. CPU seconds and memory are read from /proc, so only Linux shows them.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '50' },
    jobs: { type: 'string', default: '1' },
    singles: { type: 'string', default: '0' },
    keep: { type: 'string' },
    'without-validator': { type: 'boolean', default: false },
  },
});
const clients = Number(values.clients);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'tally-hybrid-fleet-'));
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies['aws-cdk'];
process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = '20';

// Backups only; two offices, a managed directory and BGP; one office and a directory of its own; many small servers.
function settings(i) {
  const name = `client-${String(i).padStart(3, '0')}`;
  const account = `7000000${String(i).padStart(5, '0')}`;
  const servers = Array.from({ length: i % 4 === 3 ? 8 : 2 }, (_, server) => `    - name: tally-${server + 1}`);
  const lines = [
    `name: ${name}`, `account: "${account}"`, `alertEmails: [it@${name}.test]`, 'backup:', '  servers:', ...servers,
    `  lockDays: ${35 + (i % 20)}`,
  ];
  if (i % 4 === 1 || i % 4 === 2) {
    lines.push('network:', `  vpcCidr: 10.${i % 250}.0.0/20`, '  offices:',
      `    - {name: head, gatewayIp: 20.${1 + Math.floor(i / 250)}.${i % 250}.1, lanCidrs: [192.168.10.0/24]}`);
    if (i % 4 === 1) {
      lines.push(`    - {name: shop, gatewayIp: 20.1.${i % 250}.2, lanCidrs: [192.168.20.0/24], bgpAsn: 65010}`);
    }
    lines.push('fileServer:', `  storageGib: ${500 + i}`, '  adminCidrs: [192.168.10.5/32]', '  directory:');
    lines.push(...(i % 4 === 1 ? [`    managed: {domain: corp.${name}.test}`] : ['    selfManaged:',
      `      domain: corp.${name}.test`, '      dnsIps: [192.168.10.2]',
      `      organizationalUnit: OU=Servers,DC=corp,DC=${name},DC=test`,
      `      serviceAccountSecretArn: arn:aws:secretsmanager:ap-south-1:${account}:secret:${name}/join-AbC123`]));
  }
  return [name, `${lines.join('\n')}\n`];
}

const files = join(folder, 'clients');
const output = join(folder, 'fleet.out');
mkdirSync(files, { recursive: true });
const names = Array.from({ length: clients }, (_, i) => settings(i)).map(([name, text]) => {
  writeFileSync(join(files, `${name}.yaml`), text);
  return name;
});

const stat = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), pages: Number(fields[21]), waited: Number(fields[13]) + Number(fields[14]) };
  } catch {
    return undefined; // it has ended
  }
};

// The largest single process among our descendants, and the largest sum of a synthesis: a java and what it starts.
const peak = { process: 0, tree: 0 };
function sample() {
  const all = new Map(readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).map((pid) => [Number(pid), stat(pid)]));
  const children = (pid) => [...all].filter(([, it]) => it?.parent === pid).map(([child]) => child);
  const tree = (pid) => [pid, ...children(pid).flatMap(tree)];
  const size = (pid) => (all.get(pid)?.pages ?? 0) * 4096;
  const mine = tree(process.pid).slice(1);
  peak.process = Math.max(peak.process, ...mine.map(size));
  const syntheses = mine.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('SynthesisProcess');
    } catch {
      return false;
    }
  });
  peak.tree = Math.max(peak.tree, ...syntheses.map((pid) => tree(pid).reduce((sum, each) => sum + size(each), 0)));
}

const linux = existsSync('/proc/self/stat');
const start = performance.now();
const before = linux ? stat(process.pid).waited : 0;
const args = ['bin/tally.mjs', 'fleet', 'synth', files, '--output', output, '--jobs', values.jobs];
const run = spawn(process.execPath, values['without-validator'] ? [...args, '--without-validator'] : args,
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
let last = '';
run.stdout.on('data', (data) => { last = String(data).trim().split('\n').at(-1); });
const watch = linux ? setInterval(sample, 200) : undefined;
const code = await new Promise((resolve) => { run.on('close', resolve); });
clearInterval(watch);
const wall = (performance.now() - start) / 1000;
console.log(last);
const measured = linux
  ? `, ${((stat(process.pid).waited - before) / 100).toFixed(1)} s of CPU, largest process ${Math.round(peak.process / 2 ** 20)} MiB`
    + `, largest synthesis with what it starts ${Math.round(peak.tree / 2 ** 20)} MiB`
  : '';
console.log(`${clients} clients, ${values.jobs} jobs, validator ${values['without-validator'] ? 'off' : 'on'}: ${wall.toFixed(1)} s${measured}`);

const contents = (of) => Object.fromEntries(readdirSync(of).sort().map((name) => [name, readFileSync(join(of, name)).toString('base64')]));
const singles = Math.min(clients, Number(values.singles));
let different = 0;
for (let i = 0; i < singles; i++) {
  const name = names[Math.floor((i * clients) / singles)];
  const alone = join(folder, 'single', name);
  const made = spawnSync(`npx --yes aws-cdk@${version} synth --quiet -c "deployment=${join(files, `${name}.yaml`)}" --output "${alone}"`, {
    cwd: root, shell: true, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: String(!values['without-validator']) },
  });
  if (made.status !== 0) throw new Error(made.stderr);
  if (JSON.stringify(contents(alone)) !== JSON.stringify(contents(join(output, name)))) {
    console.log(`${name}: the fleet's assembly is not the one of cdk synth`);
    different++;
  }
}
if (singles > 0) console.log(`${singles - different} of ${singles} assemblies are byte for byte those of cdk synth`);
if (values.keep === undefined) rmSync(folder, { recursive: true });
process.exit(code === 0 && different === 0 ? 0 : 1);
