/** Where Go's assembly goes when the vDSO has no such function: a label below, and the system call there. */

export interface GoFallback {
  readonly label: string;
  /** From 1. */
  readonly line: number;
  /** "SYS_clock_gettime" */
  readonly call: string;
  /** Of the file's own definition: "113", "SYS_BASE + 263". */
  readonly number?: string;
}

/** @param offset of the variable, in a function of the file */
export function goFallback(text: string, offset: number): GoFallback | undefined {
  const rest = text.slice(offset);
  const next = rest.search(/^TEXT /m);
  const body = next === -1 ? rest : rest.slice(0, next);
  const found = /^(fallback\w*):(?:[^\n]*\n){1,4}?[^\n]*\$(SYS_\w+)/m.exec(body);
  const [, label, call] = found ?? [];
  if (!found || label === undefined || call === undefined) return undefined;
  const line = text.slice(0, offset + found.index).split('\n').length;
  const number = new RegExp(`^#define ${call}\\s+\\(?([\\w +]*\\d)`, 'm').exec(text)?.[1];
  return { label, line, call, ...(number !== undefined && { number }) };
}
