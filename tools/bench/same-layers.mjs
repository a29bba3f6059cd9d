// The twin with the same layers: a program in JavaScript that makes, directly, the calls that the app makes through jsii.
//
// jsii writes what passes between Java and Node when JSII_DEBUG is set: a line "> {...}" for what Java asks or answers, a
// line "< {...}" for what Node answers or, in the middle of a question, asks back. Between them Node describes what it does;
// the two write to the same place at the same time, so a line may begin behind another one.
import { Expression, Modules, literal, text } from './javascript.mjs';

const SAID = /[<>] (\{"[\w]+":.*)$/;
const TOKEN = /[$#]\{Token\[[^\]]*\]\}/g;

/** @param trace the output of the app, run with JSII_DEBUG=1 */
export function sameLayers(trace) {
  return new SameLayers(conversation(trace)).program();
}

/** How often Java asked Node for something. */
export function requests(trace) {
  return trace.match(/> \{.*"api":/g).length;
}

/** Each question with its answer, and with what Node asked back before it answered. */
function conversation(trace) {
  const said = trace.split('\n').map((line) => SAID.exec(line)).filter(Boolean).map(([, json]) => JSON.parse(json));
  const next = () => {
    const question = said.shift();
    const askedBack = [];
    while (said[0]?.callback) {
      const { invoke, get } = said.shift().callback;
      const calls = [];
      while (!said[0].complete) calls.push(next());
      const member = invoke?.method ?? get.property;
      askedBack.push({ id: idOf((invoke ?? get).objref), member, given: invoke?.args ?? [], calls, answer: said.shift().complete.result });
    }
    return { ...question, askedBack, answer: answerOf(question, said.shift()?.ok) };
  };
  const calls = [];
  while (said.length) calls.push(next());
  return calls;
}

const answerOf = ({ api }, ok) => (api === 'create' ? ok : ok?.value ?? ok?.result);
const idOf = (reference) => reference['$jsii.byref'].split('@').pop();

/** Every object and every token that a value mentions. */
function mentioned(value) {
  if (typeof value === 'string') return value.match(TOKEN) ?? [];
  if (value === null || typeof value !== 'object') return [];
  return '$jsii.byref' in value ? [idOf(value)] : Object.values(value).flatMap(mentioned);
}

class SameLayers {
  modules = new Modules();
  variables = [];
  /** The expression for each object and token that is known so far. */
  known = new Map();
  lines = [];
  needed = new Set();
  /** The members of each object that Node calls back. */
  overridden = new Map();

  constructor(calls) {
    this.calls = calls;
    [...calls].reverse().forEach((call) => this.survey(call));
  }

  /**
   * From the end: what a call is made of is needed when the call is. What only Java asks for is not: the names of packages,
   * the constants of a class that is loaded, the fields of a result.
   */
  survey(call) {
    const { api, objref, args, value, askedBack, answer } = call;
    call.bears = mentioned(answer).some((one) => this.needed.has(one));
    call.counts = ['create', 'invoke', 'sinvoke', 'set'].includes(api) || call.bears;
    for (const back of [...askedBack].reverse()) {
      this.overridden.set(back.id, (this.overridden.get(back.id) ?? new Set()).add(back.member));
      mentioned(back.answer).forEach((one) => this.needed.add(one));
      [...back.calls].reverse().forEach((inner) => this.survey(inner));
    }
    if (call.counts) mentioned([objref, args, value]).forEach((one) => this.needed.add(one));
  }

  program() {
    this.calls.forEach((call) => this.write(call));
    return [
      ...this.modules.lines(),
      `let ${this.variables.join(', ')};`,
      'const answers = {};',
      'const answer = (member, given) => answers[member].shift()(given);',
      `const tokens = (string) => string.match(${TOKEN});`,
      ...this.lines,
    ].join('\n');
  }

  write(call) {
    if (!call.counts) return;
    call.askedBack.forEach((one) => this.writeAnswer(one));
    const code = this.code(call);
    if (call.bears) this.assign(call.answer, code);
    else this.lines.push(`${code};`);
  }

  /** What the app does when Node calls it back, to be found when it does. */
  writeAnswer({ id, member, given, calls, answer }) {
    const outside = this.lines;
    this.lines = [];
    this.assign(given, 'given');
    calls.forEach((call) => this.write(call));
    const body = [...this.lines, `return ${this.value(answer)};`];
    this.lines = outside;
    this.lines.push(`(answers['${id}.${member}'] ??= []).push((given) => {`, ...body, '});');
  }

  assign(value, code) {
    const variable = `v${this.variables.length}`;
    this.variables.push(variable);
    this.lines.push(`${variable} = ${code};`);
    this.learn(value, variable);
  }

  learn(value, expression) {
    if (typeof value === 'string') {
      const tokens = value.match(TOKEN) ?? [];
      tokens.forEach((token, index) =>
        this.known.set(token, token === value ? expression : `tokens(${expression})[${index}]`));
    } else if (value !== null && typeof value === 'object') {
      if ('$jsii.byref' in value) this.known.set(idOf(value), expression);
      else Object.entries(value).forEach(([key, one]) => this.learn(one, `${expression}[${JSON.stringify(key)}]`));
    }
  }

  code({ api, fqn, objref, method, property, args = [], value, answer }) {
    const given = args.map((one) => this.value(one)).join(', ');
    switch (api) {
      case 'create': return this.creation(fqn, idOf(answer), given);
      case 'invoke': return `${this.value(objref)}.${method}(${given})`;
      case 'sinvoke': return `${this.type(fqn)}.${method}(${given})`;
      case 'get': return `${this.value(objref)}.${property}`;
      case 'sget': return `${this.type(fqn)}.${property}`;
      case 'set': return `${this.value(objref)}.${property} = ${this.value(value)}`;
      default: throw new Error(`this twin does not know ${api}`);
    }
  }

  /** An object with the members that Node calls back: of a class of the CDK, or of an interface alone. */
  creation(fqn, id, given) {
    const members = [...this.overridden.get(id) ?? []];
    if (fqn === 'Object') {
      return `{${members.map((one) => `${one}(...given) { return answer('${id}.${one}', given); }`).join(', ')}}`;
    }
    if (!members.length) return `new ${this.type(fqn)}(${given})`;
    const getters = members.map((one) => `get ${one}() { return answer('${id}.${one}', []); }`);
    return `new (class extends ${this.type(fqn)} { ${getters.join(' ')} })(${given})`;
  }

  type(fqn) {
    const [library, ...rest] = fqn.split('.');
    const inside = rest.length > 1 ? `${library}/${rest.shift().replaceAll('_', '-')}` : library;
    return [this.modules.use(inside), ...rest].join('.');
  }

  value(value) {
    return literal(this.plain(value), (string) => text(string.split(/([$#]\{Token\[[^\]]*\]\})/)
      .map((part) => (this.known.has(part) ? new Expression(this.known.get(part)) : part))));
  }

  /** The value without jsii's wrappings. */
  plain(value) {
    if (Array.isArray(value)) return value.map((one) => this.plain(one));
    if (value === null || typeof value !== 'object') return value;
    if ('$jsii.byref' in value) return new Expression(this.known.get(idOf(value)));
    if ('$jsii.struct' in value) return this.plain(value['$jsii.struct'].data);
    if ('$jsii.map' in value) return this.plain(value['$jsii.map']);
    if ('$jsii.enum' in value) {
      const [fqn, name] = value['$jsii.enum'].split('/');
      return new Expression(`${this.type(fqn)}.${name}`);
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.plain(one)]));
  }
}
