/** What the cells and the JSON of a symbol share. */

import { SHN_LORESERVE, SHN_UNDEF, SHN_XINDEX, STT_TLS } from '../../elf/format/constants.ts';
import { specialSectionName } from '../../elf/format/names.ts';
import type { SymbolTable } from '../../elf/model.ts';
import type { Subject } from '../subject.ts';

/** "UNDEF", "ABS", ...; undefined for a symbol in a section. */
export function specialOf(table: SymbolTable, index: number): string | undefined {
  const shndx = table.shndx(index);
  return shndx === SHN_XINDEX ? undefined : specialSectionName(shndx);
}

/** Whether its value is an address of the image. */
export function isAddress(table: SymbolTable, index: number): boolean {
  const shndx = table.shndx(index);
  if (shndx === SHN_UNDEF || (shndx >= SHN_LORESERVE && shndx !== SHN_XINDEX)) return false;
  return (table.info(index) & 15) !== STT_TLS;
}

/** Address in the process the image is in; undefined for what is no address of the image. */
export function addressOf(subject: Subject, table: SymbolTable, index: number): bigint | undefined {
  const { loadBias, image } = subject;
  if (loadBias === undefined || !isAddress(table, index)) return undefined;
  return BigInt.asUintN(image.header.class, loadBias + table.value(index));
}

/** Rows with the same code show the same version. */
export function versionCode(symbols: SymbolTable): (index: number) => number {
  return (index) => symbols.versym(index) ?? -1;
}

/** Rows with the same code are in the same section. */
export function sectionCode(symbols: SymbolTable): (index: number) => number {
  return (index) => {
    const shndx = symbols.shndx(index);
    return shndx === SHN_XINDEX ? 0x10000 + symbols.sectionIndex(index) : shndx;
  };
}
