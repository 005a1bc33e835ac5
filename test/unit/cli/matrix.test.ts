/** `matrix`: many images and saved reports side by side. */
import assert from 'node:assert/strict';
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { MOST_IMAGES } from '../../../src/report/comparison/matrix.ts';
import { buildImage, vdsoImage } from '../../support/elf/index.ts';
import { buildIdNote, linuxVersionNote } from '../../support/elf/notes.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { runCli, runProcess } from './support.ts';

const image = (minor: number, ...exports: string[]): Uint8Array =>
  vdsoImage({
    arch: 'amd64',
    exports: ['__vdso_clock_gettime', ...exports],
    notes: [linuxVersionNote(6, minor, 0), buildIdNote(`00${String(minor).padStart(2, '0')}`)],
  }).bytes;

let folder: string;
const at = (name: string): string => path.join(folder, name);
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-matrix-'));
  await mkdir(at('fleet'));
  await writeFile(at('old.so'), image(6));
  await writeFile(at('new.so'), image(12, '__vdso_getrandom'));
  for (const host of ['web-1', 'web-2', 'web-3']) {
    const file = host === 'web-2' ? at('new.so') : at('old.so');
    await writeFile(at(`fleet/${host}.json`), (await runCli([file, '--json', '--code'])).stdout);
  }
});
after(() => rm(folder, { recursive: true, force: true }));

const matrix = (...args: string[]) => runCli(['matrix', ...args]);

