/**
 * The instructions of a function: a windowed grid with the lines of jumps beside it. Enter on what an instruction leads
 * to goes there, elsewhere it shows the bytes; Escape leads back.
 */
import type { CodeLinkView, InstructionView, InstructionWindow } from '../../src/protocol.ts';
import { type Context, eventRange, type View } from '../context.ts';
import { explainWhenClipped, h } from '../dom.ts';
import { focusAsked } from '../focus.ts';
import { type Drawing, makeDrawing } from '../hash/drawing.ts';
import { isAbort, messageOf } from '../host.ts';
import { icon } from '../icons.ts';
import { blockSize } from '../table/windowCache.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';
import { gutter, gutterWidth, rowHeight } from './gutter.ts';
import { say } from './words.ts';

/** Which cell says where an instruction leads. */
const LINK_CELL = 3;

export function listingView(context: Context): View {
  const { host, store, inspector, report } = context;
  const head = h('div', { class: 'listing-head' });
  const body = h('div', { class: 'listing-body' });
  const element = h('section', { class: 'listing', 'aria-label': say.listing }, head, body);
  let drawing: Drawing | undefined;
  let request = new AbortController();

  const keep = (place: string, row: number): void => {
    store.view.code = { place, row };
    store.save();
  };

  /**
   * @param at the row to show, where that is not the one of the place
   * @param scroll whether to scroll there: the position that was kept is the one of the row otherwise
   */
  const open = async (
    place: string,
    takeFocus: boolean,
    at: number | undefined,
    scroll: boolean,
  ): Promise<void> => {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    const giveFocus = focusAsked();
    try {
      const first = await host.call('instructions', [{ place, start: 0, count: blockSize }], signal);
      const row = at ?? first.row;
      drawing?.dispose();
      if (scroll) store.view.drawings['code'] = Math.max(0, row - 4);
      keep(place, row);
      head.replaceChildren(...headOf(first));
      drawing = listing(first, place);
      body.replaceChildren(drawing.element);
      drawing.grid.select(Math.min(row, Math.max(0, first.rowCount - 1)), 0, 'none');
      if (takeFocus) giveFocus(drawing.grid.element);
    } catch (error) {
      if (isAbort(error)) return;
      report(error);
      head.replaceChildren(h('p', { role: 'alert' }, text.code.notRead(messageOf(error))));
    }
  };

  const go = (place: string): void => context.go({ tab: 'code', part: 'listing', place });

  const headOf = ({ title, about, note, before, after, functionIndex }: InstructionWindow): HTMLElement[] => {
    const links = [
      before !== undefined && linkButton(say.before, () => go(before)),
      after !== undefined && linkButton(say.after, () => go(after)),
      functionIndex !== undefined &&
        linkButton(say.details, () =>
          context.go({ tab: 'code', part: 'functions', table: 'functions', index: functionIndex }),
        ),
    ];
    return [
      h('h2', { class: 'listing-title mono' }, title),
      h('p', { class: 'listing-about' }, about),
      h('div', { class: 'listing-links' }, ...links),
      ...(note === undefined ? [] : [h('p', { class: 'code-note' }, note)]),
    ];
  };

  const listing = (first: InstructionWindow, place: string): Drawing => {
    const made: Drawing = makeDrawing<InstructionView>(context, {
      name: 'code',
      look: 'instructions',
      label: `${first.title}: ${say.listing}`,
      count: first.rowCount,
      rowHeight,
      head: say.columns.map((title) =>
        h('div', { class: 'cell head-cell', role: 'columnheader', title: say.hint }, title),
      ),
      load: async (start, count, signal) =>
        start === 0 && first.rows.length >= Math.min(count, first.rowCount)
          ? first.rows
          : (await host.call('instructions', [{ place, start, count }], signal)).rows,
      fill: fillRow,
      moved: (row) => keep(place, row),
      opened(row, cell, instruction, takeFocus) {
        keep(place, row);
        if (instruction === undefined) return;
        const { link, address, offset, length } = instruction;
        if (cell === LINK_CELL && link !== undefined) follow(link, made);
        else inspector.showBytes(address, { offset, length }, made.grid.element, takeFocus);
      },
    });
    made.grid.element.addEventListener('mouseover', (event) => explainWhenClipped(event, '.cell.clips'));
    made.grid.element.style.setProperty('--jumps', `${gutterWidth(first.arrowColumns)}px`);
    return made;
  };

  const follow = (link: CodeLinkView, { grid }: Drawing): void => {
    const range = eventRange(link);
    if (link.place !== undefined) go(link.place);
    else if (range !== undefined) inspector.showBytes(link.text, range, grid.element);
  };

  const kept = store.view.code?.place;
  if (kept === undefined) head.append(h('p', { class: 'code-note' }, say.choose));
  return {
    element,
    ...(kept === undefined ? {} : { ready: open(kept, false, store.view.code?.row, false) }),
    show: ({ place, index }) => {
      if (place !== undefined) void open(place, true, index, true);
    },
    here() {
      const { place, row } = store.view.code ?? {};
      return place === undefined ? {} : { place, ...(row !== undefined && { index: row }) };
    },
    dispose() {
      request.abort();
      drawing?.dispose();
    },
  };
}

function fillRow(element: HTMLElement, _row: number, item: InstructionView | undefined): void {
  element.className = 'grid-row';
  if (item === undefined) {
    element.replaceChildren(cell('', text.loadingRow));
    return;
  }
  const { address, bytes, assembly, link, note, mark, arrows } = item;
  element.replaceChildren(
    cell('mono', gutter(arrows), address),
    cell('mono clips', bytes),
    cell(
      'mono clips',
      mark && h('span', { class: `mark is-${mark}` }, icon(mark, say.marks[mark])),
      assembly,
    ),
    cell(
      'clips',
      link && h('span', { class: 'mono code-link' }, link.text),
      link !== undefined && note !== '' && ' · ',
      note,
    ),
  );
}

function cell(look: string, ...children: Parameters<typeof h>[2][]): HTMLElement {
  return h('div', { class: `cell ${look}`, role: 'gridcell' }, ...children);
}
