/** Which documents concern the language face. The entry bundle has this: it is asked for every such document. */

/** Language identifiers; Zig's is its extension's. */
export const languages = ['go', 'go-asm', 'c', 'cpp', 'rust', 'zig'] as const;

/** Go has rules of its own: names of its runtime, platforms in file names, raw strings in backticks. */
export function isGo(languageId: string, path: string): boolean {
  return languageId === 'go' || languageId === 'go-asm' || path.endsWith('.s');
}

const names = /vdso|VDSO|"__kernel_|"LINUX_\d/;

/** A text without any of these holds nothing that the language face knows. */
export function mentionsVdso(text: string): boolean {
  return names.test(text);
}
