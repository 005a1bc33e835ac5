/** The lookup of one key: verdict, each step with its bytes, and what the consumer does without it. */
import type { KeyView } from '../../src/protocol.ts';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { icon, outcomeIcon } from '../icons.ts';
import { copyLinks } from '../inspector/copyReplay.ts';
import { fieldList, stepList } from '../inspector/fields.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';

export function keyReplayElement(context: Context, key: KeyView): HTMLElement {
  const name = key.variable === '' ? key.symbol : key.variable;
  return h(
    'section',
    { class: `key-replay tone-${key.tone}`, 'aria-label': text.replayOf(name) },
    h(
      'div',
      { class: 'key-replay-head' },
      outcomeIcon(key.outcome),
      h('h3', {}, key.replay.title),
      key.symbolIndex !== undefined && showSymbolLink(context, key.symbolIndex),
    ),
    h('p', {}, key.why),
    key.more.length > 0 && fieldList(context.inspector, key.more),
    stepList(context.inspector, key.replay.steps),
    h('p', { class: 'replay-links' }, ...copyLinks(context.inspector, key.replay)),
    key.fallback !== '' &&
      h('p', { class: 'fallback' }, h('span', { class: 'note' }, text.ifMissing), ' ', key.fallback),
  );
}

export function showSymbolLink(context: Context, index: number): HTMLElement {
  const open = () => context.go(context.placeOf({ table: 'symbols', index }));
  return linkButton(text.showSymbol, open, icon('go'));
}
