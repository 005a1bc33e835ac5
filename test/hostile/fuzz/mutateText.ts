/** Mutates texts: sources, arguments, files of /proc. */
import { hostileTexts } from '../names.ts';
import type { Random } from '../random.ts';

const MAX_STEPS = 8;
/** What a lexer or a parser of numbers trips over. */
const PIECES = [
  '"',
  "'",
  '`',
  '\\',
  '/*',
  '*/',
  '//',
  '#"',
  'R"x(',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ',',
  '\n',
  '\r\n',
  '0x',
  '0xffffffffffffffffffff',
  '-1',
  '1e999',
  '9'.repeat(40),
  '\u00b7',
  '\ud83d\ude00',
  '\ud83d',
  '\0',
];
/** Characters of one text at most: rooms are to meet many, not to wait for one. */
const LONGEST = 1 << 16;

export function mutateText(text: string, random: Random): string {
  let result = text;
  for (let step = 1 + random.below(MAX_STEPS); step > 0; step--) result = once(result, random);
  return result.slice(0, LONGEST);
}

function once(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const end = at + random.below(random.pick([2, 16, 200]));
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, at) + text.slice(at, end).repeat(2 + random.below(4)) + text.slice(end);
    case 3:
      return text.slice(0, at) + random.pick(hostileTexts) + text.slice(at);
    case 4: {
      const to = random.below(text.length + 1);
      return text.slice(0, to) + text.slice(at, end) + text.slice(to);
    }
    case 5:
      return (
        text.slice(0, at) +
        String.fromCharCode(random.below(random.pick([128, 0x10000]))) +
        text.slice(at + 1)
      );
    case 6: {
      // One piece many times: what is opened and never closed, nested, or repeated.
      const piece = random.pick(PIECES);
      return text.slice(0, at) + piece.repeat(1 + random.below(random.pick([1, 10, 2000]))) + text.slice(at);
    }
    default:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(end);
  }
}
