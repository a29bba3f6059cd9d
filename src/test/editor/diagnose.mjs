// Opens each file of a folder in the language server, as an editor does, and prints what it says of them as JSON:
// { "<file>": { "diagnostics": [{ "line": 3, "message": "…" }], "hovers": { "7:3": "…" } } }. Lines count from 1.
// node diagnose.mjs <folder> [<file>:<line>:<column> …]
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...hovers] = process.argv.slice(2);
const server = spawn(process.execPath, ['node_modules/yaml-language-server/bin/yaml-language-server', '--stdio'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
server.on('exit', () => fail('the language server ended'));
const deadline = setTimeout(() => fail('the language server does not answer'), 90_000);
function fail(why) {
  console.error(why);
  process.exit(1);
}

const waiting = new Map();
const told = new Map();
let requests = 0;
let input = Buffer.alloc(0);
server.stdout.on('data', (chunk) => {
  input = Buffer.concat([input, chunk]);
  for (;;) {
    const head = input.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(input.subarray(0, head))[1]);
    if (input.length < head + 4 + length) return;
    receive(JSON.parse(input.subarray(head + 4, head + 4 + length)));
    input = input.subarray(head + 4 + length);
  }
});
function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}
function ask(method, params) {
  const id = ++requests;
  send({ id, method, params });
  return new Promise((answered) => waiting.set(id, answered));
}
// No catalogue of schemas from the internet: only the line at the head of each file counts.
const settings = { yaml: { schemaStore: { enable: false }, validate: true, hover: true } };
function receive(message) {
  if (message.method === 'workspace/configuration') {
    send({ id: message.id, result: message.params.items.map(({ section }) => settings[section] ?? {}) });
  } else if (message.method === 'textDocument/publishDiagnostics') {
    told.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (waiting.has(message.id)) {
    waiting.get(message.id)(message.result);
  }
}

const root = pathToFileURL(resolve(folder)).href;
await ask('initialize', {
  processId: process.pid,
  rootUri: root,
  workspaceFolders: [{ uri: root, name: 'deployments' }],
  capabilities: { workspace: { configuration: true }, textDocument: { publishDiagnostics: {}, hover: { contentFormat: ['markdown'] } } },
});
send({ method: 'initialized', params: {} });
send({ method: 'workspace/didChangeConfiguration', params: { settings } });

// All at once: after each opening the server waits a fifth of a second for the next key before it judges that file
// (validationDelayMs in its validationHandlers.ts).
async function open(file) {
  const uri = `${root}/${encodeURIComponent(file)}`;
  const diagnostics = new Promise((told_) => told.set(uri, told_));
  send({
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'yaml', version: 1, text: readFileSync(join(folder, file), 'utf8') } },
  });
  const said = {
    diagnostics: (await diagnostics).map(({ range, message }) => ({ line: range.start.line + 1, message })),
    hovers: {},
  };
  for (const [, line, column] of hovers.map((at) => at.split(':')).filter(([name]) => name === file)) {
    const position = { line: line - 1, character: column - 1 };
    said.hovers[`${line}:${column}`] = (await ask('textDocument/hover', { textDocument: { uri }, position }))?.contents.value;
  }
  return [file, said];
}
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
const said = Object.fromEntries(await Promise.all(files.map(open)));
clearTimeout(deadline);
server.removeAllListeners('exit');
server.kill();
console.log(JSON.stringify(said));
