// How the house stands: which room may import which, no circle of files or folders, no exported name with two
// meanings. `node lint/rooms.mjs [FOLDER]` prints what is wrong, a line each, and ends with 1; a step of `npm test`.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Each room, with the rooms and modules it may import besides itself. The longest name counts. 'node:' stands for
 * all of Node. docs/architecture.md says what each room is for.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const rooms = {
  'src/elf': [],
  'src/demangle': [],
  'src/code': ['src/elf'],
  'src/consumers': ['src/elf'],
  'src/sources': ['src/elf', 'node:'],
  'src/clocks': ['src/elf', 'src/code', 'src/sources'],
  'src/files': ['src/elf', 'src/sources', 'node:'],
  'src/report': ['src/elf', 'src/demangle', 'src/code', 'src/consumers', 'src/clocks'],
  'src/rpc': [],
  'src/session': [
    'src/elf',
    'src/demangle',
    'src/code',
    'src/consumers',
    'src/clocks',
    'src/sources',
    'src/report',
    'src/rpc',
    'node:',
    '@alexaltea/capstone-js',
  ],
  'src/protocol.ts': ['src/elf', 'src/consumers', 'src/report', 'src/session'],
  'src/plainText': ['src/elf', 'src/report', 'vscode'],
  'src/cli': [
    'src/elf',
    'src/code',
    'src/consumers',
    'src/clocks',
    'src/sources',
    'src/files',
    'src/report',
    'src/session',
    'node:',
  ],
  'src/cli.ts': ['src/cli', 'src/elf', 'src/files', 'src/report', 'src/session', 'src/sources', 'node:'],
  'src/library.ts': ['src/elf', 'src/consumers', 'src/sources'],
  'src/editor': below('src/protocol.ts', 'src/rpc'),
  'src/language': below(),
  'src/tools': below(),
  // What stands in for Node's modules in the build for browsers (scripts/build/browser.mjs).
  'src/web': ['src/elf', 'src/code', 'src/sources', 'src/session', 'src/plainText', 'src/tools'],
  'src/extension.ts': below('src/editor', 'src/language', 'src/tools'),
  webview: ['src/protocol.ts', 'src/rpc', '@vscode/webview-ui-toolkit'],
};

/** What every face in VS Code may import. @param {readonly string[]} more */
function below(...more) {
  const rest = [
    'src/elf',
    'src/code',
    'src/consumers',
    'src/clocks',
    'src/sources',
    'src/files',
    'src/report',
    'src/session',
  ];
  return [...rest, 'src/plainText', 'node:', 'vscode', ...more];
}

/**
 * @typedef {{ readonly from: string, readonly to: string }} Import both from the project's folder; a module by name
 * @typedef {{ readonly imports: readonly Import[], readonly exports: readonly { file: string, name: string }[] }} House
 */

/** Reads all of src/ and webview/. @param {string} root @returns {House} */
export function readHouse(root) {
  /** @type {Import[]} */
  const imports = [];
  /** @type {{ file: string, name: string }[]} */
  const exports = [];
  for (const file of ['src', 'webview'].flatMap((folder) => sourceFiles(root, folder))) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, stated, specifier = stated ?? ''] of text.matchAll(
      /^(?:import|export|\})(?:[^'\n=]* from)? '([^']+)';|\bimport\('([^']+)'\)/gm,
    )) {
      const to = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
      if (to !== '') imports.push({ from: file, to });
    }
    const declared =
      /^export (?:abstract |async |declare )*(?:interface|class|type|function\*?|const|let|enum) (\w+)/gm;
    for (const [, name = ''] of text.matchAll(declared)) exports.push({ file, name });
  }
  return { imports, exports };
}

/** @param {string} root @param {string} folder @returns {string[]} */
function sourceFiles(root, folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name))
    .sort();
}

/** Every fault of the house, a sentence each. @param {House} house @returns {string[]} */
export function faults({ imports, exports }) {
  return [...strangers(imports), ...circles(imports), ...homonyms(exports)];
}

/** @param {readonly Import[]} imports */
function strangers(imports) {
  return imports
    .filter(({ from, to }) => !mayImport(from, to))
    .map(({ from, to }) => `${from} imports ${to}: ${roomOf(from) ?? from} may not.`);
}

/** @param {string} from @param {string} to */
export function mayImport(from, to) {
  const room = roomOf(from);
  if (room === undefined) return false;
  return [room, ...(rooms[room] ?? [])].some((each) =>
    each.endsWith(':') ? to.startsWith(each) : to === each || to.startsWith(`${each}/`),
  );
}

/** @param {string} file */
function roomOf(file) {
  return Object.keys(rooms)
    .filter((room) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * In every folder: its files and its folders, each folder as one, import each other in no circle.
 * @param {readonly Import[]} imports
 */
function circles(imports) {
  /** @type {Map<string, Map<string, Map<string, string>>>} folder -> member -> what it imports there -> by which files */
  const folders = new Map();
  for (const { from, to } of imports) {
    const [source, target] = [from.split('/'), to.split('/')];
    const shared = source.findIndex((part, at) => part !== target[at]);
    // The first level at which they part is the only one at which they are two.
    if (shared <= 0) continue;
    const member = (/** @type {string[]} */ parts) => parts.slice(0, shared + 1).join('/');
    const folder = source.slice(0, shared).join('/');
    const graph = folders.get(folder) ?? folders.set(folder, new Map()).get(folder);
    const targets = graph?.get(member(source)) ?? graph?.set(member(source), new Map()).get(member(source));
    targets?.set(member(target), `${from} imports ${to}`);
  }
  return [...folders].flatMap(([folder, graph]) => {
    const circle = circleIn(graph);
    if (circle === undefined) return [];
    const links = circle.map((member, at) => graph.get(member)?.get(circle[at + 1] ?? circle[0] ?? ''));
    return [`A circle in ${folder}: ${links.join(', ')}.`];
  });
}

/** @param {Map<string, Map<string, string>>} graph @returns {string[] | undefined} */
function circleIn(graph) {
  const done = new Set();
  /** @param {string} member @param {string[]} way @returns {string[] | undefined} */
  const visit = (member, way) => {
    const at = way.indexOf(member);
    if (at >= 0) return way.slice(at);
    if (done.has(member)) return undefined;
    for (const next of graph.get(member)?.keys() ?? []) {
      const circle = visit(next, [...way, member]);
      if (circle !== undefined) return circle;
    }
    done.add(member);
    return undefined;
  };
  for (const member of graph.keys()) {
    const circle = visit(member, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

/** @param {House['exports']} exports */
function homonyms(exports) {
  /** @type {Map<string, Set<string>>} */
  const files = new Map();
  for (const { file, name } of exports) files.set(name, (files.get(name) ?? new Set()).add(file));
  return [...files]
    .filter(([, where]) => where.size > 1)
    .map(([name, where]) => `${name} is exported with ${where.size} meanings: ${[...where].join(', ')}.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = faults(readHouse(process.argv[2] ?? path.resolve(import.meta.dirname, '..')));
  for (const fault of found) console.error(fault);
  process.exitCode = found.length > 0 ? 1 : 0;
}
