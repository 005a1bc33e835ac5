/**
 * A note by owner and type, from the sections of type SHT_NOTE (gABI chapter 5, "Note Section"), as Cilium's ebpf
 * reads the kernel's version.
 */
import { SHT_NOTE } from '../../../elf/format/constants.ts';
import type { Need } from '../../need.ts';
import type { MemoryPart } from '../../reasons.ts';
import type { Replay } from '../replay.ts';
import { sectionHeaders } from '../sectionTables.ts';
import type { NeedResult } from './needResult.ts';

type NoteNeed = Extract<Need, { kind: 'note' }>;

/** Every read is checked by the reader of the consumer: what is not there is an error and no fault. */
export function noteNeed(replay: Replay, wanted: NoteNeed): NeedResult {
  const { base } = replay.memory;
  if (!programHeadersMapped(replay)) return {};
  const { shdr } = replay.read;
  const { shoff, shnum, first } = sectionHeaders(replay);
  if (shoff !== 0n) {
    for (let i = 0; i < shnum; i++) {
      const section = shdr.element(first, i);
      if (!inMapping(replay, section, shdr.size, ['section-header', i])) return {};
      if (shdr.number(section, 'sh_type') !== SHT_NOTE) continue;
      const offset = shdr.word(section, 'sh_offset');
      const length = shdr.word(section, 'sh_size');
      const found = inSection(replay, base + offset, base + offset + length, wanted);
      if (found !== undefined) return found;
    }
  }
  replay.fail('no-note', { owner: wanted.owner, type: wanted.type });
  return {};
}

/** Go's debug/elf reads them all before it looks at any section. */
function programHeadersMapped(replay: Replay): boolean {
  const { base } = replay.memory;
  const { ehdr, phdr } = replay.read;
  const table = base + ehdr.word(base, 'e_phoff');
  const phnum = ehdr.number(base, 'e_phnum');
  for (let i = 0; i < phnum; i++) {
    if (!inMapping(replay, phdr.element(table, i), phdr.size, ['program-header', i])) return false;
  }
  return true;
}

function inSection(replay: Replay, start: bigint, end: bigint, wanted: NoteNeed): NeedResult | undefined {
  const { note: header } = replay.read;
  for (let note = start; note + BigInt(header.size) <= end; ) {
    if (!inMapping(replay, note, header.size, 'note')) return {};
    const nameSize = header.number(note, 'n_namesz');
    const size = header.number(note, 'n_descsz');
    const type = header.number(note, 'n_type');
    const name = header.element(note, 1);
    const description = name + BigInt(padded(nameSize));
    const next = description + BigInt(padded(size));
    if (next > end) {
      replay.fail('note-cut', { offset: replay.offset(note) }, note, header.size);
      return {};
    }
    if (!inMapping(replay, note, Number(next - note), 'note')) return {};
    const owner = Uint8Array.from(wanted.owner, (character) => character.charCodeAt(0));
    const isOwner = nameSize > 0 && replay.name(name, owner, 'strcmp', 'note-name').equal;
    const passed = isOwner && type === wanted.type && size === wanted.size;
    const code = passed ? 'note-taken' : 'note-passed';
    replay.info(code, { type, size }, note, Number(next - note));
    if (passed) return { met: { code: 'note-found', args: { value: replay.u32(description, 'n_desc') } } };
    note = next;
  }
  return undefined;
}

function inMapping(replay: Replay, address: bigint, length: number, what: MemoryPart): boolean {
  if (replay.has(address, length)) return true;
  replay.fail('outside-refused', { what });
  return false;
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4;
}
