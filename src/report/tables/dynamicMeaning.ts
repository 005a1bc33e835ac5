/** What a dynamic entry says in words: its string, where its table lies in the file, a size. */
import { DT_FINI, DT_INIT } from '../../elf/format/constants.ts';
import type { DynamicEntry, ElfImage } from '../../elf/model.ts';
import { codeStart } from '../facts/codeStart.ts';
import { hex, shown } from '../format.ts';
import type { Words } from '../words.ts';

/** Tags whose d_un is an address (gABI figure 5-10; GNU and version tags of the LSB). */
const ADDRESSES: ReadonlySet<bigint> = new Set([
  3n,
  4n,
  5n,
  6n,
  7n,
  12n,
  13n,
  17n,
  23n,
  25n,
  26n,
  32n,
  34n,
  36n,
  0x6ffffef5n,
  0x6ffffff0n,
  0x6ffffffcn,
  0x6ffffffen,
]);
/** Tags whose d_un is a number of bytes: DT_PLTRELSZ, DT_RELASZ, DT_STRSZ, ... */
const SIZES: ReadonlySet<bigint> = new Set([2n, 8n, 9n, 10n, 11n, 18n, 19n, 27n, 28n, 33n, 35n, 37n]);

export function dynamicMeaning(
  { elf, report }: Words,
  image: ElfImage,
  { tag, value, text }: DynamicEntry,
): string {
  if (text !== undefined) return shown(text);
  if (ADDRESSES.has(tag)) {
    const isCode = tag === BigInt(DT_INIT) || tag === BigInt(DT_FINI);
    const offset = image.offsetOf(isCode ? codeStart(image.header.machine, value) : value);
    return offset === undefined ? '' : report.atOffset(offset);
  }
  if (SIZES.has(tag)) return elf.byteSize(value);
  const names = FLAGS.get(tag);
  return names === undefined ? '' : flagNames(value, names);
}

/** DT_FLAGS (gABI figure 5-11) and DT_FLAGS_1 (as glibc's elf.h has it), from bit 0 up. */
const FLAGS: ReadonlyMap<bigint, readonly string[]> = new Map([
  [30n, ['ORIGIN', 'SYMBOLIC', 'TEXTREL', 'BIND_NOW', 'STATIC_TLS']],
  [
    0x6ffffffbn,
    [
      ...[
        'NOW',
        'GLOBAL',
        'GROUP',
        'NODELETE',
        'LOADFLTR',
        'INITFIRST',
        'NOOPEN',
        'ORIGIN',
        'DIRECT',
        'TRANS',
      ],
      ...['INTERPOSE', 'NODEFLIB', 'NODUMP', 'CONFALT', 'ENDFILTEE', 'DISPRELDNE', 'DISPRELPND', 'NODIRECT'],
      ...[
        'IGNMULDEF',
        'NOKSYMS',
        'NOHDR',
        'EDITED',
        'NORELOC',
        'SYMINTPOSE',
        'GLOBAUDIT',
        'SINGLETON',
        'STUB',
        'PIE',
        'KMOD',
        'WEAKFILTER',
        'NOCOMMON',
      ],
    ],
  ],
]);

function flagNames(value: bigint, names: readonly string[]): string {
  const known = names.filter((_, bit) => (value >> BigInt(bit)) & 1n);
  const rest = (value >> BigInt(names.length)) << BigInt(names.length);
  return [...known, ...(rest === 0n ? [] : [hex(rest)])].join(' ');
}
