/** What came of looking a name up: hashes and buckets, the names that may be meant, and the search step by step. */
import type { LookupView } from '../../src/protocol.ts';
import { showSymbolLink } from '../consumers/keyReplay.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { icon, outcomeIcon } from '../icons.ts';
import { fieldList, replayItem } from '../inspector/fields.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';

/** @param again looks another name up in its place */
export function lookupResult(
  context: Context,
  lookup: LookupView,
  again: (name: string) => void,
): HTMLElement {
  const { inspector } = context;
  return h(
    'div',
    { class: 'page lookup-result' },
    h('h2', { class: 'mono' }, lookup.title),
    fieldList(inspector, lookup.fields),
    links(context, lookup),
    ...lookup.notes.map((note) => h('p', {}, note)),
    lookup.nearest.length > 0 &&
      h(
        'p',
        {},
        text.didYouMean,
        ...lookup.nearest.flatMap((each) => [' ', linkButton(each.text, () => again(each.name))]),
      ),
    ...lookup.searches.map((search) => searchElement(context, search)),
  );
}

function links(context: Context, { symbolIndex: index, buckets }: LookupView): HTMLElement | undefined {
  const { go, placeOf } = context;
  const made = [
    index !== undefined && showSymbolLink(context, index),
    ...buckets.map(({ kind, bucket }) => {
      const table = kind === 'gnu' ? 'gnuBuckets' : 'sysvBuckets';
      return linkButton(
        text.showBucket(kind, bucket),
        () => go(placeOf({ table, index: bucket })),
        icon('go'),
      );
    }),
  ];
  return made.some(Boolean) ? h('p', { class: 'lookup-links' }, ...made) : undefined;
}

function searchElement(context: Context, search: LookupView['searches'][number]): HTMLElement {
  const { inspector } = context;
  return h(
    'section',
    { class: `key-replay tone-${search.tone}`, 'aria-label': search.label },
    h(
      'div',
      { class: 'key-replay-head' },
      outcomeIcon(search.outcome),
      h('h3', {}, text.labelled(search.label, search.outcomeText)),
    ),
    ...search.paragraphs.map((paragraph) => h('p', {}, paragraph)),
    fieldList(inspector, search.fields),
    ...search.replays.map((replay, at) => replayItem(inspector, replay, at === 0)),
  );
}
