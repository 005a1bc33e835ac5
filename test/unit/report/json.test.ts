import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import type { CatalogConsumer } from '../../../src/consumers/model.ts';
import { runToEnd } from '../../../src/elf/reading/runToEnd.ts';
import { budgetedReport } from '../../../src/report/output/budgetedJson.ts';
import { reportJson } from '../../../src/report/output/json.ts';
import { mostOfTable } from '../../../src/report/output/outputLimit.ts';
import { reportText } from '../../../src/report/output/textReport.ts';
import {
  buildImage,
  describeVdso,
  fullImage,
  gnuHash,
  machines,
  shapeName,
  shapes,
  sysvHash,
  vdsoArchs,
  vdsoImage,
  withoutSections,
} from '../../support/elf/index.ts';
import { liveVdsoBytes } from '../../support/liveVdso.ts';
import { noVdso } from '../../support/machine.ts';
import { joined } from '../../support/pieces.ts';
import { assertValid, reportOf, validJson } from './support.ts';

for (const shape of shapes) {
  test(`a shared object with every table follows the schema: ${shapeName(shape)}`, async () => {
    const { bytes } = fullImage(shape);
    const report = await reportOf(bytes, { symtab: true });
    const json = validJson(report, { replay: true });
    assert.equal(json.role, 'elf');
    assert.deepEqual(json.consumers, [], 'nobody looks anything up in a library');
    assert.equal(json.symbols[0]?.section.name, 'UNDEF', 'entry 0 is included');
    assert.deepEqual(
      json.versions.needs.map((need) => [need.file, need.versions.map(({ name }) => name)]),
      [
        ['libc.so.1', ['LIBC_1.0', 'LIBC_2.0']],
        ['libm.so.1', ['LIBM_1.0']],
      ],
    );
    assert.deepEqual(
      json.versions.definitions.map(({ name, parents }) => [name, parents]),
      [
        ['libfull.so.1', []],
        ['TEST_1.0', []],
        ['TEST_2.0', ['TEST_1.0']],
        ['TEST_3.0', ['TEST_2.0', 'TEST_1.0']],
      ],
    );
    const alphas = json.symbols.filter(({ name }) => name === 'alpha').map(({ version }) => version);
    assert.deepEqual(
      alphas.map((version) => [version?.name, version?.hidden, version?.kind]),
      [
        ['TEST_1.0', true, 'definition'],
        ['TEST_2.0', false, 'definition'],
      ],
    );
    const malloc = json.symbols.find(({ name }) => name === 'malloc');
    assert.equal(malloc?.version?.file, 'libc.so.1');
    assert.ok(json.symtab?.some(({ name }) => name === 'local_helper'));
    assert.ok(
      json.relocations.some(({ addend }) => addend === '-0x8'),
      'addends are signed',
    );
    assert.ok(json.notes.some(({ text }) => text === 'Linux 6.18.44'));
  });
}

const readSections = ({ lookup }: CatalogConsumer): boolean =>
  lookup.sections !== undefined || lookup.algorithm === 'needs';
const consumers = catalog.filter((each) => !readSections(each)).map(({ id }) => ({ id }));

