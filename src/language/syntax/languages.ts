/** Which documents concern the language face. The entry bundle has this: it is asked for every such document. */
import type { Syntax } from './syntax.ts';

/** Language identifiers; Zig's is its extension's. */
export const languages = ['go', 'go-asm', 'c', 'cpp', 'rust', 'zig'] as const;

/**
 * What hovers are asked for. Assembly, Go's too where its name does not say go-asm, and linker scripts are plain text or
 * another extension's languages: by their names.
 */
export const hoverSelector: readonly { readonly language?: string; readonly pattern?: string }[] = [
  ...languages.map((language) => ({ language })),
  { pattern: '**/*.{s,S,lds}' },
];

/** Linker scripts of a vDSO, in which its exports are listed. */
export function isVersionScript(path: string): boolean {
  return /vdso[^/]*\.lds(?:\.S)?$/.test(path);
}

/** Go has rules of its own: names of its runtime, platforms in file names, raw strings in backticks. */
export function isGo(languageId: string, path: string): boolean {
  return languageId === 'go' || languageId === 'go-asm' || path.endsWith('.s');
}

/** What its text is taken apart by. */
export function syntaxOf(languageId: string, path: string): Syntax {
  if (isGo(languageId, path)) return 'go';
  return languageId === 'rust' || languageId === 'zig' ? languageId : 'c';
}

/** After __kernel_: types of the kernel are called so as well, and are in every second of its headers. */
const functions =
  'clock_get|get(?:cpu|random|timeofday|_tbfreq|_syscall_map)|time\\b|sync_dicache|(?:rt_)?sigreturn|sigtramp|vsyscall|restart_syscall|datapage_offset';
const names = new RegExp(
  `vdso|VDSO|vDSO|VSYSCALL|vgetrandom|AT_SYSINFO_EHDR|"__kernel_|"LINUX_\\d|__kernel_(?:${functions})`,
);

/** A text without any of these holds nothing that the language face knows. */
export function mentionsVdso(text: string): boolean {
  return names.test(text);
}
