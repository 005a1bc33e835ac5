// The summary fits into a terminal whatever the image is, and says what it leaves out.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { columnsOf } from '../../../src/elf/bytes/columns.ts';
import { unpainted } from '../../../src/report/output/checkReport.ts';
import { fitted } from '../../../src/report/output/columns.ts';
import type { Inside } from '../../../src/report/output/insideReport.ts';
import { summaryText } from '../../../src/report/output/summaryText.ts';
import { factViews } from '../../../src/report/views/factViews.ts';
import { costlyImages } from '../../support/costlyImages.ts';
import { type VdsoOptions, vdsoImage } from '../../support/elf/index.ts';
import { noVdso } from '../../support/machine.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { reportOf } from '../report/support.ts';
import { runCli } from './support.ts';

async function summaryOf(bytes: Uint8Array, ...args: readonly string[]): Promise<string> {
  let text = '';
  await withFile(bytes, async (file) => {
    const { code, stdout, stderr } = await runCli([file, ...args]);
    assert.deepEqual([code, stderr], [0, '']);
    text = stdout;
  });
  assertFits(text);
  return text;
}

function assertFits(text: string): void {
  const lines = text.split('\n');
  assert.equal(lines.pop(), '');
  assert.ok(lines.length <= 24, `${lines.length} lines\n${text}`);
  for (const line of lines) assert.ok(columnsOf(line) <= 80, line);
  assert.match(lines.slice(-2).join(' '), /^More: --full .*--json .*--help/);
}

/** How many are named or counted among those left out. */
function consumersIn(text: string): number {
  const unfolded = text.replace(/\n {10,}/g, ' ');
  return allConsumers.filter(({ name }) => unfolded.includes(name)).length + leftOut(unfolded);
}

function leftOut(text: string): number {
  return [...text.matchAll(/and (\d+) more/g)].reduce((sum, [, n]) => sum + Number(n), 0);
}

const images: Readonly<Record<string, VdsoOptions>> = {
  'a sound image': { arch: 'amd64' },
  'no hash table': { arch: 'amd64', hash: 'none' },
  'big-endian': { arch: 's390x' },
  'an older node': { arch: 'arm64' },
};
for (const [name, options] of Object.entries(images)) {
  test(`${name}: at most 24 lines of 80 columns`, async () => {
    await summaryOf(vdsoImage(options).bytes);
  });
}

test('costly and broken images fit as well', async () => {
  for (const make of Object.values(costlyImages).slice(0, 6)) await summaryOf(make(20_000).bytes);
});

test('it names every consumer or counts those it leaves out', async () => {
  const text = await summaryOf(vdsoImage({ arch: 'amd64' }).bytes);
  assert.equal(consumersIn(text), allConsumers.length, text);
});

// A process with a vDSO that is met in nine ways, and with more images than it.
test('where there are more facts and more outcomes than lines, those left out are counted', async () => {
  const { bytes } = vdsoImage({ arch: 'riscv64', exports: ['__vdso_getcpu'] });
  const place = { size: 0x2000n, before: 0n, mapping: '[vdso]' };
  const images = [0x1000n, 0x4000n, 0x8000n, 0xc000n].map((base, at) => ({
    ...place,
    base,
    is: at === 0 ? (['announced', 'shown'] as const) : [],
  }));
  const report = await reportOf(bytes, {
    info: { kind: 'process', label: 'process 4711', pid: 4711, base: 0x1000n, images, announced: 0x1000n },
    host: { kernelRelease: '6.18.44-test', arch: 'riscv64', clocksource: 'tsc' },
    runtimes: [{ id: 'go', release: '1.24.1' }],
  });
  const facts = factViews(report.subject);
  for (const inside of [undefined, { images: [], notices: ['cut short'] }]) {
    const text = [...summaryText(report, unpainted, inside)].join('');
    assertFits(text);
    const [head = '', who = ''] = text.split('\nWho gets what\n');
    const told = facts.filter(
      ({ label, value }) => head.includes(`  ${label} `) && head.includes(value.slice(0, 50)),
    );
    assert.equal(told.length + leftOut(head), facts.length, head);
    assert.equal(consumersIn(who), allConsumers.length, text);
  }
});

test('images inside are spoken of where something was found, or looked for in a core dump', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  const inside = { images: [], notices: [] };
  const told = (process?: Inside['process']) =>
    [...summaryText(report, unpainted, { ...inside, process })].join('').includes('Images inside');
  assert.deepEqual([told(), told({ pid: 7, name: 'a', commandLine: 'a' })], [false, true]);
});

test('what must not be comes before what is found, and problems are told where there is room', async () => {
  const text = await summaryOf(vdsoImage({ arch: 'amd64', hash: 'none' }).bytes);
  const at = (words: string) => text.indexOf(`\n  ${words}`);
  assert.ok(at('refuses') > 0, text);
  assert.ok(at('refuses') < at('not applicable') || at('not applicable') < 0);
});

test('--text, --full and each part of the report give the whole report', { skip: noVdso }, async () => {
  const whole = (await runCli(['--text'])).stdout;
  assert.equal((await runCli(['--full'])).stdout.length, whole.length);
  for (const part of [['--symtab'], ['--replay'], ['--sha256'], ['--go', '1.21'], ['--consumer', 'musl']])
    assert.match((await runCli(part)).stdout, /^ELF header$/m, part.join(' '));
  const summary = (await runCli(['--live'])).stdout;
  assertFits(summary);
  assert.doesNotMatch(summary, /^ELF header$/m);
});

test('--json beside --full is wrong usage', async () => {
  const { code, stderr } = await runCli(['--json', '--full']);
  assert.deepEqual([code, stderr], [2, 'Give only one of --json, --full. See --help.\n']);
});

describe('columns', () => {
  test('a wide character takes two', () => assert.equal(columnsOf('a漢字'), 5));
  test('what fits stays', () => assert.equal(fitted('漢字', 4), '漢字'));
  test('what does not ends in an ellipsis, within the columns', () => {
    assert.equal(fitted('漢字漢字', 6), '漢字…');
    assert.equal(fitted('abcdef', 4), 'abc…');
  });
});
