// Writes the data of com.tallyhybrid.review.checks.replacement: which properties CloudFormation replaces a resource for.
//
// In this folder: npm ci, then node update-behaviour.mjs, then read the diff. Only the review reads the result, so
// building and testing the app need neither this folder nor the network.
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = join(here, '../../src/main/resources/com/tallyhybrid/review/checks/replacement/behaviour.yaml');
const source = createRequire(import.meta.url)('@aws-cdk/aws-service-spec/package.json');
const spec = await loadAwsServiceSpec();

// Names that are unique in an account and Region, where the specification's first identifier is not the name.
const NAMES = { 'AWS::EC2::SecurityGroup': 'GroupName', 'AWS::Budgets::Budget': 'Budget.BudgetName' };
// A domain's name is not unique: a second directory may have the same.
const NOT_NAMES = ['AWS::DirectoryService::MicrosoftAD', 'AWS::DirectoryService::SimpleAD', 'AWS::Route53::HostedZone'];

/** Every type definition that a value of this type may hold. */
function definitions(type) {
  switch (type.type) {
    case 'ref': return [spec.get('typeDefinition', type.reference.$ref)];
    case 'array':
    case 'map': return definitions(type.element);
    case 'union': return type.types.flatMap(definitions);
    default: return [];
  }
}

/** Paths that replace ("yes") or may replace ("maybe"); what stands inside a "yes" is not repeated. */
function collect(properties, prefix, seen, found) {
  for (const [name, property] of Object.entries(properties)) {
    const path = prefix + name;
    if (property.causesReplacement) found[property.causesReplacement].add(path);
    if (property.causesReplacement === 'yes') continue;
    // Former types too: an old template may still be written in them.
    [property.type, ...(property.previousTypes ?? [])].flatMap(definitions)
      .filter((definition) => !seen.includes(definition.$id))
      .forEach((definition) => collect(definition.properties, `${path}.`, [...seen, definition.$id], found));
  }
  return found;
}

/** The property that names the resource in its account, if the owner may choose it and a new name replaces it. */
function nameOf(resource, found) {
  const type = resource.cloudFormationType;
  if (NOT_NAMES.includes(type)) return undefined;
  const candidates = [NAMES[type], `${type.split('::')[2]}Name`, 'Name',
    resource.primaryIdentifier?.length === 1 ? resource.primaryIdentifier[0] : undefined];
  return candidates.find((name) => name && found.yes.has(name));
}

function list(key, paths) {
  return paths.size === 0 ? [] : [`    ${key}:`, ...[...paths].sort().map((path) => `      - ${path}`)];
}

function describe(type) {
  const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
  if (!resource) throw new Error(`types.txt: the specification has no ${type}`);
  const found = collect(resource.properties, '', [], { yes: new Set(), maybe: new Set() });
  const name = nameOf(resource, found);
  const lines = [
    ...(resource.isStateful ? ['    stateful: true'] : []),
    ...(name ? [`    name: ${name}`] : []),
    ...list('replaces', found.yes),
    ...list('mayReplace', new Set([...found.maybe].filter((path) => !found.yes.has(path)))),
  ];
  return lines.length === 0 ? [`  ${type}: {}`] : [`  ${type}:`, ...lines];
}

const listed = readFileSync(join(here, 'types.txt'), 'utf8').split(/\r?\n/)
  .filter((line) => line && !line.startsWith('#'));
const stateful = [...spec.all('resource')].filter((resource) => resource.isStateful)
  .map((resource) => resource.cloudFormationType);
const types = [...new Set([...listed, ...stateful])].sort();

writeFileSync(target, [
  '# Which properties CloudFormation replaces a resource for, as AWS publishes it: "replaces" always, "mayReplace"',
  '# depending on the values. A path inside a list names every element. "name" is the property that names the resource',
  '# in its account. Written by tools/update-behaviour; corrections by hand stand in corrections.yaml.',
  `source: '${source.name} ${source.version} (${source.license})'`,
  'types:',
  ...types.flatMap(describe),
  '',
].join('\n'));
console.log(`${types.length} types from ${source.name} ${source.version}`);
