/** Keys × checks: one row per key (and the version node), one column per check the report made. */
import type { ConsumerDetailView, KeyView } from '../../src/protocol.ts';
import { h } from '../dom.ts';
import { text } from '../english.ts';
import { outcomeIcon } from '../icons.ts';

export interface KeyMatrix {
  readonly element: HTMLElement;
  readonly mark: (key: KeyView) => void;
}

export function keyMatrix(
  consumer: ConsumerDetailView,
  keys: readonly KeyView[],
  choose: (key: KeyView) => void,
): KeyMatrix {
  // The keys' checks before those that only the version node has.
  const ordered = [...keys].sort((a, b) => Number(a === consumer.version) - Number(b === consumer.version));
  const checks = [...new Set(ordered.flatMap((key) => key.fields.map((field) => field.label)))];
  const explains = new Map(keys.flatMap((key) => key.fields.map((field) => [field.label, field.explain])));
  const head = [text.key, text.symbol, text.version, text.outcome, ...checks].map((label) =>
    h('th', { scope: 'col', title: explains.get(label) }, label),
  );
  const body = h('tbody');
  const rows = new Map<KeyView, { row: HTMLElement; button: HTMLElement }>();
  for (const key of keys) {
    const made = keyRow(key, key === consumer.version, checks, choose);
    rows.set(key, made);
    body.append(made.row);
  }
  const table = h(
    'table',
    { class: 'matrix', 'aria-label': text.keysOf(consumer.name) },
    h('thead', {}, h('tr', {}, ...head)),
    body,
  );
  const scroll = {
    class: 'matrix-scroll',
    tabindex: 0,
    role: 'group',
    'aria-label': text.keysOf(consumer.name),
  };
  return {
    element: h('div', scroll, table),
    mark(chosen) {
      for (const [key, { row, button }] of rows) {
        row.classList.toggle('is-chosen', key === chosen);
        button.setAttribute('aria-pressed', String(key === chosen));
      }
    },
  };
}

function keyRow(
  key: KeyView,
  isVersion: boolean,
  checks: readonly string[],
  choose: (key: KeyView) => void,
): { row: HTMLElement; button: HTMLElement } {
  const name = key.variable === '' ? key.symbol : key.variable;
  const button = h('button', { class: 'link mono', type: 'button', 'aria-label': text.replayOf(name) }, name);
  const cells = checks.map((check) => {
    const field = key.fields.find(({ label }) => label === check);
    return h('td', { class: 'mono' }, field?.value ?? '');
  });
  const row = h(
    'tr',
    { class: `tone-${key.tone}`, onclick: () => choose(key) },
    h('th', { scope: 'row' }, button),
    h('td', { class: isVersion ? 'note' : 'mono' }, isVersion ? text.versionNode : key.symbol),
    h('td', { class: 'mono' }, isVersion && key.version === '' ? key.symbol : key.version),
    h(
      'td',
      { title: key.why },
      h(
        'span',
        { class: `outcome-tag tone-${key.tone}` },
        outcomeIcon(key.outcome),
        h('span', {}, key.outcomeText),
      ),
    ),
    ...cells,
  );
  return { row, button };
}
