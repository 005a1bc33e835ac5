/** Identifiers of a text that look like names of the vDSO, wherever they stand: code, strings, comments. */

export interface Identifier {
  readonly name: string;
  /** Offset in the text. */
  readonly start: number;
}

const words = /LINUX_\d[\w.]*\w|[A-Za-z_]\w*/g;

/** Too many things are called so, or are no names. */
const common = /^_*(?:vdso|vsyscall|vdsos|vdso_?h)_*$/i;

const looksLikeOne =
  /vdso|vsyscall|vgetrandom|^_?AT_SYSINFO_EHDR$|^__kernel_(?:clock|get|time$|sync|sig|rt_|datapage|restart|vsyscall)|^LINUX_\d|^dl_sysinfo_map$/i;

export function identifiersIn(text: string): readonly Identifier[] {
  const found: Identifier[] = [];
  for (const match of text.matchAll(words)) {
    const [name] = match;
    if (looksLikeOne.test(name) && !common.test(name)) found.push({ name, start: match.index });
  }
  return found;
}
