import { machines } from './constants.ts';
import type { ImageDescription, RelocationDescription } from './description.ts';
import type { FieldWriter } from './fieldWriter.ts';
import { androidPart, crelPart } from './packedRelocations.ts';
import type { Part, SectionShape } from './part.ts';
import { placeOf, SHF_ALLOC, SHF_INFO_LINK } from './part.ts';

type Described = NonNullable<ImageDescription['relocations']>;

/** .rela.dyn, .rel.dyn, .rela.plt or .rel.plt, and .relr.dyn. */
export function relocationParts(image: ImageDescription, described: Described): Part[] {
  const parts: Part[] = [];
  const native = image.class === 64;
  const add = (name: string, section: string, entries: readonly RelocationDescription[], addends: boolean) =>
    parts.push(
      tablePart(image, name, { name: section, flags: SHF_ALLOC, link: '.dynsym' }, entries, addends),
    );
  if (described.rela) add('rela', '.rela.dyn', described.rela, true);
  if (described.rel) add('rel', '.rel.dyn', described.rel, false);
  const { jmprel, crel, android, packedPlt } = described;
  const dynamic = (section: string) => ({ name: section, flags: SHF_ALLOC, link: '.dynsym' });
  if (jmprel && packedPlt)
    parts.push(crelPart({ image, name: 'jmprel', section: dynamic('.crel.plt') }, jmprel));
  else if (jmprel) add('jmprel', native ? '.rela.plt' : '.rel.plt', jmprel, native);
  if (crel) parts.push(crelPart({ image, name: 'crel', section: dynamic('.crel.dyn') }, crel.entries, crel));
  if (android) {
    const section = dynamic(android.addends === false ? '.rel.android' : '.rela.android');
    parts.push(androidPart({ image, name: 'android', section }, android.groups, android));
  }
  if (described.relr) parts.push(relrPart(image, described.relr));
  return parts;
}

/** What an object file has: `.rela.text` for `.text`, of symbols in .symtab. */
export function sectionRelocationParts(image: ImageDescription): Part[] {
  return (image.sectionRelocations ?? []).map(
    ({ target, entries, link = '.symtab', format = 'plain', ...options }) => {
      const { addends = true } = options;
      const name = `${format === 'crel' ? '.crel' : addends ? '.rela' : '.rel'}${target}`;
      const section = { name, flags: SHF_INFO_LINK, link, info: target };
      const packed = { image, name: name.slice(1), section };
      if (format === 'crel') return crelPart(packed, entries, options);
      if (format === 'android') return androidPart(packed, [{ entries }], options);
      return tablePart(image, name.slice(1), section, entries, addends);
    },
  );
}

export function relocationSize(image: ImageDescription, addends: boolean): number {
  return (image.class / 8) * (addends ? 3 : 2);
}

function tablePart(
  image: ImageDescription,
  name: string,
  section: Omit<SectionShape, 'type' | 'entsize'>,
  entries: readonly RelocationDescription[],
  addends: boolean,
): Part {
  const entsize = relocationSize(image, addends);
  return {
    name,
    align: image.class / 8,
    size: entries.length * entsize,
    loaded: section.flags === SHF_ALLOC,
    section: { ...section, type: addends ? 4 : 9, entsize },
    write(out, where) {
      for (const [at, entry] of entries.entries()) {
        out.record(`${name}[${at}]`);
        out.word('r_offset', placeOf(entry.offset, where));
        writeInfo(out, image, entry);
        if (addends) out.word('r_addend', entry.addend ?? 0n);
      }
    },
  };
}

/** 64-bit MIPS, little-endian: r_sym is a word, then come r_ssym, r_type3, r_type2, r_type, a byte each. */
function writeInfo(out: FieldWriter, image: ImageDescription, entry: RelocationDescription): void {
  const symbol = entry.symbol ?? 0;
  if (image.class === 32) out.u32('r_info', symbol * 256 + entry.type);
  else if (image.machine === machines.mips && image.littleEndian) {
    out.u32('r_sym', symbol);
    for (const [field, shift] of [
      ['r_ssym', 24],
      ['r_type3', 16],
      ['r_type2', 8],
      ['r_type', 0],
    ] as const) {
      out.u8(field, entry.type >>> shift);
    }
  } else out.u64('r_info', (BigInt(symbol) << 32n) | BigInt(entry.type));
}

function relrPart(image: ImageDescription, words: readonly (bigint | number)[]): Part {
  const entsize = image.class / 8;
  return {
    name: 'relr',
    align: entsize,
    size: words.length * entsize,
    loaded: true,
    section: { name: '.relr.dyn', type: 19, flags: SHF_ALLOC, entsize },
    write(out, where) {
      for (const [at, word] of words.entries()) out.record(`relr[${at}]`).word('', placeOf(word, where));
    },
  };
}
