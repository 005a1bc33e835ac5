/** What can be typed into the filter, below the button that asks for it. Words that ask by themselves can be pressed. */
import type { TableView } from '../../src/protocol.ts';
import { h, uniqueId } from '../dom.ts';
import { popUp } from '../menu.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';

/** @param add puts a word into the filter */
export function openFilterHelp(button: HTMLElement, table: TableView, add: (word: string) => void): void {
  const say = text.filterHelp;
  const title = h('h2', { id: uniqueId('help') }, say.title);
  const list = h('dl', {});
  const line = (term: Node | string, meaning: string): void =>
    list.append(h('dt', { class: 'mono' }, term), h('dd', {}, meaning));
  for (const [example, meaning] of say.forms) line(example, meaning);
  for (const word of table.quickFilters ?? []) {
    const press = (): void => {
      help.hidePopover();
      add(word);
    };
    line(linkButton(word, press), say.quick[word]);
  }
  const columns = table.columns.map(({ title: each }) => each.toLowerCase().replace(/\s+/g, '-'));
  const help = h(
    'div',
    { class: 'menu filter-help', role: 'dialog', popover: 'auto', tabindex: -1, 'aria-labelledby': title.id },
    title,
    list,
    h('p', { class: 'note' }, say.columns(columns.join(' · '))),
  );
  const { left, bottom } = button.getBoundingClientRect();
  popUp(help, { x: left, y: bottom + 2 }, button);
  (help.querySelector('button') ?? help).focus();
}
