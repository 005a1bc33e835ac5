/** Addresses in the files that a process has mapped: what it says of its own functions, against what we say of them. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { noVdso } from '../support/machine.ts';
import { whileRunning } from '../support/sleeper.ts';
import { tool } from '../support/tool.ts';
import { runCli } from '../unit/cli/support.ts';

const gcc = tool('GCC');
const skip = gcc.skip || noVdso;

describe('an address of any mapping', { skip }, () => {
  let folder = '';
  let program = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-mapped-'));
    program = path.join(folder, 'ownAddresses');
    const source = path.join(import.meta.dirname, '../support/code/programs/ownAddresses.c');
    execFileSync(gcc.path, ['-O1', '-Wall', '-Werror', '-o', program, source]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  interface Answer {
    readonly mapping?: string;
    readonly symbol?: { readonly name: string; readonly offset: string; readonly place: string };
    readonly value?: string;
    readonly kind: string;
  }

  /** What is said of the program's own function, its static one, and one of its libc, each three bytes in. */
  async function asked(then: () => Promise<void> = async () => undefined) {
    return whileRunning([program], {}, async ({ pid, says }) => {
      const addresses = (await says(/READY (.*)\n/)).split(' ').map((each) => `0x${each}`);
      await then();
      const options = addresses.flatMap((address) => ['--addr', address]);
      const json = await runCli(['--pid', String(pid), '--json', ...options]);
      assert.equal(json.code, 0, json.stderr);
      const text = await runCli(['--pid', String(pid), ...options]);
      return { answers: (JSON.parse(json.stdout) as { addresses: Answer[] }).addresses, text: text.stdout };
    });
  }

  test("the program's functions, its static ones too, and its libc's are named", async () => {
    const { answers, text } = await asked();
    assert.deepEqual(
      answers.slice(0, 2).map(({ kind, mapping, symbol }) => [kind, mapping, symbol?.name, symbol?.offset]),
      [
        ['mapping', program, 'seenByAll', '0x3'],
        ['mapping', program, 'seenByNobody', '0x3'],
      ],
    );
    assert.match(answers[2]?.mapping ?? '', /libc/);
    assert.match(answers[2]?.symbol?.name ?? '', /getppid/);
    assert.match(text, /seenByAll \+ 0x3 in .*ownAddresses\n.*at offset 0x[0-9a-f]+ of that file/);
    assert.equal(answers[3]?.symbol, undefined, 'its stack is of no file');
  });

  test('another file under its name is not asked', async () => {
    const other = path.join(folder, 'other');
    const kept = path.join(folder, 'kept');
    execFileSync('cp', ['/bin/true', other]);
    const { answers } = await asked(async () => {
      await rename(program, kept);
      await rename(other, program);
    });
    // map_files leads to the file itself, and is for root alone.
    const { name } = answers[0]?.symbol ?? { name: 'nothing' };
    assert.ok(name === 'seenByAll' || name === 'nothing', name);
    await rename(kept, program);
  });
});
