import { hexBytes } from '../bytes/hex.ts';
import { decodeUntilNul } from '../bytes/utf8.ts';
import type { Window } from '../bytes/window.ts';
import { NT_GNU_BUILD_ID, NT_LINUX_BUILD_SALT, NT_LINUX_VERSION } from '../format/constants.ts';
import { NHDR } from '../format/layouts.ts';
import type { Note } from '../model.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { NoteStretch } from './noteRanges.ts';

/** Most bytes of one descriptor that are kept: room for the NT_FILE of a process with ten thousand mappings. */
export const MAX_NOTE_BYTES = 1 << 20;
const MAX_SALT_BYTES = 4096;
/** Notes that are listed; the core file of a process with thousands of threads stays below it. */
export const MAX_NOTES = 16384;
const AT = NHDR[64];
const NOTE_HEADER = NHDR.size[64];
const MAX_OWNER_BYTES = 64;

/** The notes found so far. */
interface Found {
  readonly notes: Note[];
  /** Where each note was found, and how far the stretch reached that it was found in. */
  readonly seen: Map<number, number>;
  /** Bytes of descriptors that may still be kept: not more than the file has, unless stretches share theirs. */
  room: number;
}

/**
 * Notes of all stretches (gABI, "Note Section") in file order, each once though segment and section both
 * lead to it.
 * Entries are aligned to 4 bytes, or to 8 where the stretch says so (as GNU property notes do).
 */
export function readNotes(context: ReadContext, stretches: readonly NoteStretch[]): Note[] {
  const found: Found = { notes: [], seen: new Map(), room: context.size };
  for (const stretch of stretches) readStretch(context, stretch, found);
  return found.notes.sort((a, b) => a.range.offset - b.range.offset);
}

function readStretch(context: ReadContext, stretch: NoteStretch, found: Found): void {
  const { structure } = stretch;
  const { notes, seen } = found;
  const window = context.window(stretch.offset, stretch.length);
  context.noteTableRange('notes', window);
  const { problems } = context;
  const align = stretch.align === 8 ? 8 : 4;
  let laid = align;
  let at = 0;
  while (at + NOTE_HEADER <= window.length) {
    if (!context.spend(1, structure)) return;
    const offset = window.offset + at;
    const layout = layoutOf(window, at, align);
    if (layout === undefined) {
      const args = {
        offset,
        namesz: window.u32(at + AT.n_namesz.offset),
        descsz: window.u32(at + AT.n_descsz.offset),
        rest: window.length - at,
      };
      problems.add('error', 'note-outside', args, structure, { offset, length: window.length - at });
      return;
    }
    const start = window.offset + layout.start;
    // From a note that an earlier stretch led to, the rest of this one is the same again.
    if ((seen.get(start) ?? -1) >= window.offset + window.length) return;
    if (layout.align !== align) laid = layout.align;
    if (!seen.has(start)) {
      if (notes.length >= MAX_NOTES) {
        problems.add('warning', 'notes-too-many', { limit: MAX_NOTES }, structure, {
          offset: start,
          length: NOTE_HEADER,
        });
        return;
      }
      const note = noteAt(window, layout, Math.min(found.room, MAX_NOTE_BYTES));
      found.room -= note.description.length;
      notes.push(note);
      if (found.room === 0 && note.description.length > 0) {
        problems.add('warning', 'notes-shared', { size: context.size }, structure, note.range);
      }
    }
    seen.set(start, window.offset + window.length);
    at = layout.next;
  }
  if (laid !== align) problems.add('warning', 'note-alignment', { align, laid }, structure, window);
  if (window.bytes.subarray(at).some((byte) => byte !== 0)) {
    const rest = { offset: window.offset + at, length: window.length - at };
    problems.add('warning', 'note-rest', { rest: rest.length }, structure, rest);
  }
}

interface NoteLayout {
  readonly align: number;
  /** Positions of the note, of its descriptor, of its end, and of the next note. */
  readonly start: number;
  readonly description: number;
  readonly end: number;
  readonly next: number;
}