describe('matrix', () => {
  test('has a column for each image, and hosts that have the same one in one', async () => {
    const { code, stdout, stderr } = await matrix(at('fleet'));
    assert.equal(code, 0, stderr);
    const lines = stdout.split('\n');
    assert.deepEqual(lines.slice(0, 2), [
      'Consumers of 3 images',
      '  1  web-1 +1: Linux 6.6.0 · x86-64 · 0006',
    ]);
    assert.match(lines[2] ?? '', /web-1\.json, .*web-3\.json$/);
    assert.equal(lines[3], '  2  web-2: Linux 6.12.0 · x86-64 · 0012');
    assert.match(stdout, /\nGo \S+ +partly found \(1 of 3\) +partly found \(2 of 3\)\n/);
  });

  test('marks what is not as in the baseline, which may be one of the files or another', async () => {
    const within = await matrix(at('old.so'), at('new.so'), '--baseline', at('old.so'), '--rows', 'symbols');
    assert.match(within.stdout, / {2}1 {2}old\.so: .* \(baseline\)\n/);
    assert.match(within.stdout, /\n__vdso_getrandom +absent +LINUX_2\.6 \*\n/);
    assert.match(within.stdout, /\n__vdso_clock_gettime +LINUX_2\.6 +LINUX_2\.6\n/);
    const beside = await matrix(at('old.so'), '--baseline', at('new.so'), '--rows', 'symbols');
    assert.match(beside.stdout, / {2}1 {2}new\.so: .* \(baseline\)\n/);
    assert.match(beside.stdout, /\n__vdso_getrandom +LINUX_2\.6 +absent \*\n/);
  });

  test('takes no other image for a baseline that cannot be read', async () => {
    for (const files of [
      [at('old.so'), at('new.so')],
      [at('none.so'), at('new.so')],
    ]) {
      const { code, stdout } = await matrix(...files, '--baseline', at('none.so'), '--rows', 'symbols');
      assert.equal(code, 1);
      assert.match(stdout, /^Symbols of [12] images?\n/);
      assert.doesNotMatch(stdout, /baseline/);
    }
  });

  test('of clocks reads code, and says which reports have none', async () => {
    const images = await matrix(at('old.so'), at('new.so'), '--rows', 'clocks');
    assert.match(images.stdout, /\nMONOTONIC +\S/);
    await writeFile(at('bare.json'), (await runCli([at('old.so'), '--json'])).stdout);
    const { stdout } = await matrix(at('new.so'), at('bare.json'), '--rows', 'clocks');
    assert.match(stdout, /\nMONOTONIC .* not looked at\n/);
    assert.match(stdout, /some reports were written without it: write them with --code\.\n$/);
  });

  test('as JSON follows the schema, and as CSV has a line for each row and host', async () => {
    for (const rows of ['consumers', 'symbols', 'clocks']) {
      const { stdout } = await matrix(at('fleet'), '--rows', rows, '--json', '--baseline', at('new.so'));
      const found: unknown = JSON.parse(stdout);
      assertFollowsSchema(found, 'matrix');
    }
    const { stdout } = await matrix(at('fleet'), '--rows', 'symbols', '--format', 'csv');
    const [head, ...lines] = stdout.trimEnd().split('\n');
    assert.equal(head, 'row,label,image,kernel,architecture,buildId,value,differs');
    const hosts = lines.filter((line) => line.startsWith('__vdso_getrandom,'));
    assert.deepEqual(
      hosts.map((line) => line.split(',').slice(3, 7).join()),
      ['6.6.0,x86-64,0006,absent', '6.6.0,x86-64,0006,absent', '6.12.0,x86-64,0012,LINUX_2.6'],
    );
  });

  test('as Markdown has what the columns are, and the cells', async () => {
    const { stdout } = await matrix(at('fleet'), '--rows', 'symbols', '--format', 'markdown');
    assert.match(stdout, /^# Symbols of 3 images\n\n\| image \| what it is \| found as \|\n/);
    assert.match(stdout, /\n\| {2}\| web-1 \+1 \| web-2 \|\n\| --- \| --- \| --- \|\n/);
  });

  test('goes on past what cannot be read, and ends with 1', async () => {
    const { code, stdout, stderr } = await matrix(at('none.so'), at('new.so'));
    assert.equal(code, 1);
    assert.match(stderr, /none\.so does not exist/);
    assert.match(stdout, /^Consumers of 1 image\n/);
    assert.deepEqual(await matrix(at('none.so')).then((run) => [run.code, run.stdout]), [1, '']);
  });

  test('of a folder takes reports and vDSO images, and goes on past a report that is none', async () => {
    await mkdir(at('mixed/below'), { recursive: true });
    await writeFile(at('mixed/broken.json'), '{"schema": 2,');
    await writeFile(at('mixed/host.json'), (await runCli([at('old.so'), '--json'])).stdout);
    await writeFile(at('mixed/below/new.so'), image(12, '__vdso_getrandom'));
    await writeFile(
      at('mixed/below/lib.so'),
      buildImage({ class: 64, littleEndian: true, machine: 62 }).bytes,
    );
    const { code, stdout, stderr } = await matrix(at('mixed'), '--rows', 'symbols');
    assert.equal(code, 1);
    assert.match(stderr, /broken\.json begins as JSON does and is none/);
    assert.match(stdout, /^Symbols of 2 images\n {2}1 {2}host: .*\n {2}2 {2}new\.so: /);
    await mkdir(at('empty'));
    assert.match((await matrix(at('empty'))).stderr, /empty/);
  });

  test('of a folder passes over JSON that is no report, which is told where it was named', async () => {
    await mkdir(at('tree'));
    await writeFile(at('tree/package.json'), '{"name": "tree"}');
    await writeFile(at('tree/tsconfig.json'), '// Of the compiler.\n{}');
    await writeFile(at('tree/old.json'), '{"schema": 1, "symbols": [], "consumers": []}');
    await writeFile(at('tree/ssh.json'), 'ssh: connect to host web-4 port 22: Connection refused');
    await writeFile(at('tree/vdso.so'), image(12));
    const { code, stdout, stderr } = await matrix(at('tree'));
    assert.equal(code, 1);
    assert.match(stdout, /^Consumers of 1 image\n/);
    assert.match(stderr, /old\.json is a report of schema 1/);
    assert.match(stderr, /Not an ELF file\. It is a text file\./);
    assert.equal(stderr.trimEnd().split('\n').length, 2, stderr);
    await rm(at('tree/old.json'));
    await rm(at('tree/ssh.json'));
    assert.deepEqual(await matrix(at('tree')).then((run) => [run.code, run.stderr]), [0, '']);
    const named = await matrix(at('tree/package.json'), at('tree/vdso.so'));
    assert.equal(named.code, 1);
    assert.match(named.stderr, /package\.json is JSON, but no report on an image/);
    await rm(at('tree/vdso.so'));
    assert.match((await matrix(at('tree'))).stderr, /tree/);
  });

  test('of a folder with more reports than stand in a matrix says so, and ends with 1', async () => {
    await mkdir(at('many'));
    for (let host = 0; host <= MOST_IMAGES; host++)
      await writeFile(at(`many/${host}.json`), '{"schema":2,"symbols":[],"consumers":[]}');
    const { code, stdout, stderr } = await matrix(at('many'));
    assert.equal(stderr, 'Only the first 1,000 images stand in it.\n');
    assert.match(stdout, /^Consumers of 1,000 images\n/);
    assert.equal(code, 1);
  });

  test('reads nothing more once images fill the memory for all of them, says so, and ends with 1', async () => {
    const symbols = Array.from({ length: 20_000 }, (_, index) => ({
      name: `${index}`.padEnd(1500, 'n'),
      bind: 'GLOBAL',
      section: { index: 1 },
    }));
    await mkdir(at('large'));
    await writeFile(at('large/0.json'), JSON.stringify({ schema: 2, symbols, consumers: [] }));
    for (const host of [1, 2, 3, 4, 5]) await link(at('large/0.json'), at(`large/${host}.json`));
    for (const files of [[at('large')], [0, 1, 2, 3, 4, 5].map((host) => at(`large/${host}.json`))]) {
      const { code, stdout, stderr } = await matrix(...files, at('none.so'));
      assert.equal(stderr, 'Only the first 4 images stand in it.\n');
      assert.match(stdout, /^Consumers of 4 images\n/);
      assert.equal(code, 1);
    }
  });

  test('keeps of reports no more than it shows, however long what they have', async () => {
    const symbols = Array.from({ length: 16 }, (_, index) => ({
      name: `${index}`.padEnd(1_900_000, 'n'),
      bind: 'GLOBAL',
      section: { index: 1 },
    }));
    await mkdir(at('long'));
    await writeFile(at('long/0.json'), JSON.stringify({ schema: 2, symbols, consumers: [] }));
    for (let host = 1; host < 20; host++) await link(at('long/0.json'), at(`long/${host}.json`));
    const env = { ...process.env, NODE_OPTIONS: '--max-old-space-size=256' };
    const { code, stdout, stderr } = await runProcess(['matrix', at('long')], { env });
    assert.equal(code, 0, stderr.slice(0, 500));
    assert.match(stdout, /^Consumers of 20 images\n/);
  });

  test('wrong usage is told', async () => {
    for (const [args, sentence] of [
      [['matrix'], /^matrix wants files or folders/],
      [
        ['matrix', at('new.so'), '--rows', 'rooms'],
        /^A matrix has no rows "rooms"; --rows knows consumers, symbols, clocks\./,
      ],
      [['matrix', at('new.so'), '--replay'], /^--replay has no meaning with matrix\./],
      [[at('new.so'), '--rows', 'symbols'], /^--rows belongs to matrix/],
      [['check', at('new.so'), '--baseline', 'x'], /^--baseline belongs to matrix/],
    ] as const) {
      const { code, stderr } = await runCli(args);
      assert.match(stderr, sentence);
      assert.equal(code, 2);
    }
  });
});
