/** Which link of a cell is meant: by the place of a click in its text, or the only one. */
import type { LinkTarget, RowView } from '../../src/protocol.ts';

export function linkIn(
  row: RowView,
  position: number,
  event: MouseEvent | KeyboardEvent,
  element: Element | undefined,
): LinkTarget | undefined {
  const links = row.links?.filter(({ cell }) => cell === position) ?? [];
  if ('key' in event) return event.key === 'Enter' && links.length === 1 ? links[0]?.to : undefined;
  const node = element?.lastChild;
  if (!(node instanceof Text)) return undefined;
  let from = 0;
  for (const { text, to } of links) {
    const at = node.data.indexOf(text, from);
    if (at < 0) continue;
    from = at + text.length;
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, from);
    const { left, right } = range.getBoundingClientRect();
    if (event.clientX >= left && event.clientX <= right) return to;
  }
  return undefined;
}
