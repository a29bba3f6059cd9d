// Writes values as JavaScript source.

/** An expression of the program that is being written, where a value is expected. */
export class Expression {
  constructor(code) {
    this.code = code;
  }
}

const inTemplate = (text) => JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replace(/[`]|\$\{/g, '\\$&');

/** A text made of plain parts and expressions. */
export function text(parts) {
  const shown = parts.filter((part) => part !== '');
  if (shown.length === 1 && shown[0] instanceof Expression) return shown[0].code;
  if (shown.every((part) => typeof part === 'string')) return JSON.stringify(shown.join(''));
  return `\`${shown.map((part) => (part instanceof Expression ? `\${${part.code}}` : inTemplate(part))).join('')}\``;
}

/** @param string how a string is written; it may stand for more than itself */
export function literal(value, string = JSON.stringify) {
  if (value instanceof Expression) return value.code;
  if (typeof value === 'string') return string(value);
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, string)).join(', ')}]`;
  if (value === null || value === undefined) return 'undefined';
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([key, one]) => `[${string(key)}]: ${literal(one, string)}`);
  return `{${entries.join(', ')}}`;
}

/** The constants that a program needs for the modules of the CDK, collected while its other lines are written. */
export class Modules {
  #required = new Map();

  /** The name by which the program knows a module, such as `aws-cdk-lib/aws-s3`. */
  use(path) {
    const name = path.split('/').pop().replaceAll('-', '_');
    this.#required.set(path, name);
    return name;
  }

  lines() {
    return [...this.#required].map(([path, name]) => `const ${name} = require('${path}');`);
  }
}
