/** Which JSON of a folder is looked at: source folders are full of it (package.json), and one of a fleet of reports. */

/** Bytes of a file that tell it. */
export const OTHER_JSON_HEAD = 4096;

/** A list, an object whose first name ends, or a comment, which JSON of editors and compilers may begin with. */
const JSON_OF_ANY_KIND = /^(?:\[\s*["[{\]]|\{\s*(?:"[^"]*"|\})|\{?\s*\/[/*])/;

/** Whatever somebody put before it: each of our documents has a number for its schema near its beginning. */
const SCHEMA = /"schema"\s*:\s*\d/;

/** A report whose names some other program has sorted, and a list of such. */
const SORTED_REPORT = /^(?:\[\s*)?\{\s*"(?:code"\s*:\s*\{|consumers"\s*:\s*\[)/;

/**
 * Whether it is JSON, and by its beginning not even a damaged report, nor one of another schema: of a file that nobody
 * named nothing has to be said then. What is no JSON may be the error of a host, and is not passed over.
 * @param head the first OTHER_JSON_HEAD bytes of a file
 */
export function isOtherJson(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head).trimStart();
  return JSON_OF_ANY_KIND.test(text) && !SCHEMA.test(text) && !SORTED_REPORT.test(text);
}
