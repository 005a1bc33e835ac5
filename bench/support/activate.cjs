// Loads an extension's entry and activates it, as an extension host would for the first C file that is opened, with a
// `vscode` that takes every call and does nothing. The file has no vDSO names. Prints the milliseconds of both together.
// Usage: node activate.cjs ENTRY
/** @type {any} what replaces a module for `require` is no part of Node's types */
const Module = require('node:module');

const text = 'int main(void) { return 0; }'.repeat(2000);
const document = { languageId: 'c', version: 1, getText: () => text, uri: { path: '/a.c' } };
/** @type {Record<PropertyKey, unknown>} */
const given = { textDocuments: [document], activeTextEditor: undefined, language: 'en' };

/** @type {any} */
const nothing = new Proxy(class {}, {
  get: (_target, name) => {
    if (name === 'then') return undefined;
    if (Object.hasOwn(given, name)) return given[name];
    if (name === Symbol.iterator) return () => [][Symbol.iterator]();
    return name === Symbol.toPrimitive ? () => '' : nothing;
  },
  apply: () => nothing,
  construct: () => nothing,
  // Bundles copy a module's own names, and leave the others to what it inherits from.
  getPrototypeOf: () => nothing,
});
const load = Module._load;
Module._load = (/** @type {string} */ request, /** @type {unknown[]} */ ...rest) =>
  request === 'vscode' ? nothing : load(request, ...rest);

const started = process.hrtime.bigint();
const { activate } = require(process.argv[2] ?? '');
activate({
  subscriptions: [],
  extension: { id: '', packageJSON: { version: '' } },
  asAbsolutePath: String,
});
process.stdout.write(String(Number(process.hrtime.bigint() - started) / 1e6));
