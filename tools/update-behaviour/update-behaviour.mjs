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
const target = join(here, '../../src/main/resources/com/tallyhybrid/review/checks/replacement/behaviour.json');
const source = createRequire(import.meta.url)('@aws-cdk/aws-service-spec/package.json');
const spec = await loadAwsServiceSpec();

// Names that are unique in an account and Region, where the specification's first identifier is not the name.
const NAMES = { 'AWS::EC2::SecurityGroup': 'GroupName', 'AWS::Budgets::Budget': 'Budget.BudgetName' };
// What a name is unique in, where neither the identifier nor a required property says so.
const WITHIN = {
  'AWS::EC2::SecurityGroup': ['VpcId'],
  'AWS::Events::Rule': ['EventBusName'],
  'AWS::Route53::RecordSet': ['HostedZoneId', 'HostedZoneName', 'SetIdentifier', 'Type'],
};
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

/**
 * The property that names the resource in its account, if the owner may choose it and a new name replaces it. Of a type
 * that nobody has looked at, only where AWS identifies the resource by it: other names need not be unique.
 */
function nameOf(resource, found) {
  const type = resource.cloudFormationType;
  if (NOT_NAMES.includes(type)) return undefined;
  const candidates = [NAMES[type], `${type.split('::')[2]}Name`, 'Name',
    resource.primaryIdentifier?.length === 1 ? resource.primaryIdentifier[0] : undefined];
  return candidates.find((name) => name && found.yes.has(name)
    && (listed.includes(type) || resource.primaryIdentifier?.includes(name)));
}

/** What the name is unique in: the rest of the identifier, and required references that cannot change. */
function within(resource, name, found) {
  return WITHIN[resource.cloudFormationType] ?? Object.entries(resource.properties)
    .filter(([other, property]) => other !== name && found.yes.has(other)
      && (property.required && /(Id|Arn|Name|Identifier|Cluster)$/.test(other) || resource.primaryIdentifier.includes(other)))
    .map(([other]) => other);
}

function describe(resource) {
  const found = collect(resource.properties, '', [], { yes: new Set(), maybe: new Set() });
  const name = nameOf(resource, found);
  const facts = {
    stateful: resource.isStateful,
    name,
    within: name ? within(resource, name, found).sort() : [],
    replaces: [...found.yes].sort(),
    mayReplace: [...found.maybe].filter((path) => !found.yes.has(path)).sort(),
  };
  const said = Object.entries(facts).filter(([, fact]) => fact && fact.length !== 0);
  return `  ${JSON.stringify(resource.cloudFormationType)}: ${JSON.stringify(Object.fromEntries(said))}`;
}

// Looked at by hand: what names them is known to be unique.
const listed = readFileSync(join(here, 'types.txt'), 'utf8').split(/\r?\n/)
  .filter((line) => line && !line.startsWith('#'));
// What AWS::Serverless becomes is behind its transform; the specification calls all of its properties immutable.
const resources = [...spec.all('resource')].filter((resource) => !resource.cloudFormationType.startsWith('AWS::Serverless::'))
  .sort((one, other) => (one.cloudFormationType < other.cloudFormationType ? -1 : 1));
const missing = listed.filter((type) => !resources.some((resource) => resource.cloudFormationType === type));
if (missing.length > 0) throw new Error(`types.txt: the specification has no ${missing.join(', ')}`);

writeFileSync(target, [
  '{',
  `"source": ${JSON.stringify(`${source.name} ${source.version} (${source.license})`)},`,
  '"types": {',
  resources.map(describe).join(',\n'),
  '}}',
  '',
].join('\n'));
console.log(`${resources.length} types from ${source.name} ${source.version}`);
