import { fileNumber } from '../bytes/fileNumber.ts';
import type { DynamicTable } from '../dynamic/dynamicTable.ts';
import { landmarks, roomBefore } from '../dynamic/tablePlaces.ts';
import {
  DT_ANDROID_REL,
  DT_ANDROID_RELA,
  DT_ANDROID_RELASZ,
  DT_ANDROID_RELR,
  DT_ANDROID_RELRSZ,
  DT_ANDROID_RELSZ,
  DT_CREL,
  DT_JMPREL,
  DT_PLTREL,
  DT_PLTRELSZ,
  DT_REL,
  DT_RELA,
  DT_RELAENT,
  DT_RELASZ,
  DT_RELENT,
  DT_RELR,
  DT_RELRSZ,
  DT_RELSZ,
} from '../format/constants.ts';
import type { AddressMap } from '../headers/addressMap.ts';
import type { Relocation } from '../model.ts';
import type { FormatName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { PackedFormat } from './packed/unpacker.ts';

export interface RelocationRange {
  readonly table: Exclude<Relocation['table'], 'section'>;
  readonly format: 'plain' | 'relr' | PackedFormat;
  readonly tagName: FormatName;
  readonly section: FormatName;
  readonly addends: boolean;
  readonly offset: number;
  /** Bytes; of DT_CREL at most, for it has no size beside it. */
  readonly length: number;
  /** The same, exact, where a tag says it. */
  readonly declared?: bigint;
}

/** DT_SUNW_AUXILIARY, DT_SUNW_RTLDINF, DT_SUNW_SORTENT and DT_SUNW_STRPAD. */
const SOLARIS_TAGS = [0x6000000d, 0x6000000e, 0x60000013, 0x60000019] as const;

/** The relocation tables that the dynamic table names. */
export function locateRelocations(
  context: ReadContext,
  dynamic: DynamicTable,
  map: AddressMap,
): RelocationRange[] {
  const places: RelocationRange[] = [];
  // Solaris has other things under Android's numbers.
  const solaris = SOLARIS_TAGS.some((tag) => dynamic.value(tag) !== undefined);
  for (const { tag, size, ...spec } of [...tableTags(dynamic), ...(solaris ? [] : ANDROID_TAGS)]) {
    const { tagName } = spec;
    const address = dynamic.value(tag);
    const declared = size === undefined ? undefined : (dynamic.value(size) ?? 0n);
    // Kernels leave DT_RELA with size 0 and address 0 in their images.
    if (address === undefined || declared === 0n) continue;
    const offset = map.offsetOf(address);
    if (offset === undefined) {
      const args = { tag: tagName, address, size: context.size };
      context.problems.add('error', 'table-unmapped', args, tagName, dynamic.tagRange(tag));
    } else {
      places.push({
        ...spec,
        offset,
        ...(declared === undefined
          ? { length: roomBefore(landmarks(dynamic, map), offset, map.available(address)) }
          : { length: fileNumber(declared), declared }),
      });
    }
  }
  checkEntrySizes(context, dynamic);
  return places;
}

type TableTag = Omit<RelocationRange, 'offset' | 'length'> & { tag: number; size?: number };

const RELA = { table: 'rela', format: 'plain', section: '.rela.dyn', addends: true } as const;
const REL = { table: 'rel', format: 'plain', section: '.rel.dyn', addends: false } as const;
const CREL = { table: 'crel', format: 'crel', section: '.crel.dyn', addends: true } as const;
const RELR = { table: 'relr', format: 'relr', section: '.relr.dyn', addends: false } as const;
const PACKED_RELA = { ...RELA, table: 'android_rela', format: 'android' } as const;
const PACKED_REL = { ...REL, table: 'android_rel', format: 'android' } as const;

const ANDROID_TAGS: readonly TableTag[] = [
  { ...PACKED_RELA, tag: DT_ANDROID_RELA, size: DT_ANDROID_RELASZ, tagName: 'DT_ANDROID_RELA' },
  { ...PACKED_REL, tag: DT_ANDROID_REL, size: DT_ANDROID_RELSZ, tagName: 'DT_ANDROID_REL' },
];

function tableTags(dynamic: DynamicTable): readonly TableTag[] {
  return [
    { ...RELA, tag: DT_RELA, size: DT_RELASZ, tagName: 'DT_RELA' },
    { ...REL, tag: DT_REL, size: DT_RELSZ, tagName: 'DT_REL' },
    { ...CREL, tag: DT_CREL, tagName: 'DT_CREL' },
    { ...kindOfPlt(dynamic), table: 'jmprel', tag: DT_JMPREL, size: DT_PLTRELSZ, tagName: 'DT_JMPREL' },
    { ...RELR, tag: DT_RELR, size: DT_RELRSZ, tagName: 'DT_RELR' },
    { ...RELR, tag: DT_ANDROID_RELR, size: DT_ANDROID_RELRSZ, tagName: 'DT_ANDROID_RELR' },
  ];
}

/** DT_PLTREL says of what kind DT_JMPREL's are. */
function kindOfPlt(dynamic: DynamicTable): Pick<RelocationRange, 'format' | 'section' | 'addends'> {
  const kind = dynamic.number(DT_PLTREL);
  if (kind === DT_CREL) return { ...CREL, section: '.crel.plt' };
  return kind === DT_RELA ? { ...RELA, section: '.rela.plt' } : { ...REL, section: '.rel.plt' };
}

function checkEntrySizes(context: ReadContext, dynamic: DynamicTable): void {
  const word = context.is64 ? 8 : 4;
  for (const [tag, expected, table] of [
    [DT_RELAENT, 3 * word, 'DT_RELAENT'],
    [DT_RELENT, 2 * word, 'DT_RELENT'],
  ] as const) {
    const value = dynamic.value(tag);
    if (value === undefined || value === BigInt(expected)) continue;
    context.problems.add(
      'warning',
      'entry-size-wrong',
      { table, value, expected },
      table,
      dynamic.tagRange(tag),
    );
  }
}
