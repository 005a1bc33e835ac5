/** Sentences about one symbol. */
import type { FieldWords } from '../fields.ts';

export const symbolSentences = {
  title: (index: number, name: string, version: string): string =>
    `${name === '' ? '(no name)' : name}${version === '' ? '' : `@${version.replace(/^@/, '')}`} · symbol ${index}`,
  entryZero: 'Entry 0 of a symbol table stands for "no symbol" (gABI, chapter 4). It names nothing.',
  nameless: 'This symbol has no name, so no lookup can find it.',
  namelessVersioned:
    'This symbol has a version but no name. 32-bit ARM kernels blank out the names of clock functions at boot when the counter cannot be used from user space: nobody finds it, and callers make system calls.',
  undefinedSymbol:
    'Undefined: this image needs the symbol from another one. A lookup here does not accept it.',
  sectionSymbol: (section: string): string => `Stands for the section ${section}; relocations refer to it.`,
  fileSymbol: 'Names the source file that the local symbols after it come from.',
  versionSymbol:
    'The linker makes an absolute symbol for each version that the image defines. It is no address and is not called.',
  weakTwin:
    'This is the un-prefixed weak twin of the __vdso_ name. Runtimes look for the prefixed one; the twin lets debuggers and profilers show a familiar name.',
  entersKernel: (isAnyones: boolean): string =>
    isAnyones ? "When it enters the kernel, if the image is Linux's:" : 'When it enters the kernel:',
  here: (clocksource: string, meaning: string): string =>
    `On this machine the clock source is ${clocksource}: ${meaning}.`,
  otherField: [
    'Other bits',
    'Of st_other, beside the visibility: the instruction set on MIPS, the local entry on ppc64, a calling convention on AArch64 and RISC-V.',
  ] satisfies FieldWords,
  mangledField: [
    'Mangled name',
    'As the image has it: what is hashed, compared, sorted and copied. Above it stands what it is called in C++ or Rust.',
  ] satisfies FieldWords,
  kindField: ['Type, binding, visibility', 'st_info and st_other.'] satisfies FieldWords,
  gnuField: ['GNU hash', 'Hash of the name, and the DT_GNU_HASH bucket it belongs in.'] satisfies FieldWords,
  sysvField: ['SysV hash', 'Hash of the name, and the DT_HASH bucket it belongs in.'] satisfies FieldWords,
  bucket: (hash: string, bucket: number): string => `${hash}, bucket ${bucket}`,
};
