/** Running programs that have moved, copied, unmapped or hidden their vDSO, against what they say of themselves. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openProcess } from '../../src/sources/liveImage.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { noVdso } from '../support/machine.ts';
import { whileRunning } from '../support/sleeper.ts';
import { tool } from '../support/tool.ts';
import { runCli } from '../unit/cli/support.ts';

const gcc = tool('GCC');
const bits = process.arch === 'x64' || process.arch === 'arm64';
const skip =
  gcc.skip ||
  (!bits && 'this machine is neither x86-64 nor arm64: the program writes an auxiliary vector of 64 bits') ||
  noVdso;

describe('a process with another vDSO than the usual one', { skip }, () => {
  let folder = '';
  let program = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-other-'));
    program = path.join(folder, 'otherVdso');
    const source = path.join(import.meta.dirname, '../support/code/programs/otherVdso.c');
    execFileSync(gcc.path, ['-O1', '-Wall', '-Werror', '-o', program, source]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  interface Report {
    readonly source: {
      readonly base: string;
      readonly announced?: string;
      readonly images?: readonly {
        readonly base: string;
        readonly mapping: string;
        readonly announced: boolean;
        readonly shown: boolean;
        readonly sameBytes: boolean;
      }[];
    };
  }

  /** What the terminal says of it; undefined where the kernel refuses what the program does. */
  async function reported(how: string, extra: readonly string[] = []) {
    return whileRunning([program, how], {}, async ({ pid, says }) => {
      const said = await says(/(READY .*|REFUSED)\n/);
      if (said === 'REFUSED') return undefined;
      const [, kernels = '', others = ''] = said.split(' ');
      const json = await runCli(['--pid', String(pid), '--json']);
      assert.equal(json.code, 0, json.stderr);
      const text = await runCli(['--pid', String(pid), '--text', ...extra]);
      const bytes = [];
      const { images } = (await openProcess(nodeProcFs, pid)).info;
      for (const number of images?.keys() ?? []) {
        const { source } = await openProcess(nodeProcFs, pid, number + 1);
        bytes.push(Buffer.from(await source.read(0, source.size)));
      }
      const report = JSON.parse(json.stdout) as Report;
      return { report, text: text.stdout, kernels: `0x${kernels}`, others: `0x${others}`, bytes };
    });
  }

  for (const how of ['copied', 'altered'] as const)
    test(`${how}: both are there, told apart, and read`, async (context) => {
      const found = await reported(how);
      if (found === undefined) return context.skip('this kernel has no PR_SET_MM_MAP');
      const { report, text, kernels, others, bytes } = found;
      assert.equal(report.source.base, others);
      assert.equal(report.source.announced, others);
      const same = how === 'copied';
      assert.deepEqual(
        report.source.images?.map(({ base, mapping, announced, shown, sameBytes }) => ({
          base,
          mapping,
          announced,
          shown,
          sameBytes,
        })),
        [
          { base: others, mapping: '', announced: true, shown: true, sameBytes: true },
          { base: kernels, mapping: '[vdso]', announced: false, shown: false, sameBytes: same },
        ],
      );
      assert.equal(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0)), same);
      assert.match(text, /image 1 at .*AT_SYSINFO_EHDR leads to it · shown here · taken by Go/);
      assert.match(text, /image 2 at .*\[vdso\].*taken by CRIU, /);
    });

  test('moved: shown where it is now', async () => {
    const found = await reported('moved');
    assert.ok(found);
    const { report, text, kernels, others } = found;
    assert.equal(report.source.base, others);
    assert.equal(report.source.announced, kernels);
    assert.match(text, new RegExp(`AT_SYSINFO_EHDR says ${kernels}, where nothing is mapped`));
  });

  test('hidden: found by its name', async (context) => {
    const found = await reported('hidden');
    if (found === undefined) return context.skip('this kernel has no PR_SET_MM_MAP');
    assert.equal(found.report.source.base, found.kernels);
    assert.equal(found.report.source.announced, '0x0');
    assert.match(found.text, /the auxiliary vector has no AT_SYSINFO_EHDR/);
  });

  test('unmapped: a sentence', async () => {
    await whileRunning([program, 'unmapped'], {}, async ({ pid, says }) => {
      await says(/(READY)/);
      const { code, stderr } = await runCli(['--pid', String(pid)]);
      assert.equal(code, 1);
      assert.match(stderr, /nothing is mapped there: the vDSO was unmapped or moved/);
    });
  });
});
