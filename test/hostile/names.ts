/** Texts that act on a terminal, on an object, on a parser of Markdown or icons, or that nobody sees. */
import type { Random } from './random.ts';

export const hostileTexts: readonly string[] = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'red\u001b[31m',
  'title\u001b]0;x\u0007',
  'c1\u009b31m',
  'a\u202eb\u2066c',
  'line\nbreak\r\n',
  'tab\there',
  'zero\u200bwidth\ufeff',
  'soft\u00adhyphen\u3164\u115f',
  'braille\u2800blank',
  '\u{e0001}\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}',
  'variation\ufe0f\u{e0100}',
  '\u2028separator\u2029',
  '<img src=x onerror=alert(1)>',
  '[link](command:workbench.action.quit)',
  '$(alert) icon ~spin',
  '`code` **bold** | cell |',
  '{{constructor}} %s %n',
  '../../../../etc/passwd',
  '\ud800',
  'runtime.vdsoSymbolKeys',
  '__vdso_clock_gettime',
  '__kernel_clock_gettime',
  'LINUX_2.6',
  '\u0000',
  '',
];

const encoder = new TextEncoder();

/** As it stands in a string table, mostly with its end. */
export function hostileName(random: Random): Uint8Array {
  const text = random.chance(4)
    ? random.pick(hostileTexts).repeat(1 + random.below(40))
    : random.pick(hostileTexts);
  return encoder.encode(random.chance(3) ? text : `${text}\0`);
}
