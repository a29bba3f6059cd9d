// The floor: a program in JavaScript that makes the resources of a cloud assembly with one typed L1 construct each. No app
// that uses the CDK can do less.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Expression, Modules, literal, text } from './javascript.mjs';

const POLICIES = { DeletionPolicy: 'deletionPolicy', UpdateReplacePolicy: 'updateReplacePolicy' };

/**
 * @param assembly folder of a cloud assembly
 * @param workshop folder in which aws-cdk-lib is installed
 * @param tag key of the tag that the app puts on everything
 */
export function floor(assembly, workshop, tag) {
  return new Floor(assembly, createRequire(join(workshop, 'index.js')), tag).program();
}

class Floor {
  constructor(assembly, require, tag) {
    this.require = require;
    this.tag = tag;
    // Which class makes which type; the package does not export the list.
    const list = join(dirname(require.resolve('aws-cdk-lib')), 'cloudformation-include', 'cfn-types-2-classes.json');
    this.classes = JSON.parse(readFileSync(list, 'utf8'));
    this.cdk = require('aws-cdk-lib');
    this.scratch = new this.cdk.Stack(new this.cdk.App({ analyticsReporting: false }), 'Scratch');
    this.modules = new Modules();
    this.modules.use('aws-cdk-lib');
    const { artifacts } = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8'));
    this.stacks = Object.entries(artifacts)
      .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
      .map(([name, artifact], index) => ({
        name,
        variable: `stack${index}`,
        artifact,
        template: JSON.parse(readFileSync(join(assembly, artifact.properties.templateFile), 'utf8')),
      }));
    this.exports = new Map(this.stacks.flatMap((stack) => Object.values(stack.template.Outputs ?? {})
      .filter((output) => output.Export)
      .map((output) => [output.Export.Name, { stack, value: output.Value }])));
  }

  program() {
    const body = this.stacks.flatMap((stack) => this.stack(stack));
    const value = this.stacks.map(({ template }) => this.tagOf(template)).find(Boolean);
    return [
      ...this.modules.lines(),
      `const { context } = JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));`,
      'const app = new aws_cdk_lib.App({ analyticsReporting: false, context });',
      ...body,
      `aws_cdk_lib.Tags.of(app).add(${literal(this.tag)}, ${literal(value)});`,
      'app.synth();',
    ].join('\n');
  }

  tagOf({ Resources }) {
    return Object.values(Resources).flatMap(({ Properties }) => (Array.isArray(Properties?.Tags) ? Properties.Tags : []))
      .find(({ Key }) => Key === this.tag)?.Value;
  }

  stack(stack) {
    const { artifact, template, variable } = stack;
    const [account, region] = artifact.environment.replace('aws://', '').split('/');
    const properties = {
      env: { account, region },
      description: template.Description,
      terminationProtection: artifact.properties.terminationProtection,
      synthesizer: new Expression('new aws_cdk_lib.DefaultStackSynthesizer({ generateBootstrapVersionRule: false })'),
    };
    return [
      `const ${variable} = new aws_cdk_lib.Stack(app, ${literal(stack.name)}, ${literal(properties)});`,
      ...artifact.dependencies.flatMap((name) => this.stacks.filter((other) => other.name === name))
        .map((other) => `${variable}.addStackDependency(${other.variable});`),
      ...inOrder(template.Resources).flatMap((id) => this.resource(stack, id, template.Resources[id])),
      ...Object.entries(template.Outputs ?? {}).map(([id, output]) => this.output(stack, id, output)),
    ];
  }

  resource(stack, id, { Type, Properties = {}, DependsOn = [], DeletionPolicy, UpdateReplacePolicy, ...rest }) {
    if (Object.keys(rest).length) throw new Error(`${id}: this twin does not know ${Object.keys(rest)}`);
    const { name, type } = this.classOf(Type);
    const self = `${stack.variable}_${id}`;
    const policies = Object.entries({ DeletionPolicy, UpdateReplacePolicy }).filter(([, policy]) => policy);
    return [
      `const ${self} = new ${name}(${stack.variable}, '${id}', ${this.typed(stack, type, Type, Properties)});`,
      ...policies.map(([key, policy]) => `${self}.cfnOptions.${POLICIES[key]} = ${literal(policy)};`),
      ...[].concat(DependsOn).map((other) => `${self}.addResourceDependency(${stack.variable}_${other});`),
    ];
  }

  classOf(cloudFormationType) {
    const [path, className] = this.classes[cloudFormationType].split('.');
    return { name: `${this.modules.use(path)}.${className}`, type: this.require(path)[className] };
  }

