/** Tests of the ELF header (gABI chapter 4, "ELF Header") that some consumers make before anything else. */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { ELFOSABI_LINUX, ET_DYN } from '../../elf/format/constants.ts';
import type { HeaderCheck, LookupRules } from '../model.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';

const MAGIC = 0x7f454c46;
/** More program headers than e_phnum can say. */
const PN_XNUM = 0xffffn;

/** A field of the header and what it must be. */
interface Expected {
  readonly field: string;
  readonly offset: number;
  /** word: as wide as an address. */
  readonly size: 1 | 2 | 4 | 'word';
  /** One of these values; or one that passes, in words. */
  readonly accepted:
    | readonly number[]
    | { readonly passes: (value: bigint) => boolean; readonly words: string };
}

/** false: the consumer leaves the image alone. Stops the replay where a failed check ends the program. */
export function checkHeader(replay: Replay, rules: LookupRules, machine: number): boolean {
  for (const check of rules.header?.checks ?? []) {
    const { field, offset, size, accepted } = expected(check, replay, machine);
    const address = replay.memory.base + BigInt(offset);
    const value = check === 'magic' ? magic(replay) : fieldValue(replay, address, size, field);
    const listed = 'words' in accepted ? undefined : accepted;
    const passed =
      'words' in accepted ? accepted.passes(BigInt(value)) : accepted.includes(fileNumber(BigInt(value)));
    const wanted = 'words' in accepted ? accepted.words : accepted.join(' or ');
    const args = { field, value, wanted, accepted: Number(passed), listed: Number(listed !== undefined) };
    const length = size === 'word' ? replay.wordSize : size;
    if (!replay.test(passed, 'header-field', args, address, length)) {
      if (rules.header?.failure === 'fatal') throw new ReplayStop('refuses', { code: 'header-fatal', args });
      return false;
    }
  }
  return true;
}

function fieldValue(replay: Replay, address: bigint, size: Expected['size'], field: string): number | bigint {
  if (size === 'word') return replay.word(address, field);
  return size === 1 ? replay.u8(address, field) : replay.u16(address, field);
}

/** The four bytes as one number, whatever the byte order. */
function magic(replay: Replay): number {
  let value = 0;
  for (let i = 0n; i < 4n; i++) value = value * 256 + replay.u8(replay.memory.base + i, 'e_ident');
  return value;
}

function expected(check: HeaderCheck, replay: Replay, machine: number): Expected {
  const wide = replay.memory.class === 64;
  const { littleEndian } = replay.memory;
  switch (check) {
    case 'magic':
      return { field: 'the magic number', offset: 0, size: 4, accepted: [MAGIC] };
    case 'class':
      return { field: 'EI_CLASS', offset: 4, size: 1, accepted: [wide ? 2 : 1] };
    case 'data':
      return { field: 'EI_DATA', offset: 5, size: 1, accepted: [littleEndian ? 1 : 2] };
    case 'little-endian':
      return { field: 'EI_DATA', offset: 5, size: 1, accepted: [1] };
    case 'ident-version':
      return { field: 'EI_VERSION', offset: 6, size: 1, accepted: [1] };
    case 'osabi-none':
      return { field: 'EI_OSABI', offset: 7, size: 1, accepted: [0] };
    case 'osabi-none-or-linux':
      return { field: 'EI_OSABI', offset: 7, size: 1, accepted: [0, ELFOSABI_LINUX] };
    case 'abi-version':
      return { field: 'EI_ABIVERSION', offset: 8, size: 1, accepted: [0] };
    case 'type':
      return { field: 'e_type', offset: 16, size: 2, accepted: [ET_DYN] };
    case 'machine':
      return { field: 'e_machine', offset: 18, size: 2, accepted: [machine] };
    case 'ehsize':
      return { field: 'e_ehsize', offset: wide ? 52 : 40, size: 2, accepted: [wide ? 64 : 52] };
    case 'phentsize':
      return { field: 'e_phentsize', offset: wide ? 54 : 42, size: 2, accepted: [wide ? 56 : 32] };
    case 'phnum': {
      const accepted = {
        passes: (value: bigint) => value !== PN_XNUM,
        words: `another number than ${PN_XNUM}`,
      };
      return { field: 'e_phnum', offset: wide ? 56 : 44, size: 2, accepted };
    }
    case 'phoff': {
      const least = wide ? 64n : 52n;
      const accepted = { passes: (value: bigint) => value >= least, words: `at least ${least}` };
      return { field: 'e_phoff', offset: wide ? 32 : 28, size: 'word', accepted };
    }
  }
}
