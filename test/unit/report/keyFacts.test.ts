/** What is known of a key stands on its page, in its row and in its JSON; and nothing that is not. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConsumerFinding, KeyFinding } from '../../../src/consumers/model.ts';
import { hex, hex32 } from '../../../src/elf/bytes/hex.ts';
import { keyJson } from '../../../src/report/tables/keys.ts';
import { detailView } from '../../../src/report/views/detail/detail.ts';
import { english } from '../../../src/session/words.ts';
import { gnuHash, sysvHash, vdsoImage } from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

const PID = 4711;
const info = { kind: 'process', label: `process ${PID}`, pid: PID, base: 0x7fff_0000n } as const;

const TABLES = { gnu: 'DT_GNU_HASH', sysv: 'DT_HASH', linear: 'every symbol in turn' } as const;

function constant(value: number, right: number): string {
  return value === right
    ? `${hex32(value)}: right`
    : `${hex32(value)}: wrong, the name's hash is ${hex32(right)}`;
}

/** By label, what the page of a key must say; undefined where it says nothing. */
function fieldsOf(key: KeyFinding, offset: number | undefined): Readonly<Record<string, string | undefined>> {
  const { value, address, table, bucket, symbolIndex, sourceSysvHash, sourceGnuHash } = key;
  return {
    Value: value === undefined ? undefined : hex(value),
    // Once where it is the value.
    'File offset': offset === undefined || BigInt(offset) === value ? undefined : hex(offset),
    [`Address in process ${PID}`]: address === undefined ? undefined : hex(address),
    'Found through':
      table === undefined ? undefined : `${TABLES[table]}${bucket === undefined ? '' : `, bucket ${bucket}`}`,
    'SysV hash in source':
      sourceSysvHash === undefined ? undefined : constant(sourceSysvHash, sysvHash(key.symbol)),
    'GNU hash in source':
      sourceGnuHash === undefined ? undefined : constant(sourceGnuHash, gnuHash(key.symbol)),
    Index: symbolIndex === undefined ? undefined : String(symbolIndex),
  };
}

/** The same in JSON. */
function jsonOf(key: KeyFinding): Readonly<Record<string, unknown>> {
  const { variable, symbol, version, outcome, proof, value, address, table, bucket, fallback, need, reason } =
    key;
  const hexOf = (number: number | bigint | undefined) => (number === undefined ? undefined : hex(number));
  return {
    ...{ variable, symbol, version, outcome, proof, table, bucket, fallback, need, reason },
    value: hexOf(value),
    address: hexOf(address),
    sourceSysvHash: hexOf(key.sourceSysvHash),
    sourceGnuHash: hexOf(key.sourceGnuHash),
    hashCorrect: key.hashCorrect,
    hashVerified: key.hashCorrect,
  };
}

for (const [arch, hash] of [
  ['amd64', 'both'],
  ['arm64', 'gnu'],
  ['arm', 'sysv'],
] as const) {
  test(`each key of every consumer on ${arch}, with DT_HASH and DT_GNU_HASH as ${hash}`, async () => {
    const report = await reportOf(vdsoImage({ arch, hash }).bytes, { info });
    const { findings, image } = report.subject;
    const keys = findings.flatMap((finding: ConsumerFinding) => finding.keys);
    const table = report.table('keys') ?? assert.fail();
    const column = (row: number, id: string) =>
      table.cell(
        row,
        table.view.columns.findIndex((each) => each.id === id),
      );
    const ways = new Set<string>();
    for (const [row, key] of keys.entries()) {
      const { fields } = detailView(report, 'keys', row);
      // Bit 0 of ARM's functions says that they are Thumb code.
      const start = key.value === undefined ? undefined : key.value & (arch === 'arm' ? ~1n : ~0n);
      const offset = start === undefined ? undefined : image.offsetOf(start);
      for (const [label, wanted] of Object.entries(fieldsOf(key, offset)))
        assert.equal(fields.find((each) => each.label === label)?.value, wanted, `${key.symbol}: ${label}`);
      const json = keyJson(english, key);
      for (const [name, wanted] of Object.entries(jsonOf(key)))
        assert.deepEqual(json[name], wanted, `${key.symbol}: ${name}`);
      assert.equal(column(row, 'symbol'), key.symbol);
      assert.equal(column(row, 'variable'), key.variable ?? key.symbol);
      assert.equal(column(row, 'version'), key.version ?? '');
      assert.equal(column(row, 'value'), key.value === undefined ? '' : hex(key.value));
      ways.add(`${key.table} ${key.bucket === undefined} ${key.symbolIndex === undefined}`);
    }
    // Found through a bucket, found by a search without one, and not found.
    assert.ok(ways.size >= 3, [...ways].join('; '));
  });
}
