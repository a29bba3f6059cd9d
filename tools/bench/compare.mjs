// Whether two cloud assemblies hold the same templates.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the templates differ, by file and path. The order of keys, and of what a resource depends on, says nothing. */
export function differences(base, head) {
  const files = new Set([base, head].flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.template.json'))));
  return [...files].flatMap((file) => compare(file, read(join(base, file)), read(join(head, file))));
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function compare(path, one, other) {
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') {
    return one === other ? [] : [`${path}: ${JSON.stringify(one)} | ${JSON.stringify(other)}`];
  }
  const inOrder = (value) => (path.endsWith('/DependsOn') && Array.isArray(value) ? [...value].sort() : value);
  const [left, right] = [inOrder(one), inOrder(other)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .flatMap((key) => compare(`${path}/${key}`, left[key], right[key]));
}
