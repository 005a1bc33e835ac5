/** What a report's writer gives, as one text: each piece is decoded before the next is asked for. */
export function joined(pieces: Iterable<Uint8Array>): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (const piece of pieces) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}
