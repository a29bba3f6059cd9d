// node nag.mjs TEMPLATES OUT: includes the templates in an app of the CDK, and leaves what the pack "AWS Solutions" of cdk-nag says
// of them in OUT/validation-report.json.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';

const [templates, outdir] = process.argv.slice(2);
const app = new App({ outdir, analyticsReporting: false });
for (const file of readdirSync(templates).filter((name) => name.endsWith('.template.json')).sort()) {
  new CfnInclude(new Stack(app, file.replace('.template.json', '')), 'Template', { templateFile: join(templates, file) });
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
