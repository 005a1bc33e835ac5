/**
 * On the way from the model to a reader nothing changes: the page's cells, the JSON report and the bytes that rows lead
 * to, of images that have every table. test/oracle does the same on real files, against readelf.
 */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Session } from '../../../src/session/model.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { machines } from '../../support/elf/constants.ts';
import {
  damage,
  fullImage,
  gnuHash,
  linkableImage,
  packedImage,
  shapeName,
  shapes,
  sysvHash,
  vdsoImage,
} from '../../support/elf/index.ts';
import { cellsView } from '../../support/faces/cells.ts';
import { type JsonReport, jsonView } from '../../support/faces/json.ts';
import { copyDifferences, type Page, pageOf } from '../../support/faces/page.ts';
import { mapDifferences, recordsView } from '../../support/faces/records.ts';
import { ourView } from '../../support/ourView.ts';
import { describe as described, differences, type View } from '../../support/view.ts';

const images: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ...shapes.map((shape) => [`every table, ${shapeName(shape)}`, linkableImage(shape).bytes] as const),
  ...shapes.map((shape) => [`packed relocations, ${shapeName(shape)}`, packedImage(shape).bytes] as const),
  ['problems', damage(fullImage({ class: 64, littleEndian: true }), 'verdef[1].vd_hash', 1).bytes],
  ['GNU’s OS ABI', fullImage({ class: 64, littleEndian: true }, { osabi: 3 }).bytes],
  ['a vDSO', vdsoImage({ arch: 'amd64' }).bytes],
  ['a vDSO of s390x, whose DT_HASH has words of 8 bytes', vdsoImage({ arch: 's390x' }).bytes],
  ['a vDSO of arm, with Thumb code', vdsoImage({ arch: 'arm' }).bytes],
];

for (const [name, bytes] of images) {
  test(`${name}: what readers are told is what was read`, async () => {
    const outcome = await readElf(memorySource(bytes), { symtab: true });
    if (outcome.kind !== 'elf') throw new Error('not read as ELF');
    const model = ourView(outcome.image);
    await withSession(bytes, async (session) => {
      const page = await pageOf(session);
      const report = await jsonOf(session);
      const faces = { cells: cellsView(page), JSON: jsonView(report), bytes: recordsView(bytes, page) };
      for (const [face, view] of Object.entries(faces))
        assert.deepEqual(differences(model, comparable(view, model)).map(described), [], face);
      assert.deepEqual(mapDifferences(page, bytes.length), []);
      assert.deepEqual(await copyDifferences(session, page), []);
      checkSymbols(page, report, outcome.image.header.machine);
      checkDetails(page);
      checkNames(page, report);
      checkHashes(page);
    });
  });
}

async function withSession(bytes: Uint8Array, use: (session: Session) => Promise<void>): Promise<void> {
  const session = await openSession({
    source: memorySource(bytes),
    info: { kind: 'file', label: 'image.so', size: bytes.length },
    options: { selection: [{ id: 'go' }], asVdso: false, symtab: true },
    generator: 'vdso-explorer 0.0.0',
  });
  try {
    await use(session);
  } finally {
    await session.dispose();
  }
}

async function jsonOf(session: Session): Promise<JsonReport> {
  const pieces: Uint8Array[] = [];
  for await (const piece of session.export('json')) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString()) as JsonReport;
}

/** Fields that the model's rows have as well, of tables that a face has; a row too few or too many still differs. */
function comparable(face: View, model: View): View {
  return Object.fromEntries(
    Object.entries(face).map(([table, rows]) => {
      const ours = model[table as keyof View]?.[0] ?? {};
      // A dynamic entry without a string has a meaning in words.
      const told = (at: number, field: string) =>
        field in ours && (field !== 'text' || model.dynamic?.[at]?.['text'] !== undefined);
      return [
        table,
        rows.map((row, at) => Object.fromEntries(Object.entries(row).filter(([field]) => told(at, field)))),
      ];
    }),
  );
}

/** Columns that no other reader of ELF files has: hashes, where a value lies in the file, the section's name. */
function checkSymbols(page: Page, report: JsonReport, machine: number): void {
  const loads = report.segments.filter(({ type }) => type.value === 1);
  for (const id of ['symbols', 'symtab'] as const) {
    for (const { index, cells } of page.tables.get(id) ?? []) {
      const symbol = report[id]?.[index] ?? assert.fail(`no ${id} ${index} in the report`);
      const hashed = symbol.name.replace(/(?<=.)@.*$/, '');
      const where = `${id} ${index}`;
      // Of names that no hash table has, their hashes are no columns.
      if (id === 'symbols') {
        assert.equal(Number(cells['gnuHash']), gnuHash(hashed), where);
        assert.equal(Number(cells['sysvHash']), sysvHash(hashed), where);
      }
      assert.equal(Number(symbol.gnuHash), gnuHash(hashed), where);
      assert.equal(Number(symbol.sysvHash), sysvHash(hashed), where);
      const section = symbol.section.index;
      const inSection = section !== 0 && section < 0xff00;
      const named = inSection ? report.sections[section]?.name : cells['section'];
      assert.equal(cells['section'], named === '' ? String(section) : named, where);
      // Bit 0 of a Thumb function is no part of its address.
      const isThumb = machine === machines.arm && symbol.type === 'FUNC';
      const value = BigInt(symbol.value) & (isThumb ? ~1n : ~0n);
      const load = loads.find(
        ({ vaddr, filesz }) => value >= BigInt(vaddr) && value < BigInt(vaddr) + BigInt(filesz),
      );
      const isPlace = inSection && symbol.type !== 'TLS' && load !== undefined;
      const offset = isPlace ? value - BigInt(load.vaddr) + BigInt(load.offset) : undefined;
      assert.equal(cells['fileOffset'], offset === undefined ? '' : `0x${offset.toString(16)}`, where);
      assert.equal(symbol.fileOffset, offset === undefined ? undefined : cells['fileOffset'], where);
    }
  }
  const counts = new Map<string, number>();
  for (const { version } of report.symbols)
    if (version !== undefined)
      counts.set(String(version.index), (counts.get(String(version.index)) ?? 0) + 1);
  for (const { cells } of page.tables.get('versions') ?? []) {
    assert.equal(Number(cells['symbols']), counts.get(cells['index'] ?? '') ?? 0, cells['name']);
  }
}

