/** Writes a number as another one is written: base, case, digit separators, width and suffix. */

const written = /^(0[xX])?([0-9a-fA-F_']+?)(_?[uUiI](?:8|16|32|64|size)|[uUlL]{0,3})$/;

/** @param eightDigits hexadecimal numbers of this table are written in full width */
export function inNotationOf(text: string, value: number, eightDigits: boolean): string {
  const [, prefix = '', digits = '', suffix = ''] = written.exec(text) ?? [];
  const plain = digits.replaceAll(/['_]/g, '');
  if (prefix === '') return `${separated(String(value), digits)}${suffix}`;
  const width = plain.startsWith('0') ? plain.length : eightDigits ? 8 : 1;
  const hex = value.toString(16).padStart(width, '0');
  return `${prefix}${separated(/[A-F]/.test(plain) ? hex.toUpperCase() : hex, digits)}${suffix}`;
}

/** Whether one of the numbers was filled up to eight digits. */
export function usesEightDigits(texts: Iterable<string>): boolean {
  for (const text of texts)
    if (/^0[xX]0[0-9a-fA-F]{7}(?![0-9a-fA-F])/.test(text.replaceAll(/['_](?=[0-9a-fA-F])/g, ''))) return true;
  return false;
}

/** Groups of as many digits as the last one of `like` has. */
function separated(digits: string, like: string): string {
  const [separator] = /['_]/.exec(like) ?? [];
  if (separator === undefined) return digits;
  const size = like.length - like.lastIndexOf(separator) - 1;
  return size === 0 ? digits : digits.replaceAll(new RegExp(`\\B(?=(?:\\w{${size}})+$)`, 'g'), separator);
}

const conversion =
  /^(?:U?INT(?:32|64)?_C|(?:std_)?u?int(?:32|64)?(?:_t)?|[ui](?:32|64)|U?Elf(?:32|64)_Word)$/;

/** What a number may be wrapped in: UINT32_C(1), uint32(1), uint32_t{1}. */
export function isConversion(word: string): boolean {
  return conversion.test(word);
}
