/**
 * `node --import` this, with MUTANT naming a JSON file of a module's address and text: that module has this text.
 * Nothing is written into the tree; threads and processes that a test starts have it as well, by NODE_OPTIONS.
 */
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';

type Load = (url: string, context: unknown) => unknown;

/** Of Node 22.15 and newer; the types are those of the oldest Node that runs the extension. */
const { registerHooks } = nodeModule as unknown as {
  registerHooks(hooks: { load(url: string, context: unknown, next: Load): unknown }): void;
};

const { url, text } = JSON.parse(readFileSync(process.env['MUTANT'] ?? '', 'utf8')) as {
  url: string;
  text: string;
};
registerHooks({
  load: (each, context, next) =>
    each === url ? { format: 'module-typescript', source: text, shortCircuit: true } : next(each, context),
});
