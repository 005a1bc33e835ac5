/** What is measured of the clock, in processes with the vDSO, without it, and traced. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { CLOCKSOURCE } from '../../src/sources/hostInfo.ts';
import { notX64, noVdso } from '../support/machine.ts';
import { cliScript } from '../support/started.ts';
import { tool } from '../support/tool.ts';

const gcc = tool('GCC');
const root = path.join(import.meta.dirname, '../..');
const skip = gcc.skip || notX64 || noVdso;

function clocksource(): string {
  try {
    return readFileSync(`${CLOCKSOURCE}/current_clocksource`, 'utf8').trim();
  } catch {
    return '';
  }
}

describe('the clock, measured', { skip }, () => {
  let folder = '';
  let startedAs = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-clock-'));
    startedAs = path.join(folder, 'startedAs');
    const source = path.join(root, 'test/support/code/programs/startedAs.c');
    execFileSync(gcc.path, ['-O1', '-Wall', '-Werror', '-o', startedAs, source]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** What `clock --json` says in a process that is started in this way. */
  function asked(...before: readonly string[]) {
    const [program = '', ...args] = [...before, process.execPath, cliScript, 'clock', '--json'];
    return JSON.parse(execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  }
  const codes = ({ clock }: { clock: { causes: { code: string }[] } }) =>
    clock.causes.map(({ code }) => code);

  test('with the vDSO and a counter that user space reads: never as much as a system call', (context) => {
    if (clocksource() !== 'tsc') return context.skip('this machine has another clock source');
    const found = asked();
    assert.notEqual(found.clock.verdict, 'kernel', JSON.stringify(found.clock));
    assert.ok(codes(found).includes('source-user'));
  });

  test('without it: never less, and what would explain it is told', () => {
    const found = asked(startedAs, 'hidden');
    assert.notEqual(found.clock.verdict, 'user', JSON.stringify(found.clock));
    // The kernel keeps what it told the program first: /proc/self/auxv still has the address.
    if (found.clock.verdict === 'kernel') assert.ok(codes(found).includes('dear-counter'));
  });

  test('traced nothing is said', () => {
    const found = asked(startedAs, 'traced');
    assert.equal(found.clock.verdict, 'unclear');
    assert.ok(codes(found).includes('tracer'));
  });
});
