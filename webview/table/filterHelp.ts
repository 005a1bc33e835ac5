/** What can be typed into the filter, below the button that asks for it. Words that ask by themselves can be pressed. */
import type { TableView } from '../../src/protocol.ts';
import { h, uniqueId } from '../dom.ts';
import { place } from '../menu.ts';
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
  help.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    const hadFocus = help.contains(document.activeElement) || document.activeElement === document.body;
    help.remove();
    if (hadFocus) button.focus();
  });
  document.body.append(help);
  help.showPopover();
  const { left, bottom } = button.getBoundingClientRect();
  place(help, { x: left, y: bottom + 2 });
  (help.querySelector('button') ?? help).focus();
}