for (const arch of vdsoArchs) {
  test(`the JSON of a vDSO says what the model says, with and without sections: ${arch}`, async () => {
    const { bytes } = vdsoImage({ arch });
    const base = 0x7f12_3000n;
    const report = await reportOf(bytes, { info: { kind: 'process', pid: 4711, base }, consumers });
    const json = validJson(report, { replay: true });
    const { image } = report.subject;
    assert.equal(json.role, 'vdso');
    assert.equal(json.symbols.length, image.symbols.length);
    for (const [index, symbol] of json.symbols.entries()) {
      assert.equal(symbol.index, index);
      assert.equal(symbol.name, image.symbols.name(index));
      assert.equal(BigInt(symbol.value), image.symbols.value(index));
      assert.equal(Number(symbol.sysvHash), sysvHash(symbol.name));
      assert.equal(Number(symbol.gnuHash), gnuHash(symbol.name));
      if (symbol.address !== undefined) {
        assert.equal(
          BigInt(symbol.address),
          BigInt.asUintN(image.header.class, base + image.symbols.value(index)),
        );
      }
    }
    assert.ok(json.symbols.some(({ address }) => address !== undefined));
    const consumer = json.consumers.find(({ id }) => id === 'go');
    for (const key of consumer?.keys ?? []) {
      if (key.outcome !== 'found') continue;
      const symbol = json.symbols.find(({ name, value }) => name === key.symbol && value === key.value);
      assert.ok(symbol, `${key.symbol} is a symbol of the report`);
      assert.equal(symbol.address, key.address);
      assert.ok(symbol.lookedUpBy.some((each) => each.consumer === 'go'));
    }
    const stripped = validJson(
      await reportOf(withoutSections(bytes), { info: { kind: 'process', pid: 4711, base }, consumers }),
    );
    for (const part of ['dynamic', 'hashTables', 'versions', 'notes', 'consumers'] as const) {
      assert.deepEqual(stripped[part], validJson(report)[part], `${part} need no sections`);
    }
    const names = (symbols: typeof json.symbols) => symbols.map(({ section: _, ...symbol }) => symbol);
    assert.deepEqual(names(stripped.symbols), names(json.symbols));
  });
}

test('steps are written only when asked for', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  assert.equal(validJson(report).consumers[0]?.keys[0]?.steps, undefined);
  assert.ok((validJson(report, { replay: true }).consumers[0]?.keys[0]?.steps?.length ?? 0) > 3);
});

test('the live image follows the schema', { skip: noVdso }, async () => {
  const bytes = liveVdsoBytes();
  assert.ok(bytes !== undefined);
  const json = validJson(
    await reportOf(bytes, { info: { kind: 'live', pid: process.pid, base: 0x7fff_0000_0000n } }),
  );
  assert.equal(json.role, 'vdso');
  assert.ok(json.symbols.length > 1);
});

test('names that try to do something are data', async () => {
  const hostile = [
    '__proto__',
    'constructor',
    'a\u001b[31mred',
    'x\u202egpj.exe',
    '\u009b2J',
    'quote"\\',
    'né',
    'c\rd',
  ];
  const description = describeVdso({ arch: 'amd64', exports: hostile });
  const { bytes } = buildImage(description);
  const text = joined(reportJson(await reportOf(bytes)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  const names = assertValid(text).symbols.map(({ name }) => name);
  for (const name of hostile) assert.ok(names.includes(name), `${JSON.stringify(name)} survives`);
});

test('JSON comes in pieces of bounded size', async () => {
  const exports = Array.from({ length: 3000 }, (_, i) => `symbol_number_${i}`);
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports }).bytes);
  const pieces = Array.from(reportJson(report), (piece) => piece.slice());
  assert.ok(pieces.length > 10);
  for (const piece of pieces) assert.ok(piece.length < 64 * 1024, `a piece of ${piece.length} bytes`);
  assertValid(joined(pieces));
});

test('values and sizes beyond what a double holds stay exact', async () => {
  const { bytes, layout } = vdsoImage({ arch: 'amd64' });
  const report = await reportOf(bytes);
  const entry = report.subject.image.symbols.range.offset + 24;
  assert.ok(layout);
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const symbolWith = async (word: bigint) => {
    for (const at of [8, 16]) view.setBigUint64(entry + at, word, true);
    return validJson(await reportOf(copy)).symbols[1];
  };
  for (const word of [2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n - 1n]) {
    const symbol = await symbolWith(word);
    assert.equal(symbol?.value, `0x${word.toString(16)}`);
    assert.equal(symbol?.size, Number(word));
  }
  for (const word of [2n ** 53n, 2n ** 53n + 1n, 2n ** 64n - 1n]) {
    const symbol = await symbolWith(word);
    assert.equal(symbol?.value, `0x${word.toString(16)}`);
    assert.equal(symbol?.size, `0x${word.toString(16)}`);
  }
});

