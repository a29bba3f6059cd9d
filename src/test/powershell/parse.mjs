// Writes the syntax trees of PowerShell files as JSON: { file: node }, with node = { type, start, end, field?, children? }.
// The grammar puts a dozen wrappers around each value; those with a single child are left out, and so are comments.
//
// Start it with --liftoff-only: otherwise Node spends ten seconds on optimizing the grammar, which is used for one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

const WRAPPER = /(_expression|^pipeline|^pipeline_chain|^string_literal|_operator|_literal|_name)$/;
// These mean something even around a single child, or are read as they are written.
const KEPT = /^(sub_expression|parenthesized_expression|array_expression|type_literal|variable|expandable_string_literal)$/;
const LEFT_OUT = new Set(['comment', 'command_argument_sep']);

await Parser.init();
const parser = new Parser();
const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
parser.setLanguage(await Language.load(grammar));

function read(cursor) {
  // Expressions among the arguments of a method have names of their own in the grammar.
  const type = cursor.nodeIsMissing ? 'MISSING' : cursor.nodeType.replace('_argument_expression', '_expression');
  const node = { type, start: cursor.startIndex, end: cursor.endIndex };
  if (cursor.currentFieldName) node.field = cursor.currentFieldName;
  const children = [];
  if (type !== 'type_literal' && cursor.gotoFirstChild()) {
    do {
      if (!LEFT_OUT.has(cursor.nodeType)) children.push(read(cursor));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  if (children.length === 1 && WRAPPER.test(type) && !KEPT.test(type)) {
    return { ...children[0], field: node.field };
  }
  return children.length ? { ...node, children } : node;
}

const trees = {};
for (const file of process.argv.slice(2)) trees[file] = read(parser.parse(readFileSync(file, 'utf8')).walk());
process.stdout.write(JSON.stringify(trees));
