/** Two images of our builder that differ in one thing: that thing alone is told, both ways. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compareImages } from '../../../../src/report/comparison/compareImages.ts';
import { type Change, worstKind } from '../../../../src/report/comparison/comparison.ts';
import { codeImage } from '../../../support/code/codeImage.ts';
import { changesBetween, comparedOf } from '../../../support/compared.ts';
import { vdsoArchs, vdsoImage } from '../../../support/elf/index.ts';
import { buildIdNote, linuxVersionNote } from '../../../support/elf/notes.ts';

const names = ['__vdso_clock_gettime', '__vdso_gettimeofday', '__vdso_getcpu'];
const amd64 = (options: Partial<Parameters<typeof vdsoImage>[0]> = {}): Uint8Array =>
  vdsoImage({ arch: 'amd64', exports: names, ...options }).bytes;

const codes = (changes: readonly Change[], part?: Change['part']): string[] =>
  changes.filter((each) => part === undefined || each.part === part).map(({ code }) => code);

const only = (changes: readonly Change[], code: Change['code']) => {
  const found = changes.filter((each) => each.code === code);
  return found.map(({ kind, args }) => ({ kind, ...args }));
};

describe('two images', () => {
  for (const arch of vdsoArchs) {
    test(`of ${arch} that are one have no difference`, async () => {
      const image = vdsoImage({ arch }).bytes;
      assert.deepEqual(await changesBetween(image, image, true), []);
    });
  }

  test('that are one lie elsewhere and are called otherwise', async () => {
    const file = await comparedOf(amd64());
    const live = await comparedOf(amd64(), {
      kind: 'live',
      label: { pid: 7, own: true },
      base: 0x7000n,
      pid: 7,
    });
    assert.deepEqual(compareImages(file, live).changes, []);
  });

  test('of two architectures have nothing for each other', async () => {
    const changes = await changesBetween(amd64(), vdsoImage({ arch: 'arm64' }).bytes);
    const [first] = changes;
    assert.equal(first?.code, 'architecture');
    assert.equal(first.kind, 'breaking');
  });

  test('differ by an export, and by who looks it up', async () => {
    const changes = await changesBetween(amd64(), amd64({ exports: names.slice(0, 2) }));
    assert.deepEqual(
      only(changes, 'exportRemoved').map(({ kind, ...args }) => [kind, 'name' in args && args.name]),
      [
        ['breaking', '__vdso_getcpu'],
        ['breaking', 'getcpu'],
      ],
    );
    const musl = changes.find((each) => 'consumer' in each.args && each.args.consumer.id === 'musl');
    assert.equal(musl?.kind, 'breaking');
    assert.deepEqual('keys' in musl.args && musl.args.keys, [
      { symbol: '__vdso_getcpu', version: 'LINUX_2.6', from: 'found', to: 'fallback' },
    ]);
    const back = await changesBetween(amd64({ exports: names.slice(0, 2) }), amd64());
    assert.deepEqual(
      only(back, 'exportAdded').map(({ kind }) => kind),
      ['visible', 'visible'],
    );
    assert.equal(worstKind(back), 'visible', 'nobody is worse off');
  });

  test('differ by a consumer that finds nothing any more', async () => {
    const changes = await changesBetween(amd64(), amd64({ node: 'LINUX_9.9' }));
    const go = changes.find((each) => 'consumer' in each.args && each.args.consumer.id === 'go');
    assert.equal(go?.code, 'outcome');
    assert.equal(go.kind, 'breaking');
    assert.deepEqual(codes(changes, 'versions'), ['versionRemoved', 'versionAdded']);
    assert.ok(codes(changes, 'exports').includes('exportVersion'));
    assert.equal(
      changes.findIndex(({ part }) => part === 'consumers'),
      0,
      'what matters stands first',
    );
  });

  test('that have a name in several versions tell it once', async () => {
    const image = await comparedOf(amd64());
    const lying = (value: bigint, size: bigint) => ({
      ...image,
      exports: image.exports.flatMap((each) =>
        ['LINUX_2.6', 'LINUX_9.9'].map((version) => ({ ...each, version, value, size })),
      ),
    });
    const { changes } = compareImages(lying(0x1000n, 16n), lying(0x2000n, 32n));
    const told = image.exports.map(({ name }) => name);
    assert.deepEqual(
      changes.map(({ code, args }) => [code, 'names' in args ? args.names : []]),
      [
        ['exportsMoved', told],
        ['functionSize', told],
      ],
    );
  });

  test('differ by a hash table', async () => {
    const changes = await changesBetween(amd64({ hash: 'both' }), amd64({ hash: 'gnu' }));
    assert.deepEqual(only(changes, 'tableRemoved'), [{ kind: 'breaking', table: 'sysv' }]);
    const back = await changesBetween(amd64({ hash: 'gnu' }), amd64({ hash: 'both' }));
    assert.deepEqual(only(back, 'tableAdded'), [{ kind: 'visible', table: 'sysv' }]);
  });

  test('differ by a note, and one kernel stands beside the other', async () => {
    const notes = (minor: number) => [linuxVersionNote(6, minor, 1), buildIdNote('00112233')];
    const changes = await changesBetween(amd64({ notes: notes(12) }), amd64({ notes: notes(18) }));
    assert.deepEqual(only(changes, 'note'), [
      { kind: 'harmless', owner: 'Linux', type: 0, from: 'Linux 6.12.1', to: 'Linux 6.18.1' },
    ]);
    assert.deepEqual(codes(changes), ['note']);
  });

  test('of one build may have whole pages more where one is mapped', async () => {
    const image = amd64();
    const mapped = new Uint8Array(Math.ceil(image.length / 4096) * 4096);
    mapped.set(image);
    const changes = await changesBetween(image, mapped);
    assert.deepEqual(
      changes.map(({ code, expected }) => [code, expected]),
      [['imageSize', true]],
    );
    assert.equal(worstKind(changes), undefined);
    const notes = [buildIdNote('aa')];
    const other = new Uint8Array(mapped.length);
    other.set(amd64({ notes }));
    assert.ok(
      (await changesBetween(image, other)).some(({ code, expected }) => code === 'imageSize' && !expected),
    );
  });
});

describe('code of two images', () => {
  const clock = 'b8 e4 00 00 00 0f 05 c3';
  const user = '0f 31 c3';

  test('is told by its functions, those that are the same together', async () => {
    const from = codeImage('amd64', { __vdso_clock_gettime: clock, __vdso_time: user }).bytes;
    const to = codeImage('amd64', { first: 'c3', __vdso_clock_gettime: user, __vdso_time: user }).bytes;
    const changes = await changesBetween(from, to, true);
    const [code] = only(changes, 'code');
    assert.deepEqual(code, {
      kind: 'visible',
      names: ['__vdso_clock_gettime', 'clock_gettime'],
      of: code !== undefined && 'of' in code ? code.of : 0,
      removed: 2,
      // Beside rdtsc what fills the place behind the shorter code.
      added: 3,
    });
    assert.ok(only(changes, 'functionPath').some((each) => 'to' in each && each.to === 'user'));
    assert.ok(only(changes, 'clock').some((each) => 'name' in each && each.name === 'MONOTONIC'));
    assert.deepEqual(only(changes, 'sameCode'), [], 'the bytes of __vdso_time are the same');
  });

  test('of one build is somebody else’s where the kernel patches nothing', async () => {
    const from = codeImage('amd64', { __vdso_time: user }).bytes;
    const to = codeImage('amd64', { __vdso_time: '0f 31 90 c3' }).bytes;
    const changes = await changesBetween(from, to, true);
    assert.equal(changes.find(({ code }) => code === 'code')?.kind, 'visible');
  });

  test('that was not looked at is not told alike', async () => {
    const { bytes } = codeImage('amd64', { __vdso_time: user });
    const [read, unread] = [await comparedOf(bytes, { code: true }), await comparedOf(bytes)];
    assert.deepEqual(compareImages(read, unread).notCompared, [
      { part: 'clocks', why: 'not-read' },
      { part: 'code', why: 'not-read' },
    ]);
  });

  test('with very many notes are held against each other by looking at each of them a few times', async () => {
    const image = await comparedOf(amd64());
    let looks = 0;
    const notes = (count: number, description: string) =>
      Array.from({ length: count }, (_, at) => ({
        get owner() {
          looks++;
          return `owner ${at}`;
        },
        type: at,
        description,
        text: '',
      }));
    const changesOf = (count: number) => {
      looks = 0;
      const [from, to] = [
        { ...image, notes: notes(count, '00') },
        { ...image, notes: notes(count, '01').toReversed() },
      ];
      return compareImages(from, to).changes;
    };
    assert.deepEqual(codes(changesOf(3)), ['note', 'note', 'note']);
    const few = looks;
    changesOf(300);
    assert.ok(looks <= 100 * few, `${looks} for 300 notes, ${few} for 3`);
  });

  test('with notes of one kind: in their order, and what is left is new or gone', async () => {
    const image = await comparedOf(amd64());
    const notes = (...texts: string[]) =>
      texts.map((text) => ({ owner: 'GNU', type: 3, description: text, text }));
    const told = (from: string[], to: string[]) =>
      compareImages({ ...image, notes: notes(...from) }, { ...image, notes: notes(...to) }).changes.map(
        ({ code, args }) => [code, ...Object.values(args).slice(2)],
      );
    assert.deepEqual(told(['a', 'b'], ['a', 'c', 'd']), [
      ['note', 'b', 'c'],
      ['noteAdded', 'd'],
    ]);
    assert.deepEqual(told(['a', 'b', 'c'], ['a']), [
      ['noteRemoved', 'b'],
      ['noteRemoved', 'c'],
    ]);
  });
});
