import type { ImageDescription, SymbolDescription } from './description.ts';
import { sysvHash } from './hashFunctions.ts';
import type { Part } from './part.ts';
import { SHF_ALLOC } from './part.ts';
import type { StringTable } from './stringTable.ts';
import { isUndefined } from './symbols.ts';

const VERDEF_SIZE = 20;
const VERDAUX_SIZE = 8;
const VERNEED_SIZE = 16;
const VERNAUX_SIZE = 16;

interface Definition {
  readonly name: string;
  readonly flags: number;
  readonly parents: readonly string[];
}

/** The base entry (index 1, the image's own name), then the definitions as described. */
function allDefinitions(image: ImageDescription): Definition[] {
  const described = image.versions ?? [];
  if (described.length === 0) return [];
  return [
    { name: image.soname ?? 'image', flags: 1, parents: [] },
    ...described.map(({ name, flags, parents }) => ({ name, flags: flags ?? 0, parents: parents ?? [] })),
  ];
}

/** Version index of every symbol, as .gnu.version has it. */
export function versionIndices(image: ImageDescription, symbols: readonly SymbolDescription[]): number[] {
  const definitions = new Map(allDefinitions(image).map((definition, at) => [definition.name, at + 1]));
  const needs = new Map<string, number>();
  let next = definitions.size > 0 ? definitions.size + 1 : 2;
  for (const need of image.needs ?? []) for (const version of need.versions) needs.set(version.name, next++);
  return symbols.map((symbol, at) => {
    if (at === 0 || symbol.bind === 'LOCAL') return 0;
    if (symbol.version === undefined) return 1;
    const index = (isUndefined(symbol) ? needs : definitions).get(symbol.version);
    if (index === undefined) throw new Error(`${symbol.name}: no version ${symbol.version} is described`);
    return index | (symbol.hidden ? 0x8000 : 0);
  });
}

/** .gnu.version, .gnu.version_d and .gnu.version_r, as far as the image has versions. */
export function versionParts(
  image: ImageDescription,
  symbols: readonly SymbolDescription[],
  strings: StringTable,
): Part[] {
  const parts: Part[] = [];
  const definitions = allDefinitions(image);
  const needs = image.needs ?? [];
  if (definitions.length === 0 && needs.length === 0) return parts;
  parts.push(versymPart(versionIndices(image, symbols)));
  if (definitions.length > 0) parts.push(verdefPart(definitions, strings));
  if (needs.length > 0) parts.push(verneedPart(needs, definitions.length, strings));
  return parts;
}

function versymPart(indices: readonly number[]): Part {
  return {
    name: 'versym',
    align: 2,
    size: indices.length * 2,
    loaded: true,
    section: { name: '.gnu.version', type: 0x6fffffff, flags: SHF_ALLOC, link: '.dynsym', entsize: 2 },
    write(out) {
      for (const [at, index] of indices.entries()) out.record(`versym[${at}]`).u16('', index);
    },
  };
}

/** Elfxx_Verdef is the same in both classes. `verdef[0]` is the base entry. */
function verdefPart(definitions: readonly Definition[], strings: StringTable): Part {
  const sizeOf = (definition: Definition) => VERDEF_SIZE + VERDAUX_SIZE * (1 + definition.parents.length);
  for (const { name, parents } of definitions) for (const text of [name, ...parents]) strings.offsetOf(text);
  return {
    name: 'verdef',
    align: 4,
    size: definitions.reduce((sum, definition) => sum + sizeOf(definition), 0),
    loaded: true,
    section: {
      name: '.gnu.version_d',
      type: 0x6ffffffd,
      flags: SHF_ALLOC,
      link: '.dynstr',
      info: definitions.length,
    },
    write(out) {
      for (const [at, definition] of definitions.entries()) {
        const names = [definition.name, ...definition.parents];
        out.record(`verdef[${at}]`);
        out.u16('vd_version', 1);
        out.u16('vd_flags', definition.flags);
        out.u16('vd_ndx', at + 1);
        out.u16('vd_cnt', names.length);
        out.u32('vd_hash', sysvHash(definition.name));
        out.u32('vd_aux', VERDEF_SIZE);
        out.u32('vd_next', at + 1 < definitions.length ? sizeOf(definition) : 0);
        for (const [aux, name] of names.entries()) {
          out.record(`verdef[${at}].aux[${aux}]`);
          out.u32('vda_name', strings.offsetOf(name));
          out.u32('vda_next', aux + 1 < names.length ? VERDAUX_SIZE : 0);
        }
      }
    },
  };
}

/** Elfxx_Verneed is the same in both classes. */
function verneedPart(
  needs: NonNullable<ImageDescription['needs']>,
  definitionCount: number,
  strings: StringTable,
): Part {
  for (const need of needs) {
    strings.offsetOf(need.file);
    for (const version of need.versions) strings.offsetOf(version.name);
  }
  const sizeOf = (count: number) => VERNEED_SIZE + VERNAUX_SIZE * count;
  return {
    name: 'verneed',
    align: 4,
    size: needs.reduce((sum, need) => sum + sizeOf(need.versions.length), 0),
    loaded: true,
    section: {
      name: '.gnu.version_r',
      type: 0x6ffffffe,
      flags: SHF_ALLOC,
      link: '.dynstr',
      info: needs.length,
    },
    write(out) {
      let index = definitionCount > 0 ? definitionCount + 1 : 2;
      for (const [at, need] of needs.entries()) {
        out.record(`verneed[${at}]`);
        out.u16('vn_version', 1);
        out.u16('vn_cnt', need.versions.length);
        out.u32('vn_file', strings.offsetOf(need.file));
        out.u32('vn_aux', VERNEED_SIZE);
        out.u32('vn_next', at + 1 < needs.length ? sizeOf(need.versions.length) : 0);
        for (const [aux, version] of need.versions.entries()) {
          out.record(`verneed[${at}].aux[${aux}]`);
          out.u32('vna_hash', sysvHash(version.name));
          out.u16('vna_flags', version.flags ?? 0);
          out.u16('vna_other', index++);
          out.u32('vna_name', strings.offsetOf(version.name));
          out.u32('vna_next', aux + 1 < need.versions.length ? VERNAUX_SIZE : 0);
        }
      }
    },
  };
}
