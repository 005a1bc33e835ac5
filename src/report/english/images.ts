/** What is said of a process that has several images, or whose auxiliary vector leads to none. */
import { andList, byteSize } from '../../elf/english.ts';
import type { ProcessImage } from '../../elf/imageSource.ts';
import { shown } from '../format.ts';

const what: Readonly<Record<ProcessImage['is'][number], string>> = {
  announced: 'AT_SYSINFO_EHDR leads to it',
  shown: 'shown here',
  'same-bytes': 'the same bytes as the one shown',
  'not-elf': 'no ELF header begins there',
};

export const imageWords = {
  /** Of a file that may hold images, and what of it is the link that lists them. */
  holds: {
    kernel: 'vDSO images may lie in this kernel: list them',
    core: 'the vDSO image of the process may lie in this core dump: list it',
  },
  holdsLink: { kernel: 'list them', core: 'list it' },
  /** Beside the name of the process: "image 2 of 3". */
  inShort: (number: number, all: number) => `image ${number} of ${all}`,
  number: (number: number) => `image ${number}`,
  place: (number: string, range: string, mapping: string) =>
    `${number} at ${range}, ${mapping === '' ? 'an unnamed mapping' : shown(mapping)}`,
  what,
  before: (bytes: bigint) =>
    `${byteSize(bytes)} of data before its header: what starts at the mapping does not find it`,
  /** @param names of the consumers that go by the name */
  takenBy: {
    announced: 'taken by Go, the libcs and all that go by the auxiliary vector',
    named: (names: readonly string[]) => `taken by ${andList(names)}, which go by the name [vdso]`,
  },
  nothingAnnounced:
    'the auxiliary vector has no AT_SYSINFO_EHDR: Go, the libcs and all that go by it make system calls',
  announcedNowhere: (address: string) =>
    `AT_SYSINFO_EHDR says ${address}, where nothing is mapped: moved or unmapped after the program had started. What goes by it now reads memory that is not there`,
};
