/**
 * Keys × checks: one row per key (and the version node), one column per check the report made. Of who takes the whole
 * image: one row per need, with what the image has and what follows without it.
 */
import type { ConsumerDetailView, KeyView } from '../../src/protocol.ts';
import type { InspectorApi } from '../context.ts';
import { h } from '../dom.ts';
import { outcomeIcon } from '../icons.ts';
import { fieldValue } from '../inspector/fields.ts';
import { scrollStrip } from '../strip.ts';
import { text } from '../text.ts';

export interface KeyMatrix {
  readonly element: HTMLElement;
  readonly mark: (key: KeyView) => void;
}

type MadeRow = { readonly row: HTMLElement; readonly button: HTMLElement };

export function keyMatrix(
  inspector: InspectorApi,
  consumer: ConsumerDetailView,
  keys: readonly KeyView[],
  choose: (key: KeyView) => void,
): KeyMatrix {
  const checks = [...new Set(keys.flatMap((key) => key.fields.map((field) => field.label)))];
  const explains = new Map(keys.flatMap((key) => key.fields.map((field) => [field.label, field.explain])));
  const { wholeImage } = consumer;
  const columns = wholeImage
    ? [text.need, text.outcome, text.found, text.consequence]
    : [text.key, text.symbol, text.outcome, ...checks, text.version];
  const head = columns.map((label) => h('th', { scope: 'col', title: explains.get(label) }, label));
  const label = (wholeImage ? text.needsOf : text.keysOf)(consumer.name);
  const body = h('tbody');
  const rows = new Map<KeyView, MadeRow>();
  for (const key of keys) {
    const made = wholeImage
      ? needRow(key, choose)
      : keyRow(inspector, key, key === consumer.version, checks, choose);
    rows.set(key, made);
    body.append(made.row);
  }
  const table = h(
    'table',
    { class: 'matrix', 'aria-label': label },
    h('thead', {}, h('tr', {}, ...head)),
    body,
  );
  const scroll = {
    class: 'matrix-scroll',
    tabindex: 0,
    role: 'group',
    'aria-label': label,
  };
  return {
    element: scrollStrip(h('div', scroll, table), false),
    mark(chosen) {
      for (const [key, { row, button }] of rows) {
        row.classList.toggle('is-chosen', key === chosen);
        button.setAttribute('aria-pressed', String(key === chosen));
      }
    },
  };
}

function keyRow(
  inspector: InspectorApi,
  key: KeyView,
  isVersion: boolean,
  checks: readonly string[],
  choose: (key: KeyView) => void,
): MadeRow {
  const name = key.variable === '' ? key.symbol : key.variable;
  const button = h('button', { class: 'link mono', type: 'button', 'aria-label': text.replayOf(name) }, name);
  const cells = checks.map((check) => {
    const field = key.fields.find(({ label }) => label === check);
    return h('td', { class: 'mono' }, ...(field === undefined ? [] : fieldValue(inspector, field)));
  });
  const row = h(
    'tr',
    {
      class: `tone-${key.tone}`,
      onclick: ({ target }: MouseEvent) => {
        // A link in a cell leads elsewhere.
        if (!(target instanceof Element && target.closest('td button'))) choose(key);
      },
    },
    h('th', { scope: 'row' }, button),
    h('td', { class: isVersion ? 'note' : 'mono' }, isVersion ? text.versionNode : key.symbol),
    outcomeCell(key),
    ...cells,
    h('td', { class: 'mono' }, isVersion && key.version === '' ? key.symbol : key.version),
  );
  return { row, button };
}

function needRow(key: KeyView, choose: (key: KeyView) => void): MadeRow {
  const label = { class: 'link', type: 'button', 'aria-label': text.checkOf(key.symbol) };
  const button = h('button', label, key.symbol);
  const row = h(
    'tr',
    { class: `need-row tone-${key.tone}`, onclick: () => choose(key) },
    h('th', { scope: 'row' }, button),
    outcomeCell(key),
    h('td', {}, key.why),
    h('td', {}, key.fallback),
  );
  return { row, button };
}

function outcomeCell(key: KeyView): HTMLElement {
  const tag = { class: `outcome-tag tone-${key.tone}` };
  return h(
    'td',
    { title: key.why },
    h('span', tag, outcomeIcon(key.outcome), h('span', {}, key.outcomeText)),
  );
}