  /** The properties as the L1 class names them, which the class itself knows best. */
  typed(stack, type, Type, { Tags, ...properties }) {
    const parts = [];
    const marked = this.mark(stack, this.withoutTag(properties), parts);
    const made = type._fromCloudFormation(this.scratch, `R${this.scratch.node.children.length}`, {
      Type,
      Properties: marked,
    }, { parser: { parseValue: (value) => value, handleAttributes() {} } });
    if (made.rawOverrides.Properties) throw new Error(`${Type} has properties that its L1 does not know`);
    const known = Object.entries(made.cfnProperties).filter(([key, value]) => value !== undefined && !/^tags/i.test(key));
    const own = Object.fromEntries(known);
    const tags = Array.isArray(Tags) ? Tags.filter(({ Key }) => Key !== this.tag) : [];
    if (tags.length) own.tags = this.mark(stack, tags.map(({ Key, Value }) => ({ key: Key, value: Value })), parts);
    return literal(own, (string) => unmark(string, parts));
  }

  /** Some types hold their tags under another name, as a map or as a list. */
  withoutTag(properties) {
    return Object.fromEntries(Object.entries(properties).filter(([key]) => !/Tags$/.test(key)));
  }

  /** The value with every intrinsic function replaced by a mark that the L1 class takes for a text. */
  mark(stack, value, parts) {
    if (Array.isArray(value)) return value.map((one) => this.mark(stack, one, parts));
    if (value === null || typeof value !== 'object') return value;
    const code = this.intrinsic(stack, value);
    if (code) return `\u0001${parts.push(code) - 1}\u0001`;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.mark(stack, one, parts)]));
  }

  intrinsic(stack, value) {
    const [[name, argument] = [], ...others] = Object.entries(value);
    if (others.length || !(name === 'Ref' || name?.startsWith('Fn::'))) return undefined;
    switch (name) {
      case 'Ref':
        return argument.startsWith('AWS::') ? `aws_cdk_lib.Fn.ref('${argument}')` : `${stack.variable}_${argument}.ref`;
      case 'Fn::GetAtt':
        return this.attribute(stack, ...argument);
      case 'Fn::ImportValue': {
        const { stack: producer, value: exported } = this.exports.get(argument);
        return this.intrinsic(producer, exported);
      }
      case 'Fn::Join':
        return argument[0] === ''
          ? text(argument[1].map((one) => (typeof one === 'string' ? one : new Expression(this.intrinsic(stack, one)))))
          : `aws_cdk_lib.Fn.join(${literal(argument[0])}, ${this.code(stack, argument[1])})`;
      case 'Fn::Select':
        return `aws_cdk_lib.Fn.select(${argument[0]}, ${this.code(stack, argument[1])})`;
      case 'Fn::GetAZs':
        return `aws_cdk_lib.Fn.getAzs(${literal(argument)})`;
      default:
        throw new Error(`this twin does not know ${name}`);
    }
  }

  attribute(stack, id, attribute) {
    const { type } = this.classOf(stack.template.Resources[id].Type);
    const property = `attr${attribute.replaceAll('.', '')}`;
    const self = `${stack.variable}_${id}`;
    return property in type.prototype ? `${self}.${property}` : `${self}.getAtt('${attribute}').toString()`;
  }

  code(stack, value) {
    const parts = [];
    return literal(this.mark(stack, value, parts), (string) => unmark(string, parts));
  }

  output(stack, id, { Value, Description, Export }) {
    if (Export) return `${stack.variable}.exportValue(${this.code(stack, Value)});`;
    const properties = `{ value: ${this.code(stack, Value)}, description: ${literal(Description)} }`;
    return `new aws_cdk_lib.CfnOutput(${stack.variable}, '${id}', ${properties});`;
  }
}

function unmark(string, parts) {
  return text(string.split('\u0001').map((part, index) => (index % 2 ? new Expression(parts[part]) : part)));
}

/** Logical ids, each after those that its resource refers to. */
function inOrder(resources) {
  const order = new Set();
  const add = (id) => {
    if (order.has(id)) return;
    for (const other of named(resources[id])) if (other !== id && resources[other]) add(other);
    order.add(id);
  };
  Object.keys(resources).forEach(add);
  return [...order];
}

function named(value) {
  if (Array.isArray(value)) return value.flatMap(named);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => {
    if (key === 'Ref') return [one];
    if (key === 'Fn::GetAtt') return [one[0]];
    return key === 'DependsOn' ? [].concat(one) : named(one);
  });
}
