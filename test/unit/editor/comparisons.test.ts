import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  type ComparedPath,
  parseCompared,
  partAddress,
  summaryAddress,
} from '../../../src/editor/comparedUri.ts';
import { COMPARED_KEPT, Comparisons } from '../../../src/editor/comparisons.ts';
import type { ComparedImage } from '../../../src/report/comparison/comparedImage.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { english } from '../../../src/session/words.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { evilNames } from '../../support/evilNames.ts';

const images: Readonly<Record<string, Uint8Array>> = {
  'vdso:/live/linux-vdso.so.1': vdsoImage({ arch: 'amd64' }).bytes,
  'file:///srv/vdso.so': vdsoImage({ arch: 'amd64' }).bytes,
  'file:///srv/arm.so': vdsoImage({ arch: 'arm64' }).bytes,
};

function comparisons() {
  const reads: string[] = [];
  const failing = new Set<string>();
  const told = { words: 0, asks: [] as boolean[] };
  const made = new Comparisons({
    words() {
      told.words++;
      return english;
    },
    async read(uri, asks, signal) {
      reads.push(uri);
      told.asks.push(asks);
      if (failing.has(uri)) throw new Error(`no ${uri}`);
      return imageOf(uri, signal);
    },
  });
  return { reads, failing, told, made };
}

async function imageOf(uri: string, signal?: AbortSignal): Promise<ComparedImage> {
  const bytes = images[uri] ?? images['file:///srv/vdso.so'] ?? new Uint8Array();
  const info = { kind: 'file', label: uri, size: bytes.length } as const;
  const options = { selection: [{ id: 'go' }, { id: 'musl' }], asVdso: false, symtab: false };
  const input = { source: memorySource(bytes), info, options, generator: 'x' };
  return (await openLocal(input, signal)).compared(true, signal);
}

const LIVE = 'vdso:/live/linux-vdso.so.1';
const FILE = 'file:///srv/vdso.so';
const ARM = 'file:///srv/arm.so';

suite('comparisons', () => {
  test('images that are alike: nothing leads anywhere', async () => {
    const { made } = comparisons();
    const { title, text, leads } = await made.summary({ from: FILE, to: LIVE });
    assert.match(text, new RegExp(`^${title.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}\n`));
    assert.deepEqual(leads, []);
    assert.deepEqual(await made.differing({ from: FILE, to: LIVE }), []);
  });

  test('images that differ: what programs see comes first, and each heading leads to the texts that differ', async () => {
    const { made } = comparisons();
    const pair = { from: FILE, to: ARM };
    const { text, leads } = await made.summary(pair);
    const lines = text.split('\n');
    assert.equal(leads[0]?.line, 0);
    assert.equal(leads[0]?.part, undefined);
    const parts = leads.slice(1);
    assert.ok(parts.length >= 3, text);
    for (const { line, part } of parts) {
      assert.equal(lines[line - 1], '');
      assert.notEqual(lines[line]?.[0], ' ');
      assert.ok((await made.differing(pair, part)).length > 0, part);
    }
    const order = parts.map(({ part }) => part ?? '');
    assert.deepEqual(order.slice(0, 2), ['consumers', 'exports']);
  });

  test('the texts differ where they say so, and nowhere else', async () => {
    const { made } = comparisons();
    const pair = { from: FILE, to: ARM };
    const differing = await made.differing(pair);
    assert.ok(differing.some(({ part, name }) => part === 'code' && name !== ''));
    for (const { part, name } of differing) {
      const of = (uri: string): Promise<string> => {
        const path = parseCompared(partAddress(uri, part, name)) as ComparedPath;
        return made.text(path);
      };
      assert.notEqual(await of(FILE), await of(ARM), `${part} ${name}`);
      assert.equal(await of(FILE), await of(LIVE), `${part} ${name}: no path and no process in it`);
    }
  });

  test('texts stand as in the first image, and then what the other one has alone', async () => {
    const { made } = comparisons();
    const functions = async (from: string, to: string) => {
      const differing = await made.differing({ from, to }, 'code');
      return differing.map(({ name }) => name).filter((name) => name !== '');
    };
    const [there, back] = [await functions(FILE, ARM), await functions(ARM, FILE)];
    const arm = there.filter((name) => name.startsWith('__kernel_'));
    const x86 = there.filter((name) => !arm.includes(name));
    assert.ok(x86.length > 1 && arm.length > 1, there.join());
    assert.deepEqual(
      [there, back],
      [
        [...x86, ...arm],
        [...arm, ...x86],
      ],
    );
  });

  test('of each part the changes stand in one column, behind what kind they are', async () => {
    const { made } = comparisons();
    const { text } = await made.summary({ from: FILE, to: ARM });
    const parts = text.split('\n\n').slice(1);
    const columns = parts.map((part) =>
      part.split('\n').flatMap((line) => /^ {2}\w+ +/.exec(line)?.[0].length ?? []),
    );
    for (const [at, each] of columns.entries()) assert.equal(new Set(each).size, 1, parts[at]);
    assert.ok(columns.some((each) => each.length > 1));
  });

  test('what is made of images is made once, and again when they are compared anew', async () => {
    const { told, made } = comparisons();
    const pair = { from: FILE, to: ARM };
    const { text } = await made.summary(pair);
    const { words } = told;
    for (let count = 0; count < 3; count++) {
      assert.equal(await made.text({ kind: 'summary', ...pair }), text);
      for (const { part, name } of await made.differing(pair))
        for (const image of [FILE, ARM]) await made.text({ kind: 'part', image, part, name });
    }
    assert.equal(told.words, words);
    await made.anew(pair);
    assert.equal(told.words, 2 * words);
  });

  test('an image is read once for all its texts, anew when it is compared anew, and a failure is not kept', async () => {
    const { reads, failing, made } = comparisons();
    const pair = { from: FILE, to: ARM };
    await made.summary(pair);
    await made.differing(pair);
    assert.deepEqual(reads, [FILE, ARM]);
    await made.anew(pair);
    assert.equal(reads.length, 4);
    failing.add(ARM);
    await assert.rejects(made.anew(pair), /no file/);
    failing.clear();
    await made.summary(pair);
    for (let count = 0; count < COMPARED_KEPT; count++)
      await made.summary({ from: `file:///${count}`, to: ARM });
    reads.length = 0;
    await made.summary(pair);
    assert.deepEqual(reads, [FILE], 'the one used last is kept');
  });
});

