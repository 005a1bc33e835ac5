/** A program that has keys of its own: what its own lookups end in, before anybody else's. */
import type { ConsumerDetailView } from '../../src/protocol.ts';
import { keyMatrix } from '../consumers/keyMatrix.ts';
import { type Context, keptKey } from '../context.ts';
import { h } from '../dom.ts';
import { messageOf } from '../host.ts';
import { verdict } from './verdicts.ts';

/** @returns undefined for files that are no such program, and images that no such program has */
export function programCard(context: Context): { element: HTMLElement; ready: Promise<void> } | undefined {
  const programs = context.summary.consumers.filter(({ program }) => program === true);
  if (programs.length === 0) return undefined;
  const keys = h('div', { class: 'program-keys' });
  const ready = Promise.all(programs.map(({ id }) => context.host.call('consumer', [id]))).then(
    (found) =>
      keys.append(...found.flatMap((program) => (program === undefined ? [] : keysOf(context, program)))),
    (error: unknown) => keys.replaceChildren(h('p', { role: 'alert' }, messageOf(error))),
  );
  const verdicts = programs.map((program) => h('li', {}, verdict(context, program)));
  return {
    element: h('div', { class: 'verdict-lists' }, h('ul', { class: 'verdicts' }, ...verdicts), keys),
    ready,
  };
}

/** Its keys and what became of each; one leads to its lookup, step by step. */
function keysOf(context: Context, program: ConsumerDetailView): HTMLElement[] {
  const { id, version, keys } = program;
  const rows = [...(version === undefined ? [] : [version]), ...keys];
  if (rows.length === 0) return [];
  const open = keyMatrix(context.inspector, program, rows, (key) => {
    context.store.view.parts[keptKey(id)] = key.symbol;
    context.go({ tab: 'consumers', consumer: id });
  });
  return [open.element];
}
