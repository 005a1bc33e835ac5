/** DT_RELA, DT_REL, DT_JMPREL and DT_RELR. */
import type { Relocation } from '../../elf/model.ts';
import { relocationTypeName } from '../../elf/names.ts';
import { hex, repeated, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import { defineTable, type ReportTable } from '../table.ts';

export function relocationTable({ image }: Subject): ReportTable {
  const { machine } = image.header;
  const type = (row: Relocation): string => relocationTypeName(row.type, machine);
  const symbol = (row: Relocation): string => {
    if (row.symbol === 0) return '';
    const name = shown(repeated(image.symbols.name(row.symbol)));
    return name === '' ? `#${row.symbol}` : name;
  };
  return defineTable<Relocation>({
    id: 'relocations',
    rows: image.relocations,
    columns: [
      { id: 'table', width: 8, cell: (row) => row.table },
      { id: 'index', width: 7, align: 'end', cell: (row) => String(row.index), number: (row) => row.index },
      { id: 'offset', width: 14, align: 'end', cell: (row) => hex(row.offset), bigint: (row) => row.offset },
      { id: 'type', width: 22, cell: type },
      { id: 'symbol', width: 40, cell: symbol },
      {
        id: 'addend',
        width: 14,
        align: 'end',
        cell: (row) => addendText(row.addend),
        // Signed: order by the value shown, in the unsigned keys that sorting uses.
        bigint: (row) => BigInt.asUintN(64, (row.addend ?? 0n) + (1n << 63n)),
      },
    ],
    json: (row) => ({
      table: row.table,
      index: row.index,
      offset: hex(row.offset),
      type: { value: row.type, name: type(row) },
      symbol: row.symbol,
      ...(row.addend === undefined ? {} : { addend: addendText(row.addend) }),
    }),
    name: symbol,
  });
}

/** r_addend is signed: "-0x8". */
function addendText(addend: bigint | undefined): string {
  if (addend === undefined) return '';
  const signed = BigInt.asIntN(64, addend);
  return signed < 0n ? `-${hex(-signed)}` : hex(signed);
}