/** A detail's fields lead to the bytes that its row does, and say where those are. */
function checkDetails(page: Page): void {
  for (const id of ['symbols', 'symtab', 'segments', 'sections', 'notes'] as const) {
    for (const [at, row] of (page.tables.get(id) ?? []).entries()) {
      const fields = page.details.get(id)?.[at]?.fields ?? assert.fail(`no detail of ${id} ${at}`);
      const of = (label: string) => fields.findLast((each) => each.label === label);
      const [record, contents] = [of('Record'), of('Contents')];
      const where = `${id} ${at}`;
      if (id === 'symbols' || id === 'symtab') {
        assert.deepEqual([record?.offset, record?.length], [row.offset, row.length], where);
        assert.match(
          record?.value ?? '',
          new RegExp(`^0x${row.offset?.toString(16)} · ${row.length} bytes$`),
        );
        const { fileOffset = '', size = '', value = '' } = row.cells;
        // Told once where it is the value.
        const place = fileOffset === value ? of('Value') : of('File offset');
        assert.equal(place?.value ?? '', fileOffset, where);
        if (fileOffset === value) assert.equal(of('File offset'), undefined, where);
        if (fileOffset === '') continue;
        assert.equal(place?.offset, Number(fileOffset), where);
        assert.equal(place?.length, Math.max(Number(size), 1), where);
        assert.equal(of('Code')?.length, size === '0' ? undefined : Number(size), where);
      } else if (id !== 'notes') {
        const isEmpty = row.length === undefined || row.length === 0;
        // Of a section without bytes in the file the row has no range, though its header has an offset.
        if (row.cells['type'] === 'NOBITS') continue;
        assert.deepEqual(
          isEmpty ? [undefined, undefined] : [row.offset, row.length],
          [contents?.offset, contents?.length],
          where,
        );
      } else assert.deepEqual([contents?.offset, contents?.length], [row.offset, row.length], where);
    }
  }
}

/** The report names what it numbers as the page does. */
function checkNames(page: Page, report: JsonReport): void {
  const shown = (label: string) => page.summary.header.find((each) => each.label === label)?.value;
  const { osabi, type, machine } = report.header;
  assert.deepEqual([osabi.name, type.name], [shown('OS ABI'), shown('Type')]);
  assert.equal(`${machine.name} (${machine.value})`, shown('Machine'));
  const column = (id: 'segments' | 'sections' | 'dynamic' | 'relocations' | 'notes', name: string) =>
    (page.tables.get(id) ?? []).map(({ cells }) => cells[name]);
  const typeNames = (rows: readonly { readonly type: { readonly name: string } }[]) =>
    rows.map((row) => row.type.name);
  for (const id of ['segments', 'sections', 'relocations', 'notes'] as const)
    assert.deepEqual(typeNames(report[id]), column(id, 'type'), id);
  assert.deepEqual(
    report.dynamic.map(({ name }) => name),
    column('dynamic', 'name'),
  );
  for (const [at, { severity, structure, code, message }] of report.problems.entries()) {
    const cells = page.tables.get('problems')?.[at]?.cells ?? {};
    assert.deepEqual(
      [severity, structure, code, message],
      [cells['severity'], cells['structure'], cells['code'], cells['message']],
    );
    assert.notEqual(message, '');
  }
  for (const [at, { text }] of report.notes.entries())
    assert.equal(text ?? '', page.tables.get('notes')?.[at]?.cells['text']);
}

/** Figures over a hash table are those of its buckets. */
function checkHashes({ summary, tables }: Page): void {
  for (const { kind, fields } of summary.hashes) {
    const value = (label: string) => fields.find((each) => each.label === label)?.value;
    const lengths = (tables.get(`${kind}Buckets`) ?? []).map(({ cells }) => Number(cells['length']));
    const used = lengths.filter((length) => length > 0).length;
    assert.equal(value('Buckets in use'), `${used} of ${lengths.length}`, kind);
    if (kind === 'sysv') continue;
    const words = (tables.get('gnuBloom') ?? []).map(({ cells }) => cells['word'] ?? '');
    const set = words.map((word) => BigInt(word).toString(2).replaceAll('0', '').length);
    const bits = summary.format.includes('ELF32') ? 32 : 64;
    const share = (100 * set.reduce((sum, each) => sum + each, 0)) / (bits * words.length);
    assert.equal(Number.parseFloat(value('Bloom fill') ?? ''), Number(share.toFixed(1)), kind);
    assert.deepEqual(
      (tables.get('gnuBloom') ?? []).map(({ cells }) => cells['bits']),
      set.map((each) => `${each} / ${bits}`),
    );
  }
}