test('a long name shared by all symbols does not make a long report', async () => {
  const exports = Array.from({ length: 2000 }, (_, i) => `f${i}`);
  const node = `LINUX_${'2.6.'.repeat(1000)}`;
  const { bytes } = vdsoImage({ arch: 'amd64', exports, node });
  const report = await reportOf(bytes);
  const text = joined(reportJson(report));
  assert.ok(text.length < 15 * bytes.length, `${text.length} characters from ${bytes.length} bytes`);
  const json = assertValid(text);
  assert.equal(json.versions.definitions[1]?.name, node, 'whole where it is defined');
  assert.match(json.symbols.find(({ name }) => name === 'f7')?.version?.name ?? '', /… \(\+\d{4}\)$/);
});

test('a table that would come to more than the report may is cut, and the report says so', async () => {
  const relr = [0, ...Array.from({ length: 1000 }, () => 2n ** 64n - 1n)];
  const machine = machines.x86_64;
  const { bytes } = buildImage({
    class: 64,
    littleEndian: true,
    machine,
    dataSize: 64,
    relocations: { relr },
  });
  const report = await reportOf(bytes);
  const { relocations, leftOut } = validJson(report);
  assert.deepEqual(leftOut, [{ part: 'relocations', shown: relocations.length, of: 63_001 }]);
  const written = JSON.stringify(relocations).length;
  const most = mostOfTable(bytes.length);
  assert.ok(written > most * 0.97 && written <= most, `${written} of ${most}`);
  const lines = joined(reportText(report)).split('\n');
  const cut = lines.findIndex((line) => /^ {2}… [\d,]+ more rows left out here/.test(line));
  const first = lines.findIndex((line) => line.startsWith('Relocations (63,001)'));
  const rest = Number(/[\d,]+/.exec(lines[cut] ?? '')?.[0].replaceAll(',', ''));
  // The title and the columns' heads stand above the rows.
  assert.equal(cut - first - 2 + rest, 63_001);
});

for (const hash of ['both', 'mips'] as const) {
  test(`the short answer tells the head of each hash table that the report has: ${hash}`, async () => {
    const machine = hash === 'mips' ? { machine: machines.mips, relocations: {} } : {};
    const { bytes } = fullImage({ class: 64, littleEndian: true }, { hash, ...machine });
    const report = await reportOf(bytes);
    const whole: Record<string, Record<string, unknown>> = validJson(report).hashTables;
    const budgetedJson = JSON.parse(runToEnd(budgetedReport(report, { limit: 60_000 }))) as {
      hashTables: Record<string, Record<string, unknown>>;
    };
    assert.deepEqual(Object.keys(budgetedJson.hashTables), hash === 'mips' ? ['mips'] : ['sysv', 'gnu']);
    for (const [name, head] of Object.entries(budgetedJson.hashTables)) {
      const numbers = Object.entries(whole[name] ?? {}).filter(([, value]) => typeof value === 'number');
      assert.deepEqual(Object.entries(head), numbers, name);
    }
  });
}

test('a program with keys of its own says of which library it is and where they were looked up', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const [go] = (await reportOf(bytes, { consumers: [{ id: 'go' }] })).subject.findings;
  assert.ok(go !== undefined);
  const facts = { goVersion: 'go1.21.5', path: 'main', foundBy: 'symbols' } as const;
  const searched = { pid: 7, own: false };
  const programs = [{ ...go, program: { ...facts, sharedLibrary: '/usr/lib/libgo.so', searched } }];
  const { consumers } = validJson(await reportOf(bytes, { programs }));
  const told = consumers.find(({ program }) => program !== undefined)?.program;
  assert.deepEqual(told, {
    ...facts,
    library: '/usr/lib/libgo.so',
    searched: 'the live image of process 7',
  });
});
