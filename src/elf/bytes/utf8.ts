const DECODER = new TextDecoder();

/** UTF-8 with replacement characters; a leading byte order mark, which TextDecoder drops, is kept. */
export function decodeUtf8(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return (marked ? '\ufeff' : '') + DECODER.decode(bytes);
}

/** The same up to the first NUL, as C ends its texts. */
export function decodeUntilNul(bytes: Uint8Array): string {
  const nul = bytes.indexOf(0);
  return decodeUtf8(nul < 0 ? bytes : bytes.subarray(0, nul));
}
