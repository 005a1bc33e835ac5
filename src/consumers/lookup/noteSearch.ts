/** A note by owner and type, from the sections of type SHT_NOTE (gABI chapter 5, "Note Section"). */
import { SHT_NOTE } from '../../elf/format/constants.ts';
import type { CatalogKey } from '../model.ts';
import type { Replay } from './replay.ts';
import type { KeyHit } from './searchedKey.ts';

const HEADER = 12;

/** Every read is checked by the reader of the consumer: what is not there is an error and no fault. */
export function searchNotes(replay: Replay, wanted: NonNullable<CatalogKey['note']>): KeyHit {
  const wide = replay.memory.class === 64;
  const { base } = replay.memory;
  const shoff = replay.word(base + (wide ? 0x28n : 0x20n), 'e_shoff');
  const shnum = replay.u16(base + (wide ? 0x3cn : 0x30n), 'e_shnum');
  const size = wide ? 64 : 40;
  const word = BigInt(replay.wordSize);
  replay.info('section-headers', { shoff, shnum }, base + shoff, shnum * size);
  if (shoff !== 0n) {
    for (let i = 0; i < shnum; i++) {
      const section = base + shoff + BigInt(i * size);
      if (!inMapping(replay, section, size, `section header ${i}`)) return {};
      if (replay.u32(section + 4n, 'sh_type') !== SHT_NOTE) continue;
      const offset = replay.word(section + 8n + 2n * word, 'sh_offset');
      const length = replay.word(section + 8n + 3n * word, 'sh_size');
      const found = inSection(replay, base + offset, base + offset + length, wanted);
      if (found !== undefined) return found;
    }
  }
  replay.fail('no-note', { owner: wanted.owner, type: wanted.type });
  return {};
}

function inSection(
  replay: Replay,
  start: bigint,
  end: bigint,
  wanted: NonNullable<CatalogKey['note']>,
): KeyHit | undefined {
  for (let note = start; note + BigInt(HEADER) <= end; ) {
    if (!inMapping(replay, note, HEADER, 'a note')) return {};
    const nameSize = replay.u32(note, 'n_namesz');
    const size = replay.u32(note + 4n, 'n_descsz');
    const type = replay.u32(note + 8n, 'n_type');
    const name = note + BigInt(HEADER);
    const description = name + BigInt(padded(nameSize));
    const next = description + BigInt(padded(size));
    if (next > end) {
      replay.fail('note-cut', { offset: replay.offset(note) }, note, HEADER);
      return {};
    }
    if (!inMapping(replay, note, Number(next - note), 'a note')) return {};
    const owner = Uint8Array.from(wanted.owner, (character) => character.charCodeAt(0));
    const isOwner = nameSize > 0 && replay.name(name, owner, 'strcmp', 'name of a note').equal;
    const passed = isOwner && type === wanted.type && size === wanted.size;
    const code = passed ? 'note-taken' : 'note-passed';
    replay.info(code, { type, size }, note, Number(next - note));
    if (passed) return { note: replay.u32(description, 'n_desc') };
    note = next;
  }
  return undefined;
}

function inMapping(replay: Replay, address: bigint, length: number, what: string): boolean {
  if (replay.has(address, length)) return true;
  replay.fail('outside-refused', { what });
  return false;
}

function padded(size: number): number {
  return Math.ceil(size / 4) * 4;
}
