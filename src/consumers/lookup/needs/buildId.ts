/** The build id, as consumers look for it: in sections by name or in PT_NOTE segments, note after note in steps of 4. */

import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import { NT_GNU_BUILD_ID, PT_NOTE, SHT_NOTE } from '../../../elf/format/constants.ts';
import type { Need, NotePlace } from '../../need.ts';
import type { Replay } from '../replay.ts';
import { met, type NeedResult, unmet } from './needResult.ts';
import { biasOfFirstLoad, loadSegments, programHeaders } from './programHeaders.ts';
import { namedSections } from './sections.ts';

type BuildId = Extract<Need, { kind: 'build-id' }>;

/** Bytes of an id that are shown. */
const MOST_SHOWN = 64;

interface Stretch {
  readonly start: bigint;
  readonly end: bigint;
}

export function buildIdNeed(replay: Replay, need: BuildId): NeedResult {
  for (const place of need.in) {
    for (const stretch of stretches(replay, place)) {
      const found = searchStretch(replay, need, stretch);
      if (found !== undefined) return found;
      if ('sections' in place && place.believed) return unmet(replay, 'need-no-build-id', {});
    }
  }
  return unmet(replay, 'need-no-build-id', {});
}

function* stretches(replay: Replay, place: NotePlace): Generator<Stretch> {
  const { base } = replay.memory;
  if ('sections' in place) {
    for (const section of namedSections(replay)) {
      if (section.type !== SHT_NOTE || section.size === 0n) continue;
      if (!place.sections.some((name) => section.isNamed(name))) continue;
      replay.info('need-notes-in-section', { index: section.index, offset: section.offset });
      yield { start: base + section.offset, end: base + section.offset + section.size };
    }
    return;
  }
  for (const { type, index, offset, vaddr, filesz, memsz, at, size } of programHeaders(replay)) {
    if (type !== PT_NOTE) continue;
    if (place.segments === 'offset') {
      replay.info('need-notes-in-segment', { index, offset }, at, size);
      yield { start: base + offset, end: base + offset + filesz };
    } else if (vaddr !== 0n && isLoaded(replay, vaddr, memsz, index)) {
      const start = replay.memory.wrap(biasOfFirstLoad(replay, false) + vaddr);
      replay.info('need-notes-in-segment', { index, offset: replay.offset(start) }, at, size);
      yield { start, end: start + memsz };
    }
  }
}

/** Crashpad reads nothing outside the first to the last PT_LOAD. */
function isLoaded(replay: Replay, vaddr: bigint, memsz: bigint, index: number): boolean {
  const loads = loadSegments(replay);
  const first = loads[0]?.vaddr ?? 0n;
  const last = loads[loads.length - 1];
  const inside = last !== undefined && vaddr >= first && vaddr + memsz <= last.vaddr + last.memsz;
  if (!inside) replay.info('need-segment-not-loaded', { index });
  return inside;
}

/** undefined: no build id in it. */
function searchStretch(
  replay: Replay,
  { owner, mostBytes }: BuildId,
  { start, end }: Stretch,
): NeedResult | undefined {
  const { note: header } = replay.read;
  for (let note = start; note < end; ) {
    const nameSize = header.number(note, 'n_namesz');
    const size = header.number(note, 'n_descsz');
    const type = header.number(note, 'n_type');
    const description = header.element(note, 1) + padded(nameSize);
    const next = description + padded(size);
    const length = fileNumber(next - note);
    const tooLong = mostBytes !== undefined && padded(nameSize) + padded(size) > BigInt(mostBytes);
    if (type !== NT_GNU_BUILD_ID || tooLong || (owner !== undefined && !isGnu(replay, note, nameSize))) {
      replay.info('note-passed', { type, size }, note, length);
      note = next;
      continue;
    }
    if (size === 0) return undefined;
    return met(replay, 'need-build-id', { id: hexOf(replay, description, size), size }, note, length);
  }
  return undefined;
}

const GNU = Uint8Array.from('GNU', (character) => character.charCodeAt(0));

function isGnu(replay: Replay, note: bigint, nameSize: number): boolean {
  return (
    nameSize === GNU.length + 1 &&
    replay.name(replay.read.note.element(note, 1), GNU, 'strcmp', 'note-name').equal
  );
}

function hexOf(replay: Replay, description: bigint, size: number): string {
  let id = '';
  for (let i = 0; i < Math.min(size, MOST_SHOWN); i++) {
    id += replay
      .u8(description + BigInt(i), 'n_desc')
      .toString(16)
      .padStart(2, '0');
  }
  return id;
}

function padded(size: number): bigint {
  return BigInt(Math.ceil(size / 4) * 4);
}