/**
 * How a note lies. Some linkers declare 8-byte alignment over notes laid out with 4 (qemu's aarch64 image,
 * riscv's CFI vDSO), even mixed: when only the 4-aligned reading leads to another note, it is taken. Gold declares 4
 * and aligns a GNU property note to 8: when only what follows the padding leads to another note, it is taken.
 */
function layoutOf(window: Window, at: number, align: number): NoteLayout | undefined {
  const declared = layoutWith(window, at, align);
  if (declared !== undefined && leadsOn(window, declared)) return declared;
  if (align === 4) return behindPadding(window, at) ?? declared;
  const packed = layoutWith(window, at, 4);
  return packed !== undefined && leadsOn(window, packed) ? packed : declared;
}

/** The note that begins at the next multiple of 8, behind four zeros. */
function behindPadding(window: Window, at: number): NoteLayout | undefined {
  if ((window.offset + at) % 8 !== 4 || window.u32(at) !== 0 || !isNote(window, at + 4)) return undefined;
  const padded = layoutWith(window, at + 4, 4);
  return padded !== undefined && leadsOn(window, padded) ? { ...padded, align: 8 } : undefined;
}

function layoutWith(window: Window, at: number, align: number): NoteLayout | undefined {
  if (at + NOTE_HEADER > window.length) return undefined;
  const description = roundUp(at + NOTE_HEADER + window.u32(at + AT.n_namesz.offset), align);
  const end = description + window.u32(at + AT.n_descsz.offset);
  return end <= window.length ? { align, start: at, description, end, next: roundUp(end, align) } : undefined;
}

/** Whether the end of the notes or something that looks like a note follows. */
function leadsOn(window: Window, { next }: NoteLayout): boolean {
  return next + NOTE_HEADER > window.length || isNote(window, next);
}

function isNote(window: Window, at: number): boolean {
  const namesz = at + NOTE_HEADER > window.length ? 0 : window.u32(at + AT.n_namesz.offset);
  if (namesz === 0 || namesz > MAX_OWNER_BYTES || at + NOTE_HEADER + namesz > window.length) return false;
  const first = window.u8(at + NOTE_HEADER);
  if (first <= 0x20 || first >= 0x7f || window.u8(at + NOTE_HEADER + namesz - 1) !== 0) return false;
  return layoutWith(window, at, 4) !== undefined;
}

function noteAt(window: Window, parts: NoteLayout, mostBytes: number): Note {
  const { start: at } = parts;
  const type = window.u32(at + AT.n_type.offset);
  const name = window.bytes.subarray(
    at + NOTE_HEADER,
    at + NOTE_HEADER + Math.min(window.u32(at + AT.n_namesz.offset), MAX_OWNER_BYTES),
  );
  const owner = decodeUntilNul(name);
  const whole = window.slice(parts.description, parts.end - parts.description);
  const meaning = meaningOf(owner, type, whole);
  return {
    owner,
    type,
    size: whole.length,
    description: whole.bytes.subarray(0, mostBytes),
    range: { offset: window.offset + at, length: parts.end - at },
    ...(meaning === undefined ? {} : { meaning }),
  };
}

/** Build id (GNU type 3); LINUX_VERSION_CODE and CONFIG_BUILD_SALT (include/linux/elfnote-lto.h, build-salt.h). */
function meaningOf(owner: string, type: number, description: Window): Note['meaning'] {
  if (owner === 'GNU' && type === NT_GNU_BUILD_ID && description.length > 0) {
    return { kind: 'build-id', id: hexBytes(description.bytes.subarray(0, MAX_OWNER_BYTES), '') };
  }
  if (owner !== 'Linux') return undefined;
  if (type === NT_LINUX_VERSION && description.length === 4) {
    const code = description.u32(0);
    return { kind: 'linux-version', code, release: `${code >>> 16}.${(code >>> 8) & 255}.${code & 255}` };
  }
  if (type !== NT_LINUX_BUILD_SALT) return undefined;
  return { kind: 'build-salt', salt: decodeUntilNul(description.bytes.subarray(0, MAX_SALT_BYTES)) };
}

function roundUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}
