// The app of the CDK command line (cdk.json's "app"): writes the templates.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from './launcher/assembly.mjs';
import { buildIfNeeded } from './launcher/build.mjs';
import { ending } from './launcher/checkout.mjs';
import { environmentOfSynth } from './launcher/environment.mjs';
import { commandLine, findJava, start } from './launcher/java.mjs';
import { checkNode, withNode } from './launcher/node.mjs';

const FAILED = 1;

/** For a person at a terminal only: what a program reads stays as it was. */
function tellWhatIsNext(again) {
  const manifest = join(process.env.CDK_OUTDIR ?? '', 'manifest.json');
  if (!process.stderr.isTTY || process.env.CI || !existsSync(manifest)) return;
  const { artifacts } = JSON.parse(readFileSync(manifest, 'utf8'));
  const stacks = Object.values(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack').length;
  const made = again ? 'unchanged since the last synth' : 'made';
  const { deployment = 'DEPLOYMENT.yaml' } = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}');
  console.error(`${stacks} stacks ${made}. Next: "node bin/tally.mjs preflight ${deployment}" asks your account what would`
    + ' make a deploy fail; "npx cdk diff" shows what a deploy would change.');
}

await ending(FAILED, async () => {
  checkNode();
  const java = findJava();
  await buildIfNeeded();
  const commands = commandLine('com.tallyhybrid.app.TallyApp');
  const { code, again } = await assemble(java, commands, withNode(environmentOfSynth(process.env)),
    (environment, tell) => start(java, commands, environment, tell));
  if (code === 0) tellWhatIsNext(again);
  return code ?? FAILED;
});
