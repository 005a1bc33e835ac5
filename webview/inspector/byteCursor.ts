/**
 * A cursor over a hex dump: a click or the arrows choose a byte, and what it belongs to stands below. Bytes are no
 * elements of their own, of which there would be thousands: the chosen one is marked as a range of its text.
 */
import type { BytePlaceView, BytesView, LinkTarget } from '../../src/protocol.ts';
import { h } from '../dom.ts';
import { text } from '../text.ts';
import { linkButton } from '../widgets.ts';

const LINE = 16;
const HALF = 8;
const MARK = 'byte';

/**
 * What stands below the dump.
 * @param scroll what holds the dump and takes the keys
 * @param places what the byte at an offset belongs to
 */
export function byteCursor(
  view: BytesView,
  table: HTMLElement,
  scroll: HTMLElement,
  places: (offset: number) => Promise<BytePlaceView>,
  go: (target: LinkTarget) => void,
  report: (error: unknown) => void,
): HTMLElement {
  const [first] = view.rows;
  const start = Number.parseInt(first?.offset ?? '0', 16);
  const counts = view.rows.map((row) => row.hex.split(/ +/).length);
  const count = (view.rows.length - 1) * LINE + (counts.at(-1) ?? 0);
  const element = h('div', { class: 'byte-place', role: 'status' }, h('p', { class: 'note' }, text.byteHint));
  let chosen: number | undefined;
  let asked = 0;

  const choose = async (at: number): Promise<void> => {
    chosen = Math.max(0, Math.min(count - 1, at));
    mark(table, chosen);
    const ask = ++asked;
    const place = await places(start + chosen);
    if (ask === asked) element.replaceChildren(...placeElements(place, go));
  };

  table.addEventListener('click', (event) => {
    const at = byteUnder(table, event);
    if (at !== undefined) choose(at).catch(report);
  });
  scroll.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : (chosen ?? -step) + step;
    choose(next).catch(report);
    const row = table.children[Math.floor((chosen ?? 0) / LINE)];
    row?.scrollIntoView({ block: 'nearest' });
  });
  return element;
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -LINE,
  ArrowDown: LINE,
  PageUp: -8 * LINE,
  PageDown: 8 * LINE,
  Home: 0,
  End: 0,
};

function placeElements(place: BytePlaceView, go: (target: LinkTarget) => void): HTMLElement[] {
  const title = h('p', {}, h('span', { class: 'mono' }, place.offset), ' ', place.note ?? '');
  const fields = place.fields.map(({ text: name, bytes, row }) =>
    h(
      'li',
      {},
      row === undefined ? name : linkButton(name, () => go(row)),
      ' ',
      h('span', { class: 'note' }, bytes),
    ),
  );
  return fields.length === 0 ? [title] : [title, h('ul', { class: 'byte-fields' }, ...fields)];
}

/** The two halves of a line's bytes, each one text. */
function halvesOf(row: Element | undefined): readonly (Node | null)[] {
  return [...(row?.querySelectorAll('.hex-bytes > span') ?? [])].map((half) => half.firstChild);
}

function mark(table: HTMLElement, at: number): void {
  const node = halvesOf(table.children[Math.floor(at / LINE)])[Math.floor((at % LINE) / HALF)];
  const from = (at % HALF) * 3;
  CSS.highlights.delete(MARK);
  if (node === null || node === undefined || from + 2 > (node.textContent ?? '').length) return;
  const range = new Range();
  range.setStart(node, from);
  range.setEnd(node, from + 2);
  CSS.highlights.set(MARK, new Highlight(range));
}

/** The byte whose digits a click came down on. */
function byteUnder(table: HTMLElement, { clientX, clientY }: MouseEvent): number | undefined {
  const caret = document.caretRangeFromPoint(clientX, clientY);
  if (caret === null) return undefined;
  const { startContainer: node, startOffset } = caret;
  const row = node.parentElement?.closest('.hex-row');
  const half = halvesOf(row ?? undefined).indexOf(node);
  if (row === null || row === undefined || half < 0) return undefined;
  return [...table.children].indexOf(row) * LINE + half * HALF + Math.floor(startOffset / 3);
}
