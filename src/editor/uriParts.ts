/** Any text as one part of a path, and back. */

/** For no text: nothing that is encoded ends with it. */
const NOTHING = '%';

/** No part is empty, and none is a step to another folder for whoever tidies paths up. */
export function encodedPart(text: string): string {
  if (text === '') return NOTHING;
  const wellFormed = text.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'));
}

/** Undefined for what encodes nothing. */
export function decodedPart(text: string): string | undefined {
  if (text === NOTHING) return '';
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
