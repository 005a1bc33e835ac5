const DECODER = new TextDecoder();

/** UTF-8 with replacement characters; a leading byte order mark, which TextDecoder drops, is kept. */
export function decodeUtf8(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return (marked ? '\ufeff' : '') + DECODER.decode(bytes);
}
