/** Whether a vDSO image begins at some byte of a file, and which one. */
import { hexBytes } from '../../elf/bytes/hex.ts';
import { Window } from '../../elf/bytes/window.ts';
import { ET_DYN, PT_DYNAMIC, PT_LOAD, SHT_NOBITS, SHT_NULL } from '../../elf/format/constants.ts';
import { EHDR, PHDR, SHDR } from '../../elf/format/layouts.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { InnerImage } from '../../elf/innerImage.ts';
import type { ElfImage } from '../../elf/model.ts';
import { isElf } from '../../elf/problems/foreignFormat.ts';
import { readElf } from '../../elf/readElf.ts';
import type { ByteRange } from '../../elf/table.ts';
import { memorySource } from '../memorySource.ts';
import type { ImageBytes, Place } from './model.ts';

/** Bytes of the largest image: real ones have 4 to 100 kB. */
export const LARGEST_IMAGE = 256 * 1024;
/** An image has 3 to 6 program headers. */
const MOST_SEGMENTS = 64;
/** Of real ones: linux-vdso.so.1, linux-vdso32.so.1, linux-vdso64.so.1, linux-gate.so.1. */
const SONAME = /^linux-(vdso|gate)/;

/** Whether what begins with these bytes can be a shared object of the size of an image. At least the 64 of a header. */
export function mayBeImage(head: Uint8Array): boolean {
  const file = windowOf(head);
  if (file === undefined) return false;
  const at = EHDR[file.is64 ? 64 : 32];
  if (file.u16(at.e_type.offset) !== ET_DYN) return false;
  const { segments, sections } = tablesOf(file);
  if (segments.count < 1 || segments.count > MOST_SEGMENTS || !segments.isSane) return false;
  return segments.end <= LARGEST_IMAGE && (sections.count === 0 || sections.isSane);
}

/** In the class and byte order that the header says; undefined for what is none. */
function windowOf(bytes: Uint8Array): Window | undefined {
  if (bytes.length < EHDR.size[64] || !isElf(bytes)) return undefined;
  const [, , , , elfClass, data, version] = bytes;
  if ((elfClass !== 1 && elfClass !== 2) || (data !== 1 && data !== 2) || version !== 1) return undefined;
  return new Window(bytes, 0, elfClass === 2, data === 1);
}

function tablesOf(file: Window) {
  const elfClass = file.is64 ? 64 : 32;
  const at = EHDR[elfClass];
  const table = (start: ByteRange, size: ByteRange, number: ByteRange, expected: number) => {
    const offset = file.size(start.offset);
    const count = file.u16(number.offset);
    return { offset, count, end: offset + count * expected, isSane: file.u16(size.offset) === expected };
  };
  return {
    segments: table(at.e_phoff, at.e_phentsize, at.e_phnum, PHDR.size[elfClass]),
    sections: table(at.e_shoff, at.e_shentsize, at.e_shnum, SHDR.size[elfClass]),
  };
}

/**
 * How far an image reaches in its file: the end of its headers, its PT_LOADs and its sections. Undefined when it has no
 * PT_DYNAMIC or reaches beyond these bytes.
 */
function extentOf(file: Window): number | undefined {
  const { segments, sections } = tablesOf(file);
  const elfClass = file.is64 ? 64 : 32;
  let end = Math.max(segments.end, sections.count === 0 ? 0 : sections.end);
  if (end > file.length) return undefined;
  let isDynamic = false;
  for (let index = 0; index < segments.count; index++) {
    const record = file.slice(segments.offset + index * PHDR.size[elfClass], PHDR.size[elfClass]);
    const at = PHDR[elfClass];
    const type = record.u32(at.p_type.offset);
    if (type === PT_DYNAMIC) isDynamic = true;
    if (type === PT_LOAD)
      end = Math.max(end, record.size(at.p_offset.offset) + record.size(at.p_filesz.offset));
  }
  for (let index = 0; index < sections.count; index++) {
    const record = file.slice(sections.offset + index * SHDR.size[elfClass], SHDR.size[elfClass]);
    const at = SHDR[elfClass];
    const type = record.u32(at.sh_type.offset);
    if (type === SHT_NULL || type === SHT_NOBITS) continue;
    end = Math.max(end, record.size(at.sh_offset.offset) + record.size(at.sh_size.offset));
  }
  return isDynamic && end <= file.length ? end : undefined;
}

/**
 * The image at a place. Undefined where there is none, and where the file ends before the image does. What something
 * else than its headers says to be an image (`place.size`) need not be called like one.
 */
export async function imageAt(source: ByteSource, place: Place): Promise<ImageBytes | undefined> {
  const room = Math.min(source.size - place.offset, place.size ?? LARGEST_IMAGE, LARGEST_IMAGE);
  const all = room < EHDR.size[64] ? undefined : windowOf(await source.read(place.offset, room));
  if (all === undefined) return undefined;
  if (place.size === undefined && !mayBeImage(all.bytes)) return undefined;
  const size = place.size === undefined ? extentOf(all) : all.length;
  if (size === undefined) return undefined;
  const bytes = all.bytes.slice(0, size);
  const result = await readElf(memorySource(bytes));
  if (result.kind !== 'elf') return undefined;
  const { soname } = result.image;
  if (place.size === undefined && (soname === undefined || !SONAME.test(soname))) return undefined;
  const sha256 = await digestOf(bytes);
  return { image: { ...factsOf(result.image), ...place, size, sha256 }, bytes };
}

function factsOf({ header, soname, notes }: ElfImage): Pick<InnerImage, 'name' | 'header' | 'kernel'> {
  const release = notes.flatMap(({ meaning }) =>
    meaning?.kind === 'linux-version' ? [meaning.release] : [],
  )[0];
  const { class: elfClass, littleEndian, machine, flags } = header;
  return {
    name: soname ?? '',
    header: { class: elfClass, littleEndian, machine, flags },
    ...(release !== undefined && { kernel: release }),
  };
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), '');
}
