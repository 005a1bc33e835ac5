/**
 * The tables by which the kernel writes over the code of an image when it maps it at boot: .altinstructions of x86, arm64
 * and s390 and .alternative of RISC-V (struct alt_instr and alt_entry, arch/ARCH/include/asm/alternative.h), and
 * PowerPC's feature sections (struct fixup_entry, arch/powerpc/include/asm/feature-fixups.h; vdso_fixup_features()).
 */
import { fileNumber } from '../elf/bytes/fileNumber.ts';
import { sectionNamed } from '../elf/headers/sectionNamed.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import type { CodeMachine, Family } from './decode/machine.ts';
import { wrapped } from './instruction.ts';
import type { Listing } from './listing.ts';

/** Entries that are read of a table; the largest vDSO has some tens. */
export const MAX_PATCHED_ENTRIES = 1024;

export interface PatchEntry {
  readonly site: bigint;
  /** Of the site, in bytes. */
  readonly length: number;
  /** What it is written for: the kernel's number of a feature of the CPU; of PowerPC the bit of its mask. */
  readonly feature: number;
  /** Where the bytes stand that may be written there. */
  readonly replacement: bigint;
  readonly replacementLength: number;
  /** The rest of the site becomes this instruction, over and over; absent: what a kernel does there differs. */
  readonly fill?: number;
}

/** A table's bytes, and the address of each. */
interface Table {
  readonly view: DataView;
  readonly address: bigint;
  readonly littleEndian: boolean;
  readonly bits: 32 | 64;
}

interface Layout {
  readonly size: number;
  read(table: Table, at: number): PatchEntry;
}

/** An address told by its distance from the field that tells it. */
function nearField({ view, address, littleEndian }: Table, at: number): bigint {
  return wrapped(address + BigInt(at) + BigInt(view.getInt32(at, littleEndian)));
}

/** @param feature where it is, and its width in bytes @param lengths where the site's and the replacement's are */
function alternative(
  size: number,
  feature: readonly [number, 2 | 4],
  lengths: readonly [number, number],
  lengthWidth: 1 | 2 = 1,
): Layout {
  const number = ({ view, littleEndian }: Table, at: number, width: 1 | 2 | 4): number => {
    if (width === 1) return view.getUint8(at);
    return width === 2 ? view.getUint16(at, littleEndian) : view.getUint32(at, littleEndian);
  };
  return {
    size,
    read: (table, at) => ({
      site: nearField(table, at),
      replacement: nearField(table, at + 4),
      feature: number(table, at + feature[0], feature[1]),
      length: number(table, at + lengths[0], lengthWidth),
      replacementLength: number(table, at + lengths[1], lengthWidth),
    }),
  };
}

/** nop of PowerPC: ori 0, 0, 0 */
const POWER_NOP = 0x6000_0000;

/** mask, value, start, end, and start and end of what may stand there, each told by its distance from the entry. */
const POWER_FEATURE = (width: 4 | 8): Layout => ({
  size: 6 * width,
  read(table, at) {
    const { view, littleEndian, address, bits } = table;
    const field = (index: number): bigint =>
      width === 8
        ? view.getBigUint64(at + index * 8, littleEndian)
        : BigInt(view.getUint32(at + index * 4, littleEndian));
    // Of a 32-bit image of a 64-bit kernel the upper half is filled up.
    const place = (index: number): bigint =>
      BigInt.asUintN(bits, address + BigInt(at) + BigInt.asIntN(width * 8, field(index)));
    const length = (from: number): number => Number(BigInt.asIntN(32, place(from + 1) - place(from)));
    return {
      site: place(2),
      length: length(2),
      replacement: place(4),
      replacementLength: length(4),
      feature: lowestBit(field(0)),
      fill: POWER_NOP,
    };
  },
});

/** lwsync in the place of sync, where the CPU has it. */
const LWSYNC = 0x7c20_04ac;

