// Loads an extension's entry and activates it, as an extension host would, with a `vscode` that takes every call and
// does nothing. Prints the milliseconds of both together. Usage: node activate.cjs ENTRY
/** @type {any} what replaces a module for `require` is no part of Node's types */
const Module = require('node:module');

/** @type {any} */
const nothing = new Proxy(class {}, {
  get: (_target, name) => {
    if (name === 'then') return undefined;
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
