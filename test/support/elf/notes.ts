import type { ImageDescription, NoteDescription } from './description.ts';
import type { Part } from './part.ts';
import { SHF_ALLOC } from './part.ts';

const text = new TextEncoder();
const roundUp = (value: number, align: number) => Math.ceil(value / align) * align;

/** Owner "Linux", type 0: LINUX_VERSION_CODE in the image's byte order (include/linux/elfnote.h). */
export function linuxVersionNote(major: number, minor: number, patch: number): NoteDescription {
  const code = major * 65536 + minor * 256 + Math.min(patch, 255);
  return {
    owner: 'Linux',
    type: 0,
    description(littleEndian) {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, code, littleEndian);
      return bytes;
    },
  };
}

/** Owner "Linux", type 0x100: CONFIG_BUILD_SALT (include/linux/build-salt.h). */
export function buildSaltNote(salt: string): NoteDescription {
  return { owner: 'Linux', type: 0x100, description: text.encode(`${salt}\0`) };
}

/** Owner "GNU", type 3: NT_GNU_BUILD_ID, given in hexadecimal. */
export function buildIdNote(hex: string): NoteDescription {
  return {
    owner: 'GNU',
    type: 3,
    description: Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
  };
}

/** Elfxx_Nhdr and its two padded strings, the same in both classes. */
export function notePart(image: ImageDescription, notes: readonly NoteDescription[]): Part {
  const align = image.noteAlign ?? 4;
  const contents = notes.map(({ owner, type, description }) => ({
    type,
    owner: text.encode(`${owner}\0`),
    description: typeof description === 'function' ? description(image.littleEndian) : description,
  }));
  let size = 0;
  for (const { owner, description } of contents) {
    size = roundUp(roundUp(size + 12 + owner.length, align) + description.length, align);
  }
  return {
    name: 'note',
    align,
    size,
    loaded: image.type !== 4,
    section: { name: '.note', type: 7, flags: SHF_ALLOC },
    write(out) {
      const start = out.position;
      for (const [at, { type, owner, description }] of contents.entries()) {
        out.record(`note[${at}]`);
        out.u32('n_namesz', owner.length);
        out.u32('n_descsz', description.length);
        out.u32('n_type', type);
        out.raw('name', owner);
        out.skipTo(start + roundUp(out.position - start, align));
        out.raw('desc', description);
        out.skipTo(start + roundUp(out.position - start, align));
      }
    },
  };
}