/** The distance of one instruction from the entry. */
const POWER_LWSYNC = (width: 4 | 8): Layout => ({
  size: width,
  read({ view, littleEndian, address, bits }, at) {
    const distance =
      width === 8 ? view.getBigInt64(at, littleEndian) : BigInt(view.getInt32(at, littleEndian));
    const site = BigInt.asUintN(bits, address + BigInt(at) + distance);
    return { site, length: 4, replacement: site, replacementLength: 0, feature: 0, fill: LWSYNC };
  },
});

function lowestBit(mask: bigint): number {
  return mask === 0n ? 0 : (mask & -mask).toString(2).length - 1;
}

interface Tables {
  readonly sections: readonly string[];
  /** The layout is the first one whose entries lie in code. */
  readonly layouts: readonly Layout[];
}

const TABLES: Partial<Readonly<Record<Family, readonly Tables[]>>> = {
  // 12 bytes in 5.10 and 6.1, and 14 since 6.3.
  x86: [
    {
      sections: ['.altinstructions'],
      layouts: [
        alternative(14, [8, 4], [12, 13]),
        alternative(12, [8, 2], [10, 11]),
        alternative(13, [8, 2], [10, 11]),
      ],
    },
  ],
  arm64: [{ sections: ['.altinstructions'], layouts: [alternative(12, [8, 2], [10, 11])] }],
  s390: [
    {
      sections: ['.altinstructions'],
      layouts: [alternative(13, [8, 4], [12, 12]), alternative(12, [8, 2], [10, 11])],
    },
  ],
  // Since 6.3: old_offset, alt_offset, vendor_id, alt_len, patch_id.
  riscv: [{ sections: ['.alternative'], layouts: [alternative(16, [12, 4], [10, 10], 2)] }],
  ppc: [
    {
      sections: ['__ftr_fixup', '__mmu_ftr_fixup', '__fw_ftr_fixup'],
      layouts: [POWER_FEATURE(8), POWER_FEATURE(4)],
    },
    { sections: ['__lwsync_fixup'], layouts: [POWER_LWSYNC(8), POWER_LWSYNC(4)] },
  ],
};

/** Of all tables of an image, each in its order; none of a table that no layout explains. */
export async function patchEntries(
  image: ElfImage,
  source: ByteSource,
  listing: Listing,
): Promise<PatchEntry[]> {
  const { machine } = listing.disassembler;
  const tables = TABLES[machine.family] ?? [];
  const named = tables.flatMap(({ sections, layouts }) => sections.map((name) => ({ name, layouts })));
  const found: PatchEntry[] = [];
  for (const { name, layouts } of named) {
    const section = sectionNamed(image, name, MAX_PATCHED_ENTRIES);
    if (section === undefined) continue;
    const most = MAX_PATCHED_ENTRIES * (layouts[0]?.size ?? 0);
    const length = Math.min(fileNumber(section.size), most);
    try {
      const bytes = await source.read(fileNumber(section.offset), length);
      found.push(...entriesOf(tableOf(bytes, section.addr, machine), layouts, listing));
    } catch {
      // What cannot be read says nothing.
    }
  }
  return found.slice(0, MAX_PATCHED_ENTRIES);
}

function tableOf(bytes: Uint8Array, address: bigint, { littleEndian, bits }: CodeMachine): Table {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, address, littleEndian, bits };
}

function entriesOf(table: Table, layouts: readonly Layout[], listing: Listing): PatchEntry[] {
  const { byteLength } = table.view;
  const fits = ({ site, length, replacementLength }: PatchEntry): boolean =>
    listing.stretchAt(site) !== undefined &&
    length > 0 &&
    replacementLength >= 0 &&
    replacementLength <= length;
  for (const { size, read } of layouts) {
    if (byteLength === 0 || byteLength % size !== 0) continue;
    const entries = Array.from({ length: byteLength / size }, (_, index) => read(table, index * size));
    if (entries.every(fits)) return entries;
  }
  return [];
}
