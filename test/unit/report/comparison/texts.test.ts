/** Texts of an image's parts, and what is different between two of them, line by line. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { compareImages } from '../../../../src/report/comparison/compareImages.ts';
import { partTexts } from '../../../../src/report/comparison/partTexts.ts';
import { unifiedDiff } from '../../../../src/report/comparison/unified.ts';
import { comparisonMarkdown } from '../../../../src/report/output/comparisonReport.ts';
import { english } from '../../../../src/session/words.ts';
import { codeImage } from '../../../support/code/codeImage.ts';
import { comparedOf } from '../../../support/compared.ts';
import { vdsoImage } from '../../../support/elf/index.ts';

test('an image has the same texts wherever it lies', async () => {
  const { bytes } = codeImage('amd64', { __vdso_clock_gettime: '85 ff 74 02 0f 31 c3' });
  const file = await comparedOf(bytes, { code: true });
  const live = { kind: 'live', label: { pid: 77, own: true }, pid: 77, base: 0x7fff_1234_5000n } as const;
  const mapped = await comparedOf(bytes, { code: true, ...live, path: '/elsewhere' });
  const texts = partTexts(english, file);
  assert.deepEqual(partTexts(english, mapped), texts);
  assert.deepEqual(
    texts.map(({ part, name }) => name ?? part),
    [
      'consumers',
      'exports',
      'versions',
      'hashTables',
      'clocks',
      '__vdso_clock_gettime',
      'clock_gettime',
      '',
      'notes',
    ],
  );
  const whole = texts.map(({ text }) => text).join('');
  assert.doesNotMatch(whole, /\/images|\/elsewhere|process 77|0x7fff/);
  const code = texts.find(({ name }) => name === '__vdso_clock_gettime')?.text ?? '';
  assert.equal(code.split('\n').slice(0, 4).join('\n'), 'test edi, edi\nje {+2}\nrdtsc\nret');
});

test('who finds something in two images of one kernel stands in the same place', async () => {
  const text = async (consumers: string) =>
    partTexts(english, await comparedOf(vdsoImage({ arch: 'amd64' }).bytes, { label: consumers }))[0]?.text;
  assert.equal(await text('a'), await text('b'));
  const names = (await text('a'))?.split('\n').filter((line) => /^\S/.test(line)) ?? [];
  assert.deepEqual(names, names.toSorted());
});

test('a unified diff is one that git applies', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-diff-'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  let seed = 11;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  try {
    git('init', '-q');
    for (let round = 0; round < 25; round++) {
      const from = Array.from({ length: 1 + random(40) }, () => 'abcdefgh'.charAt(random(8)));
      const to = from.flatMap((line) => (random(6) === 0 ? [] : random(6) === 0 ? [line, 'new'] : [line]));
      const patch = text([...unifiedDiff('file', text(from), text(to))]);
      writeFileSync(path.join(folder, 'file'), text(from));
      if (from.join() === to.join()) assert.equal(patch, '');
      else {
        writeFileSync(path.join(folder, 'patch'), patch);
        git('apply', '-p0', 'patch');
        const applied = to.length === 0 ? '' : readFileSync(path.join(folder, 'file'), 'utf8');
        assert.equal(applied, text(to));
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('no name ends the block of code that it stands in', async () => {
  const imageOf = (...exports: string[]) => comparedOf(vdsoImage({ arch: 'amd64', exports }).bytes);
  const [from, to] = [await imageOf('__vdso_time'), await imageOf('__vdso_time', 'a`````b')];
  const text = [...comparisonMarkdown(english, compareImages(from, to), true)].join('\n');
  assert.match(text, /\n(`{6})diff\n[\s\S]*\n\+a`{5}b@[\s\S]*\n\1$/);
});
