/** Rows of a hex dump. */
import type { BytesView } from '../viewModel/bytes.ts';
import type { Words } from '../words.ts';

const ROW = 16;

/** `wanted` is how many bytes were asked for; fewer are shown when the image ends or the view is full. */
export function bytesView({ report }: Words, offset: number, bytes: Uint8Array, wanted: number): BytesView {
  const rows: BytesView['rows'][number][] = [];
  for (let at = 0; at < bytes.length; at += ROW)
    rows.push(rowView(offset + at, bytes.subarray(at, at + ROW)));
  return {
    title: report.bytesTitle(offset, wanted),
    rows,
    ...(bytes.length < wanted ? { note: report.onlyPart(bytes.length, wanted) } : {}),
  };
}

function rowView(offset: number, bytes: Uint8Array): BytesView['rows'][number] {
  let hex = '';
  let ascii = '';
  bytes.forEach((byte, i) => {
    hex += `${i === 8 ? '  ' : i === 0 ? '' : ' '}${byte.toString(16).padStart(2, '0')}`;
    ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
  });
  return { offset: offset.toString(16).padStart(8, '0'), hex, ascii };
}
