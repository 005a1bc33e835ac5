import type { ImageDescription } from './description.ts';
import type { Part, SectionShape } from './part.ts';
import { SHF_ALLOC, SHF_EXECINSTR, SHF_WRITE } from './part.ts';

interface Placement {
  readonly align?: number;
  readonly loaded?: boolean;
  readonly writable?: boolean;
}

/** A stretch of given bytes, or of zeros. */
export function bytesPart(
  name: string,
  contents: Uint8Array | number,
  section: SectionShape,
  { align = 1, loaded = false, writable = false }: Placement = {},
): Part {
  const size = typeof contents === 'number' ? contents : contents.length;
  return {
    name,
    align,
    size,
    loaded,
    writable,
    section,
    write: (out) => out.record(name).raw('', typeof contents === 'number' ? new Uint8Array(size) : contents),
  };
}

const PROGBITS = 1;
const text = new TextEncoder();

export function interpreterPart(path: string): Part {
  const section = { name: '.interp', type: PROGBITS, flags: SHF_ALLOC };
  return bytesPart('interp', text.encode(`${path}\0`), section, { loaded: true });
}

export function textPart(image: ImageDescription): Part {
  const section = { name: '.text', type: PROGBITS, flags: SHF_ALLOC | SHF_EXECINSTR };
  const symbols = [...(image.symbols ?? []), ...(image.symtab ?? [])];
  const needed = Math.max(16, ...symbols.map((symbol) => (symbol.offset ?? 0) + (symbol.size ?? 0)));
  return bytesPart('text', image.textSize ?? needed, section, { align: 16, loaded: true });
}

export function dataPart(size: number): Part {
  const section = { name: '.data', type: PROGBITS, flags: SHF_ALLOC | SHF_WRITE };
  return bytesPart('data', size, section, { align: 8, loaded: true, writable: true });
}

/** As every linked image has one: the first bytes behind the PT_LOAD of a vDSO. */
export function commentPart(): Part {
  const section = { name: '.comment', type: PROGBITS, flags: 0x30n, entsize: 1 };
  return bytesPart('comment', text.encode('vdso-explorer test image\0'), section);
}

export function extraSectionParts(image: ImageDescription): Part[] {
  return (image.extraSections ?? []).map((extra, at) =>
    bytesPart(`extra[${at}]`, extra.contents ?? 0, {
      name: extra.name,
      type: extra.type ?? PROGBITS,
      flags: extra.flags ?? 0n,
      ...(extra.link === undefined ? {} : { link: extra.link }),
      ...(extra.entsize === undefined ? {} : { entsize: extra.entsize }),
    }),
  );
}
