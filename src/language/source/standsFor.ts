/** Constants and variables that stand for one name of the vDSO: CRIU's `aarch_vdso_symbol1 = "__vdso_getcpu"`. */

export interface NamedString {
  readonly kind: 'symbol' | 'version';
  readonly name: string;
}

/** Others have too much to do with other things to be searched for. */
const isOfVdso = /vdso|vsyscall/i;

/** undefined where nothing is assigned to it, or more than one name is. @param text of the document */
export function standsFor(word: string, text: string): NamedString | undefined {
  if (!isOfVdso.test(word)) return undefined;
  const assigned = new RegExp(
    `(?:#[ \\t]*define[ \\t]+${word}[ \\t]+|\\b${word}\\b(?:\\[\\w*\\])?[^=;,(){}"\\n]{0,40}=[ \\t]*)[a-zA-Z]{0,2}"(__(?:vdso|kernel)_\\w+|LINUX_\\d[\\w.]*)(?:\\\\0)?"`,
    'g',
  );
  const names = new Set([...text.matchAll(assigned)].map(([, name = '']) => name));
  const [name] = names;
  if (name === undefined || names.size > 1) return undefined;
  return { kind: name.startsWith('LINUX_') ? 'version' : 'symbol', name };
}
