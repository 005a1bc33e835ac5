/** The vDSO of a process that another one has written over, as debuggers do: told in the terminal and in the page. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openLocal } from '../../src/session/openLocal.ts';
import { openProcess } from '../../src/sources/liveImage.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { noVdso } from '../support/machine.ts';
import { whileRunning } from '../support/sleeper.ts';
import { tool } from '../support/tool.ts';
import { runCli } from '../unit/cli/support.ts';
import { imageOf } from './compare.ts';

const gcc = tool('GCC');
const live = liveVdsoBytes();
const source = path.join(import.meta.dirname, '../support/code/programs/patchVdso.c');
const skip = gcc.skip || noVdso;
const CLOCK = /^__(?:vdso|kernel)_clock_gettime$/;

test('what somebody wrote over the vDSO of a process is told, and nothing of one that nobody touched', {
  skip,
}, async () => {
  const bytes = new Uint8Array(live ?? []);
  const { symbols, offsetOf } = await imageOf(bytes);
  const row = Array.from({ length: symbols.length }, (_, index) => index).find((index) =>
    CLOCK.test(symbols.name(index)),
  );
  const at = row === undefined ? undefined : offsetOf(symbols.value(row));
  assert.ok(row !== undefined && at !== undefined);
  // Nothing that ends it runs there: the process sleeps. Whatever the machine, these are other instructions.
  const written = [...bytes.subarray(at + 4, at + 8)].map((byte) =>
    (byte ^ 0xff).toString(16).padStart(2, '0'),
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-patched-'));
  try {
    const program = path.join(folder, 'patchVdso');
    execFileSync(gcc.path, ['-O1', '-Wall', '-Werror', '-o', program, source]);
    await whileRunning([program, (at + 4).toString(16), written.join('')], {}, async ({ pid, says }) => {
      const other = await says(/process (\d+)/);
      const { code } = JSON.parse((await runCli(['--pid', other, '--code', '--json'])).stdout);
      assert.equal(code.compared.places.length, 1, JSON.stringify(code.compared));
      const [place] = code.compared.places;
      assert.equal(place.symbol, symbols.name(row));
      const from = Number(place.offset);
      assert.ok(from <= 4 && from + place.length >= 8, JSON.stringify(place));
      assert.ok(place.now.bytes.replaceAll(' ', '').includes(written.join('')), place.now.bytes);
      const { stdout } = await runCli(['--pid', other, '--code']);
      assert.match(stdout, /\nHeld against the same build\n {2}1 place of its code is not as in /);
      // The parent has its own copy still.
      const untouched = JSON.parse((await runCli(['--pid', `${pid}`, '--code', '--json'])).stdout);
      assert.deepEqual(untouched.code.compared.places, []);

      const opened = await openProcess(nodeProcFs, Number(other));
      const options = { selection: [], asVdso: false, symtab: false };
      const session = await openLocal({ ...opened, options, generator: 'vdso-explorer 0.0.0' });
      const { notes } = await session.code(false);
      assert.ok(
        notes.some((note) => /^1 place of its code is not as in .*, and no kernel writes there/.test(note)),
        notes.join('\n'),
      );
      await session.dispose();
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
