/** Tests of the ELF header (gABI chapter 4, "ELF Header") that some consumers make before anything else. */
import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import * as elf from '../../elf/format/constants.ts';
import type { EHDR } from '../../elf/format/layouts.ts';
import type { HeaderCheck, LookupRules } from '../model.ts';
import type { FieldName, WantedValue } from '../reasons.ts';
import type { Replay } from './replay.ts';
import { ReplayStop } from './replay.ts';

const MAGIC = 0x7f454c46;

/** A field of the header and what it must be. */
interface Expected {
  readonly field: keyof (typeof EHDR)[64];
  readonly wanted: WantedValue;
}

/** false: the consumer leaves the image alone. Stops the replay where a failed check ends the program. */
export function checkHeader(replay: Replay, rules: LookupRules, machine: number): boolean {
  const { ehdr } = replay.read;
  const { base } = replay.memory;
  for (const check of rules.header?.checks ?? []) {
    const { field, wanted } = expected(check, replay, machine);
    const shown = shownName(field);
    const value = check === 'magic' ? magic(replay) : ehdr.word(base, field);
    const accepted = isWanted(value, wanted);
    const args = { field: shown, value, wanted };
    if (
      !replay.test(accepted, 'header-field', { ...args, accepted }, ehdr.at(base, field), ehdr.length(field))
    ) {
      if (rules.header?.failure === 'fatal') throw new ReplayStop('refuses', { code: 'header-fatal', args });
      return false;
    }
  }
  return true;
}

/** As <elf.h> and people have them: "EI_CLASS". */
function shownName(field: Expected['field']): FieldName {
  return field.startsWith('ei_') ? (field.toUpperCase() as FieldName) : field;
}

function isWanted(value: bigint, wanted: WantedValue): boolean {
  if ('atLeast' in wanted) return value >= wanted.atLeast;
  return 'other' in wanted ? value !== wanted.other : wanted.includes(fileNumber(value));
}

/** The four bytes as one number, whatever the byte order. */
function magic(replay: Replay): bigint {
  let value = 0;
  for (let i = 0n; i < 4n; i++) value = value * 256 + replay.u8(replay.memory.base + i, 'e_ident');
  return BigInt(value);
}

function expected(check: HeaderCheck, replay: Replay, machine: number): Expected {
  const { littleEndian, class: bits } = replay.memory;
  const { ehdr, phdr } = replay.read;
  switch (check) {
    case 'magic':
      return { field: 'ei_mag', wanted: [MAGIC] };
    case 'class':
      return { field: 'ei_class', wanted: [bits === 64 ? elf.ELFCLASS64 : elf.ELFCLASS32] };
    case 'data':
      return { field: 'ei_data', wanted: [littleEndian ? elf.ELFDATA2LSB : elf.ELFDATA2MSB] };
    case 'little-endian':
      return { field: 'ei_data', wanted: [elf.ELFDATA2LSB] };
    case 'ident-version':
      return { field: 'ei_version', wanted: [elf.EV_CURRENT] };
    case 'osabi-none':
      return { field: 'ei_osabi', wanted: [elf.ELFOSABI_NONE] };
    case 'osabi-none-or-linux':
      return { field: 'ei_osabi', wanted: [elf.ELFOSABI_NONE, elf.ELFOSABI_LINUX] };
    case 'abi-version':
      return { field: 'ei_abiversion', wanted: [0] };
    case 'type':
      return { field: 'e_type', wanted: [elf.ET_DYN] };
    case 'type-loadable':
      return { field: 'e_type', wanted: [elf.ET_EXEC, elf.ET_DYN] };
    case 'file-version':
      return { field: 'e_version', wanted: [elf.EV_CURRENT] };
    case 'machine':
      return { field: 'e_machine', wanted: [machine] };
    case 'ehsize':
      return { field: 'e_ehsize', wanted: [ehdr.size] };
    case 'phentsize':
      return { field: 'e_phentsize', wanted: [phdr.size] };
    case 'phnum':
      return { field: 'e_phnum', wanted: { other: BigInt(elf.PN_XNUM) } };
    case 'some-phnum':
      return { field: 'e_phnum', wanted: { other: 0n } };
    case 'section-names':
      return { field: 'e_shstrndx', wanted: { other: 0n } };
    case 'phoff':
      return { field: 'e_phoff', wanted: { atLeast: BigInt(ehdr.size) } };
  }
}
