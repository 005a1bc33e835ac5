/** Where .dynsym is empty, the static symbols are there at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession } from '../../../src/session/openSession.ts';
import { buildImage, vdsoImage } from '../../support/elf/index.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { runCli } from '../cli/support.ts';
import { memoryInput } from './support.ts';

const symtab = [{ name: 'main', offset: 0x10, size: 8, type: 'FUNC', bind: 'GLOBAL' }] as const;
const program = buildImage({
  class: 64,
  littleEndian: true,
  machine: 62,
  type: 2,
  symbols: [],
  symtab,
}).bytes;

test('a program without dynamic symbols shows the static ones, whatever is asked of it later', async () => {
  const session = await openSession(memoryInput(program));
  const tables = async () => (await session.summary()).tables.map(({ id }) => id);
  assert.ok((await tables()).includes('symtab'));
  assert.equal((await session.summary()).symtabOffer, undefined);
  await session.configure({ selection: [], asVdso: false, symtab: false });
  assert.ok((await tables()).includes('symtab'));
  await session.dispose();
});

test('beside dynamic symbols they are offered', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64', override: { symtab } });
  const session = await openSession(memoryInput(bytes));
  const summary = await session.summary();
  assert.ok(!summary.tables.some(({ id }) => id === 'symtab'));
  assert.match(summary.symtabOffer ?? '', /in \.symtab/);
  await session.dispose();
});

test('the whole text of the terminal has them, JSON when it is asked for them', async () => {
  await withFile(program, async (file) => {
    assert.match((await runCli([file, '--full'])).stdout, /\bmain\b/);
    assert.equal(JSON.parse((await runCli([file, '--json'])).stdout).symtab, undefined);
  });
});
