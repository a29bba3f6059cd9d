// Answers each line { name: script } with a line { name: node }, where node = { type, start, end, field?, children? }, and ends
// with its input.
// The grammar puts a dozen wrappers around each value; those with a single child are left out, and so are comments.
//
// Start it with --liftoff-only: otherwise Node spends ten seconds on optimizing the grammar, which is used for one.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
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

for await (const scripts of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const trees = {};
  for (const [name, script] of Object.entries(JSON.parse(scripts))) {
    const tree = parser.parse(script);
    trees[name] = read(tree.walk());
    tree.delete();
  }
  process.stdout.write(JSON.stringify(trees) + '\n');
}
