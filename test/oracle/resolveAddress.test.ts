/** Addresses resolved by the command line against `go tool addr2line` and against readelf's symbols. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { noVdso } from '../support/machine.ts';
import { assertFollowsSchema } from '../support/schema.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { tool } from '../support/tool.ts';
import { runCli } from '../unit/cli/support.ts';
import { go, goCommand, withGoProgram } from './go/build.ts';

interface Answer {
  readonly address: string;
  readonly kind: string;
  readonly reading?: string;
  readonly symbol?: { readonly name: string; readonly offset: string; readonly place: string };
}

async function resolve(image: readonly string[], addresses: readonly bigint[]): Promise<readonly Answer[]> {
  const options = addresses.flatMap((address) => ['--addr', `0x${address.toString(16)}`]);
  const run = await runCli([...image, '--json', ...options]);
  assert.equal(run.code, 0, run.stderr);
  const answers = (JSON.parse(run.stdout) as { addresses: Answer[] }).addresses;
  for (const answer of answers) assertFollowsSchema(answer, 'address');
  return answers;
}

test('functions of a Go program are those that addr2line names', { skip: go.skip }, async () => {
  const text = 'package main\n\nfunc main() { println("here") }\n';
  await withGoProgram({ 'main.go': { text } }, 'amd64', async ({ file }) => {
    const listing = await goCommand(['tool', 'nm', '-size', '-sort', 'address', file], path.dirname(file));
    const functions = listing
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, size, kind]) => /^t$/i.test(kind ?? '') && Number(size) > 8);
    const addresses = functions
      .filter((_, index) => index % 10 === 0)
      .map(([address = '', size], index) => BigInt(`0x${address}`) + BigInt((index * 7) % Number(size)));
    assert.ok(addresses.length > 50);
    const input = addresses.map((address) => `0x${address.toString(16)}\n`).join('');
    const named = execFileSync(go.path, ['tool', 'addr2line', file], { input, encoding: 'utf8' })
      .split('\n')
      .filter((_, index) => index % 2 === 0);
    const answers = await resolve([file], addresses);
    answers.forEach(({ symbol, address }, index) => {
      // The linker adds the calling convention to names of assembly; pclntab does not have it.
      assert.equal(symbol?.name.replace(/\.abi0$/, ''), named[index], address);
      assert.equal(symbol?.place, 'inside');
    });
  });
});

const readelf = tool('GNU readelf');
const bytes = liveVdsoBytes();

test('every byte of the live image is in the symbol that readelf has there', {
  skip: readelf.skip || noVdso,
}, async () => {
  await withFile(bytes ?? new Uint8Array(), async (file) => {
    const rows = execFileSync(readelf.path, ['--dyn-syms', '-W', file], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([index, , , type]) => /^\d+:$/.test(index ?? '') && type === 'FUNC')
      .map((row) => ({
        value: BigInt(`0x${row[1]}`),
        size: BigInt(row[2] ?? 0),
        name: row[7]?.split('@')[0] ?? '',
      }));
    assert.ok(rows.length > 0);
    const addresses = Array.from({ length: 200 }, (_, index) => BigInt(index * 31));
    const answers = await resolve([file], addresses);
    answers.forEach(({ symbol, kind }, index) => {
      const address = addresses[index] ?? 0n;
      const covering = rows.filter(({ value, size }) => address >= value && address < value + size);
      if (covering.length === 0) {
        assert.notEqual(symbol?.place, 'inside', `${address}: ${symbol?.name}`);
        return;
      }
      assert.equal(kind, 'symbol');
      assert.equal(symbol?.place, 'inside');
      const named = covering.find(({ name }) => name === symbol?.name);
      assert.ok(named !== undefined, `${address}: ${symbol?.name}`);
      assert.equal(BigInt(symbol?.offset ?? 0), address - named.value);
    });
  });
});

test('an address of this process is absolute', { skip: noVdso }, async () => {
  const line = readFileSync('/proc/self/maps', 'latin1')
    .split('\n')
    .find((each) => each.endsWith('[vdso]'));
  const base = BigInt(`0x${line?.split('-')[0] ?? ''}`);
  const [answer] = await resolve(['--pid', String(process.pid)], [base + 0x10n]);
  assert.equal(answer?.reading, 'absolute');
  const refused = await runCli(['--addr', 'main']);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /An address is a hexadecimal number/);
});
