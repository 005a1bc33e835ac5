import type { DynamicTag } from './constants.ts';
import { dynamicTags } from './constants.ts';
import type { ImageDescription } from './description.ts';
import type { Addresses, Part } from './part.ts';
import { SHF_ALLOC, SHF_WRITE } from './part.ts';
import { relocationSize } from './relocations.ts';
import type { StringTable } from './stringTable.ts';

type Entry = readonly [tag: DynamicTag | bigint, value: (where: Addresses) => bigint];

/** .dynamic. Fields: `dynamic[4].d_val`, also by tag: `dynamic[DT_STRTAB].d_val`. */
export function dynamicPart(image: ImageDescription, parts: readonly Part[], strings: StringTable): Part {
  const entries = describeEntries(image, parts, strings);
  const entsize = image.class / 4;
  return {
    name: 'dynamic',
    align: image.class / 8,
    size: entries.length * entsize,
    loaded: true,
    writable: true,
    section: { name: '.dynamic', type: 6, flags: SHF_ALLOC | SHF_WRITE, link: '.dynstr', entsize },
    write(out, where) {
      for (const [at, [tag, value]] of entries.entries()) {
        out.record(`dynamic[${at}]`, ...(typeof tag === 'string' ? [`dynamic[${tag}]`] : []));
        out.word('d_tag', typeof tag === 'string' ? dynamicTags[tag] : tag);
        out.word('d_val', value(where));
      }
    },
  };
}

function describeEntries(image: ImageDescription, parts: readonly Part[], strings: StringTable): Entry[] {
  const entries: Entry[] = [];
  const has = (name: string) => parts.some((part) => part.name === name);
  const put = (tag: DynamicTag | bigint, value: bigint | number) => entries.push([tag, () => BigInt(value)]);
  const address = (tag: DynamicTag, part: string) => entries.push([tag, (where) => where.address(part)]);
  const table = (tag: DynamicTag, sizeTag: DynamicTag, part: string) => {
    address(tag, part);
    entries.push([sizeTag, (where) => BigInt(where.size(part))]);
  };

  for (const file of image.needed ?? []) put('DT_NEEDED', strings.offsetOf(file));
  if (image.soname !== undefined) put('DT_SONAME', strings.offsetOf(image.soname));
  if (has('sysvHash')) address('DT_HASH', 'sysvHash');
  if (has('gnuHash')) address('DT_GNU_HASH', 'gnuHash');
  if (has('mipsHash')) {
    address('DT_MIPS_XHASH', 'mipsHash');
    put('DT_MIPS_SYMTABNO', (image.symbols?.length ?? 0) + 1);
  }
  table('DT_STRTAB', 'DT_STRSZ', 'dynstr');
  address('DT_SYMTAB', 'dynsym');
  put('DT_SYMENT', image.class === 64 ? 24 : 16);
  if (has('jmprel')) {
    table('DT_JMPREL', 'DT_PLTRELSZ', 'jmprel');
    const { packedPlt } = image.relocations ?? {};
    put('DT_PLTREL', packedPlt ? dynamicTags.DT_CREL : image.class === 64 ? 7 : 17);
  }
  if (has('rela')) {
    table('DT_RELA', 'DT_RELASZ', 'rela');
    put('DT_RELAENT', relocationSize(image, true));
  }
  if (has('rel')) {
    table('DT_REL', 'DT_RELSZ', 'rel');
    put('DT_RELENT', relocationSize(image, false));
  }
  if (has('relr')) {
    table('DT_RELR', 'DT_RELRSZ', 'relr');
    put('DT_RELRENT', image.class / 8);
  }
  if (has('crel')) address('DT_CREL', 'crel');
  if (has('android')) {
    if (image.relocations?.android?.addends === false) table('DT_ANDROID_REL', 'DT_ANDROID_RELSZ', 'android');
    else table('DT_ANDROID_RELA', 'DT_ANDROID_RELASZ', 'android');
  }
  if (has('versym')) address('DT_VERSYM', 'versym');
  if (has('verdef')) {
    address('DT_VERDEF', 'verdef');
    put('DT_VERDEFNUM', (image.versions?.length ?? 0) + 1);
  }
  if (has('verneed')) {
    address('DT_VERNEED', 'verneed');
    put('DT_VERNEEDNUM', image.needs?.length ?? 0);
  }
  for (const { tag, value } of image.extraDynamic ?? []) put(tag, value);
  put('DT_NULL', 0);
  return entries;
}
