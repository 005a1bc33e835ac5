/** Which documents concern the language face. The entry bundle has this: it is asked for every such document. */
import type { Syntax } from './syntax.ts';

/** Language identifiers; Zig's is its extension's. */
export const languages = ['go', 'go-asm', 'c', 'cpp', 'rust', 'zig'] as const;

/** What hovers are asked for: Go assembly is plain text, or another extension's language, where its name does not say go-asm. */
export const hoverSelector: readonly { readonly language?: string; readonly pattern?: string }[] = [
  ...languages.map((language) => ({ language })),
  { pattern: '**/*.s' },
];

/** Go has rules of its own: names of its runtime, platforms in file names, raw strings in backticks. */
export function isGo(languageId: string, path: string): boolean {
  return languageId === 'go' || languageId === 'go-asm' || path.endsWith('.s');
}

/** What its text is taken apart by. */
export function syntaxOf(languageId: string, path: string): Syntax {
  if (isGo(languageId, path)) return 'go';
  return languageId === 'rust' || languageId === 'zig' ? languageId : 'c';
}

const names = /vdso|VDSO|"__kernel_|"LINUX_\d/;

/** A text without any of these holds nothing that the language face knows. */
export function mentionsVdso(text: string): boolean {
  return names.test(text);
}