suite('addresses of comparisons', () => {
  test('what is written is read, whatever names are', () => {
    for (const name of ['a', '..', '', 'a/b', '%2F', ...Object.values(evilNames)]) {
      const address = partAddress(`file:///${encodeURIComponent(name)}`, 'code', name);
      const expected = { kind: 'part', image: `file:///${encodeURIComponent(name)}`, part: 'code', name };
      assert.deepEqual(parseCompared(address), expected, address.path);
      assert.doesNotMatch(address.path, /\/\.\.?(\/|$)/);
      const pair = { from: LIVE, to: `file:///${encodeURIComponent(name)}` };
      assert.deepEqual(parseCompared(summaryAddress(pair, `${name} ↔ b`)), { kind: 'summary', ...pair });
    }
  });

  test('nothing else has an address', () => {
    for (const [path, query] of [
      ['/', ''],
      ['/a.txt', 'from=a'],
      ['/a.txt', 'from=a&to=%zz'],
      ['/nothing.txt', 'image=a'],
      ['/code', 'image=a'],
      ['/code.txt', 'image=%zz'],
      ['/code.txt', ''],
      ['/code/%zz.txt', 'image=a'],
    ] as const)
      assert.equal(parseCompared({ path, query }), undefined, `${path}?${query}`);
  });

  test('VS Code shows the path, and takes one path on both sides for one file: no image is in it', () => {
    const [one, other] = [LIVE, FILE].map((image) => partAddress(image, 'code', '__vdso_time'));
    assert.equal(one?.path, '/code/__vdso_time.txt');
    assert.equal(one.path, other?.path);
    assert.equal(summaryAddress({ from: LIVE, to: FILE }, 'a ↔ b').path, '/a ↔ b.txt');
    assert.equal(summaryAddress({ from: LIVE, to: FILE }, 'a/b ↔ c').path, '/a∕b ↔ c.txt', 'one name');
  });

  test('an image that two wait for is read on when the first of them leaves, and given up when both have', async () => {
    const signals: AbortSignal[] = [];
    let read = (_: ComparedImage) => {};
    const reading = new Promise<ComparedImage>((resolve) => {
      read = resolve;
    });
    const made = new Comparisons({
      words: () => english,
      read: (_, __, signal) => {
        if (signal !== undefined) signals.push(signal);
        return reading;
      },
    });
    const [first, second] = [new AbortController(), new AbortController()];
    const pair = { from: FILE, to: FILE };
    const leaving = made.summary(pair, first.signal);
    const staying = made.summary(pair, second.signal);
    first.abort();
    await assert.rejects(leaving, /withdrawn/);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
    second.abort();
    await assert.rejects(staying, /withdrawn/);
    assert.equal(signals[0]?.aborted, true);
    const again = made.summary(pair);
    read(await imageOf(FILE));
    assert.match((await again).text, /No difference/);
    assert.equal(signals.length, 2, 'read once more, for both sides');
  });

  test('something is asked only where somebody compares, not where a text is looked at again', async () => {
    const { told, made } = comparisons();
    await made.summary({ from: FILE, to: ARM });
    assert.deepEqual(told.asks, [false, false]);
    await made.anew({ from: FILE, to: ARM });
    assert.deepEqual(told.asks, [false, false, true, true]);
  });
});
