// The templates of the example as they were reviewed: what the drawings show is read from them.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every stack by its name without the deployment's, each with its resources by type. */
export function stacks(root) {
  const folder = join(root, 'docs', 'audit', 'templates');
  const files = readdirSync(folder).filter((name) => name.endsWith('.template.json')).sort();
  return Object.fromEntries(files.map((name) => {
    const { Resources: resources } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const ofType = (type) => Object.values(resources).filter((one) => one.Type === type).map((one) => one.Properties ?? {});
    return [name.replace('.template.json', '').split('-').at(-1), { ofType, text: JSON.stringify(resources) }];
  }));
}

/** Only one resource can be meant; a picture of another one would be wrong. */
export function only(found, what) {
  if (found.length !== 1) throw new Error(`${found.length} of ${what} where one was expected`);
  return found[0];
}

/** A text with its references, of which a picture shows the Region and no more. */
export function joined(value) {
  if (typeof value === 'string') return value;
  return value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : part.Ref === 'AWS::Region' ? 'ap-south-1' : '?')).join('');
}
