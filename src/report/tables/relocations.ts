/** DT_RELA, DT_REL, DT_JMPREL and DT_RELR, and the relocations of sections. */

import { relocationTypeName } from '../../elf/format/names.ts';
import type { Relocation } from '../../elf/model.ts';
import { hex, repeated, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import { sourceNameTest } from './sourceName.ts';
import { defineTable, type ReportTable } from './table.ts';

export function relocationTable({ image, words }: Subject): ReportTable {
  const { machine } = image.header;
  const type = (row: Relocation): string => relocationTypeText(row, machine);
  const name = (row: Relocation): string => repeated(image.relocations.symbolName(row));
  const symbol = (row: Relocation): string => {
    if (row.symbol === 0) return '';
    const text = shown(name(row));
    return text === '' ? `#${row.symbol}` : text;
  };
  const section = (index: number): string => repeated(image.sections.at(index)?.name ?? '');
  const table = ({ table: dynamic, section: index }: Relocation): string =>
    index === undefined ? dynamic : shown(section(index)) || `[${index}]`;
  return defineTable<Relocation>({
    id: 'relocations',
    words,
    rows: image.relocations,
    columns: [
      { id: 'table', width: 12, cell: table },
      { id: 'index', width: 7, align: 'end', cell: (row) => String(row.index), number: (row) => row.index },
      { id: 'offset', width: 14, align: 'end', cell: (row) => hex(row.offset), bigint: (row) => row.offset },
      { id: 'type', width: 22, cell: type },
      { id: 'symbol', width: 40, cell: symbol, also: sourceNameTest(name) },
      {
        id: 'addend',
        width: 14,
        align: 'end',
        cell: (row) => addendText(row.addend),
        // Signed: order by the value shown, in the unsigned keys that sorting uses.
        bigint: (row) => BigInt.asUintN(64, (row.addend ?? 0n) + (1n << 63n)),
      },
    ],
    json: (row) => {
      const symbolName = row.symbol === 0 ? '' : name(row);
      return {
        table: row.table,
        ...(row.section === undefined ? {} : { section: { index: row.section, name: section(row.section) } }),
        index: row.index,
        offset: hex(row.offset),
        type: { value: row.type, name: type(row) },
        ...(row.typeData === undefined ? {} : { typeData: addendText(BigInt(row.typeData)) }),
        symbol: row.symbol,
        ...(symbolName === '' ? {} : { symbolName }),
        ...(row.addend === undefined ? {} : { addend: addendText(row.addend) }),
      };
    },
    name: symbol,
  });
}

/** "PLT32"; SPARC's R_SPARC_OLO10 carries a second addend: "OLO10 + 0x10". */
function relocationTypeText({ type, typeData }: Relocation, machine: number): string {
  const name = relocationTypeName(type, machine);
  return typeData === undefined ? name : `${name} + ${addendText(BigInt(typeData))}`;
}

/** r_addend is signed: "-0x8". */
function addendText(addend: bigint | undefined): string {
  if (addend === undefined) return '';
  const signed = BigInt.asIntN(64, addend);
  return signed < 0n ? `-${hex(-signed)}` : hex(signed);
}
