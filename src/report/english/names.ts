/** Sentences about a name: where it is exported, since when, what it is called elsewhere, what was meant. */
import { type KernelExports, OLDEST } from '../../consumers/catalog/kernelExports.ts';
import { askerLabel } from '../../consumers/english/programs.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import { andList, list, monthText, orList, plural } from '../../elf/english.ts';
import type { FieldWords } from '../fields.ts';
import { consumerLabel } from './consumers.ts';

/** "since 6.11", "7.0, not yet in 6.18", "5.10 or older", "5.10 or older, up to 6.12". */
export function sinceText({ since, notIn, last, conditions }: KernelExports): string {
  const first = conditions?.find(([from]) => from === '');
  return list([
    since === OLDEST
      ? `${OLDEST} or older`
      : notIn === undefined
        ? `since ${since}`
        : `in ${since}, not in ${notIn}`,
    ...(last === undefined ? [] : [`up to ${last}`]),
    ...(first === undefined ? [] : [`with ${first[1]}`]),
  ]);
}

/** "Go 1.27", "This program" */
function who(finding: Pick<ConsumerFinding, 'name' | 'release' | 'program'>): string {
  return finding.program === undefined ? consumerLabel(finding) : askerLabel(finding);
}

export const nameWords = {
  /** "x86-64, i386 (5.10 or older)" */
  places: (archs: readonly string[], since: string): string => `${list(archs)} (${since})`,
  exports: 'Linux exports it as',
  here: (symbol: string, arch: string, since: string): string =>
    `Linux exports ${symbol} on ${arch}: ${since}.`,
  called: (names: readonly string[]): string => `Here it is called ${orList(names)}.`,
  notInImage: 'not in this image',
  calledInImage: (names: readonly string[]): string =>
    `not in this image: here it is called ${orList(names)}`,
  noneHere: (arch: string): string => `Linux exports no such function on ${arch}.`,
  unknown: 'No Linux kernel whose source was read exports this name from its vDSO.',
  proposed: (archs: readonly string[], since: string): string =>
    `Patches of ${monthText(since)} propose this name for ${andList(archs)}; no kernel whose source was read exports it yet.`,
  nearest: (names: readonly string[]): string =>
    names.length === 0 ? 'Nothing that is known is spelled like it.' : `Did you mean ${orList(names)}?`,
  place: (table: string, index: number, version: string): string =>
    `symbol ${index} of ${table}${version === '' ? '' : ` in ${version}`}`,
  at: (value: string, fileOffset: string | undefined, address: string | undefined): string =>
    list([
      `at ${value}`,
      fileOffset === undefined ? 'no bytes of the file behind it' : `file offset ${fileOffset}`,
      ...(address === undefined ? [] : [address]),
    ]),
  undefined: 'not defined here',
  moreRows: (count: number): string => `And ${plural(count, 'more symbol')} of this name.`,
  nobody: 'None of the runtimes asked looks it up here.',
  lookedUpBy: 'Looked up by',
  /** "Go 1.27 · vdsoClockgettimeSym" */
  by: (
    finding: Pick<ConsumerFinding, 'name' | 'release' | 'program'>,
    variable: string | undefined,
  ): string => [who(finding), ...(variable === undefined ? [] : [variable])].join(' · '),
};

export const nameFields = {
  here: ['Exported', 'By Linux on this architecture, as far as kernels were checked.'],
  elsewhere: [
    'Elsewhere',
    'Architectures on which Linux exports the same function, and what it is called there.',
  ],
} satisfies Readonly<Record<string, FieldWords>>;
