/** `atlas`: words, rows and wrong usage. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../../../src/cli/arguments.ts';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { runCli } from './support.ts';

interface AtlasJson {
  readonly kernels: readonly { readonly release: string; readonly arch: string; readonly proof: string }[];
  readonly rows: readonly (Readonly<
    Record<'consumer' | 'release' | 'arch' | 'kernel' | 'outcome', string>
  > & {
    readonly keys: readonly { readonly symbol: string; readonly cause?: string }[];
  })[];
}

test('a named runtime: from which kernel on, its keys, and why not before', async () => {
  const { code, stdout, stderr } = await runCli(['atlas', '--consumer', 'go', '--arch', 's390x']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^s390x\n {2}kernels: 5\.10 \(read\), 6\.1, 6\.12, /m);
  assert.match(stdout, /^ {2}hash tables: 5\.10 \(read\) DT_HASH and DT_GNU_HASH$/m);
  assert.match(stdout, /^ {2}Go 1\.\d+ {2}5\.10 \(read\) partly found; 6\.12 found$/m);
  assert.match(
    stdout,
    /^ {4}__kernel_getrandom\n {6}5\.10 \(read\) {2}falls back {2}The kernel \(5\.10\) is older than 6\.12, .*\n {6}6\.12 {2}found$/m,
  );
});

test('without names every runtime has a line or stands below the table, and no keys', async () => {
  const { code, stdout } = await runCli(['atlas', '--arch', 'arm64']);
  assert.equal(code, 0);
  for (const { name } of catalog) assert.ok(stdout.includes(name), name);
  assert.match(stdout, /^ {2}No port, or none that was read: .*Shadow/m);
  assert.doesNotMatch(stdout, /__kernel_/);
});

test('--json follows the schema; architectures go by all their names, each once', async () => {
  const args = [
    'atlas',
    '--json',
    '--go',
    '1.24',
    '--consumer',
    'musl@1.2.4',
    '--arch',
    'amd64',
    '--arch',
    'x86_64',
  ];
  const { code, stdout } = await runCli(args);
  assert.equal(code, 0);
  const atlas: AtlasJson = JSON.parse(stdout);
  assertFollowsSchema(atlas, 'atlas');
  assert.equal(atlas.rows.length, 2 * atlas.kernels.length);
  assert.ok(atlas.kernels.every(({ arch }) => arch === 'x86_64'));
  const proofs = new Map(atlas.kernels.map(({ release, proof }) => [release, proof]));
  assert.deepEqual([proofs.get('6.11'), proofs.get('6.12')], ['read', 'measured']);
  assert.deepEqual(
    atlas.rows
      .filter(({ kernel }) => kernel === '6.12')
      .map(({ consumer, outcome }) => `${consumer} ${outcome}`),
    ['go found', 'musl found'],
  );
  const missed = atlas.rows.find(({ kernel, consumer }) => kernel === '6.1' && consumer === 'go');
  const { cause } = missed?.keys.find(({ symbol }) => symbol === '__vdso_getrandom') ?? {};
  assert.match(cause ?? '', /^The kernel \(6\.1\) is older than 6\.11, .*__vdso_getrandom/);
});

test('--format csv: a line for each kernel, or for each key of runtimes that are named', async () => {
  const csv = async (...args: readonly string[]) => {
    const { code, stdout } = await runCli(['atlas', '--format', 'csv', '--arch', 's390x', ...args]);
    assert.equal(code, 0);
    return stdout.trimEnd().split('\n');
  };
  const [head, ...rows] = await csv();
  assert.equal(head, 'arch,kernel,proof,consumer,release,outcome,why');
  const json: AtlasJson = JSON.parse((await runCli(['atlas', '--json', '--arch', 's390x'])).stdout);
  assert.equal(rows.length, json.rows.length);
  assert.match(rows.find((row) => row.includes(',go,')) ?? '', /^s390x,5\.10,read,go,1\.\d+,partial,"?\S/);
  const [keyHead, ...keyRows] = await csv('--consumer', 'musl@1.2.6');
  assert.equal(keyHead, `${head},symbol,keyOutcome,cause,needs`);
  const [, ...without] = await csv('--consumer', 'musl@1.2.5');
  assert.match(without[0] ?? '', /^s390x,5\.10,read,musl,1\.2\.5,not-applicable,.*,,,,$/, 'without keys');
  assert.ok(keyRows.some((row) => /^s390x,6\.12,measured,musl,1\.2\.6,.*,__kernel_\w+,found,,/.test(row)));
});

test('--format markdown: docs/atlas.md without what is said there; the keys of runtimes that are named', async () => {
  const { stdout } = await runCli(['atlas', '--format', 'markdown', '--arch', 's390x', '--consumer', 'go']);
  assert.match(stdout, /^## s390x, 5\.10 \(read\) to 7\.3$/m);
  assert.match(stdout, /^\| runtimes \| 5\.10 \(read\) \| 6\.12 \|\n\| --- \| --- \| --- \|$/m);
  assert.match(stdout, /^\| Go 1\.\d+ \| partly found \| found \|$/m);
  assert.match(
    stdout,
    /^### Go 1\.\d+\n\n\| key \| from \|.*\n.*\n.*\n\| \\_\\_kernel_getrandom \| 5\.10 \(read\) \| falls back \| The kernel /m,
  );
});

test('it reads no image, and knows its architectures', () => {
  for (const [args, message] of [
    [['atlas', 'vdso.so'], /^vdso\.so has no meaning with atlas, which reads no image\.$/],
    [['atlas', '--live'], /^--live has no meaning with atlas/],
    [['atlas', '--replay'], /^--replay has no meaning with atlas/],
    [
      ['atlas', '--arch', 'vax'],
      /^Nothing is recorded of kernels of the architecture "vax"; known are x86_64, i386, /,
    ],
    [['check', '--arch', 'arm64'], /^--arch belongs to atlas/],
    [['--arch', 'arm64'], /^--arch belongs to atlas/],
    [['atlas', '--consumer', 'vms'], /^No runtime "vms" is known/],
    [['atlas', '--consumer', 'breakpad'], /^breakpad takes the whole image and looks no name up, /],
  ] as const) {
    assert.throws(() => parseCommand(args), { name: 'UsageError', message }, args.join(' '));
  }
  assert.equal(parseCommand(['inspect', 'atlas']).kind, 'inspect', 'a file may be called so');
});
