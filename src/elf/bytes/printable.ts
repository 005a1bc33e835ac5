/**
 * What must never reach a reader as it is, by Unicode property, in any plane: controls and formats (\p{Cc}, \p{Cf}:
 * terminals act on them, and they reorder text, Unicode Standard Annex #9), lone surrogates, private use and
 * unassigned code points (no reader knows them), separators other than the space, and what is ignored when it is
 * drawn (Default_Ignorable_Code_Point: Hangul fillers, variation selectors, the tags of U+E0000). A person does not
 * see those, and a language model reads them. The properties do not name three more that are drawn as nothing:
 * the braille blank, the object replacement character and the musical null notehead.
 */
function isNotSeen(letter: string): boolean {
  hidden ??= /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}]/u;
  return hidden.test(letter);
}

/** Its sets are put together when it is first asked: that takes a millisecond, and activating the extension needs none. */
let hidden: RegExp | undefined;

const LINE_FEED = 0x0a;
const VISIBLE = 1;
const ESCAPED = 2;
/** What is known of each code unit: to ask the expression about every letter takes twenty times as long. */
const known = new Uint8Array(0x10000);

function isHidden(code: number): boolean {
  if (code > 0xffff) return isNotSeen(String.fromCodePoint(code));
  let answer = known[code];
  if (answer === 0) {
    answer = isNotSeen(String.fromCharCode(code)) ? ESCAPED : VISIBLE;
    known[code] = answer;
  }
  return answer === ESCAPED;
}

/** Text of unknown origin, safe to show: "a\x1b[31m", "a\u202eb", "a\u{e0041}". Applying it twice changes nothing. */
export function shown(text: string): string {
  // Nearly all text is printable ASCII.
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return escaped(text, -1, asText);
  }
  return text;
}

const BEYOND_ASCII = /[^\0-~]/;

/** JSON text whose strings hold nothing that `shown` escapes; still the same JSON value. */
export function shownJson(json: string): string {
  // Line ends stand between values only: JSON.stringify has escaped those in strings.
  return BEYOND_ASCII.test(json) ? escaped(json, LINE_FEED, asJson) : json;
}

/** At most `limit` characters, with the rest counted, never dropped in silence: "abc… (+1234)", in every language. */
export function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (+${text.length - limit})`;
}

/** In quotation marks, with what ends them, and what `shown` escapes, written as in JSON. */
export function quoted(text: string): string {
  return shownJson(JSON.stringify(text));
}

/** `kept`: a code point that stays all the same, or -1; `write`: how the others are written. */
function escaped(text: string, kept: number, write: (code: number) => string): string {
  let result = '';
  let done = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const next = at + (code > 0xffff ? 2 : 1);
    if (code !== kept && isHidden(code)) {
      result += text.slice(done, at) + write(code);
      done = next;
    }
    at = next;
  }
  return done === 0 ? text : result + text.slice(done);
}

function asText(code: number): string {
  const digits = code.toString(16);
  if (code > 0xffff) return `\\u{${digits}}`;
  return code < 0x100 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

/** JSON knows UTF-16 code units only: two escapes for a character beyond the BMP. */
function asJson(code: number): string {
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  const [high, low] = [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + (code & 0x3ff)];
  return asJson(high) + asJson(low);
}
