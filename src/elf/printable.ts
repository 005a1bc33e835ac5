/**
 * What must never reach a screen as it is: C0 and C1 controls, line and paragraph separators, and the
 * characters that reorder or hide text (Unicode Standard Annex #9: bidirectional controls; zero width ones).
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

function escapeOne(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Text of unknown origin, safe to show: "a\x1b[31m". Applying it twice changes nothing. */
export function shown(text: string): string {
  // Nearly all text is printable ASCII, which this loop passes faster than the expression does.
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return text.replace(UNSAFE, escapeOne);
  }
  return text;
}
