/** The notes of a kernel's image: build id, on some a property, and Linux's version (include/linux/elfnote.h). */
import { NT_GNU_BUILD_ID, NT_GNU_PROPERTY_TYPE_0, NT_LINUX_VERSION } from '../../elf/format/constants.ts';
import { NHDR } from '../../elf/format/layouts.ts';
import type { FieldWriter } from './fieldWriter.ts';

interface Note {
  readonly owner: string;
  readonly type: number;
  /** Words of 4 bytes. */
  readonly description: readonly number[];
}

/** GNU_PROPERTY_RISCV_FEATURE_1_AND, 4 bytes, landing pads and shadow stack, padding. */
const PROPERTY = [0xc000_0000, 4, 3, 0];
const HEADER = NHDR.size[64];

export interface Notes {
  readonly size: number;
  readonly write: (out: FieldWriter, at: number) => void;
}

/** @param wide the notes are laid out to 8 bytes, with a property among them */
export function linuxNotes(release: string, wide: boolean): Notes {
  const align = wide ? 8 : 4;
  const notes: readonly Note[] = [
    { owner: 'GNU', type: NT_GNU_BUILD_ID, description: [0, 0, 0, 0, 0] },
    ...(wide ? [{ owner: 'GNU', type: NT_GNU_PROPERTY_TYPE_0, description: PROPERTY }] : []),
    { owner: 'Linux', type: NT_LINUX_VERSION, description: [versionCode(release)] },
  ];
  const starts: number[] = [];
  let size = 0;
  for (const { owner, description } of notes) {
    size = Math.ceil(size / align) * align;
    starts.push(size);
    size += HEADER + padded(owner) + description.length * 4;
  }
  return {
    size,
    write(out, at) {
      for (const [i, { owner, type, description }] of notes.entries()) {
        const start = at + (starts[i] ?? 0);
        out.structure(NHDR, start, {
          n_namesz: owner.length + 1,
          n_descsz: description.length * 4,
          n_type: type,
        });
        out.numbers(
          start + HEADER,
          1,
          [...owner].map((character) => character.charCodeAt(0)),
        );
        out.numbers(start + HEADER + padded(owner), 4, description);
      }
    },
  };
}

/** LINUX_VERSION_CODE: a byte each of the second and third number. */
function versionCode(release: string): number {
  const [major = 0, minor = 0, patch = 0] = release.split('.').map(Number);
  return (major << 16) | (minor << 8) | Math.min(patch, 255);
}

/** With its NUL, padded to 4 bytes. */
function padded(owner: string): number {
  return Math.ceil((owner.length + 1) / 4) * 4;
}
