/** The tool that compares two images: what it answers is what `diff --format json` says, in its size. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Consents } from '../../../src/tools/consents.ts';
import type { ToolImage } from '../../../src/tools/toolImage.ts';
import { compareVdsoImages, MAX_ANSWER, MIN_ANSWER } from '../../../src/tools/tools.ts';
import { buildImage, vdsoImage } from '../../support/elf/index.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { runCli } from '../cli/support.ts';
import { answerOf, place } from './support.ts';

interface Answer {
  readonly kind?: string;
  readonly from: object;
  readonly to: object;
  readonly changes: readonly { readonly part: string; readonly kind: string; readonly message: string }[];
  readonly notCompared: readonly unknown[];
  readonly leftOut: readonly { readonly part: string; readonly shown: number; readonly of: number }[];
}

const parsed = answerOf<Answer>;

const names = ['__vdso_clock_gettime', '__vdso_getcpu'];
const older = vdsoImage({ arch: 'amd64', exports: names }).bytes;
const newer = vdsoImage({ arch: 'amd64', exports: names.slice(0, 1) }).bytes;

const withBoth = (from: Uint8Array, to: Uint8Array, use: (from: string, to: string) => Promise<void>) =>
  withFile(from, (one) => withFile(to, (other) => use(one, other)));

test('says what diff says', () =>
  withBoth(older, newer, async (fromPath, toPath) => {
    const { json, notes } = parsed(await compareVdsoImages({ fromPath, toPath }, place));
    const diff = JSON.parse((await runCli(['diff', fromPath, toPath, '--json'])).stdout) as Answer;
    assert.equal(notes, '');
    // Whole files are digested for the terminal alone.
    const bare = ({ from, to, ...rest }: Answer) => {
      const side = (of: object) => ({ ...of, sha256: undefined });
      return { ...rest, generator: 0, from: side(from), to: side(to) };
    };
    assert.deepEqual(bare(json), bare({ ...diff, leftOut: [] }));
    assert.equal(json.kind, 'breaking');
  }));

test('of parts that are asked for, and of consumers', () =>
  withBoth(older, newer, async (fromPath, toPath) => {
    const exports = parsed(await compareVdsoImages({ fromPath, toPath, parts: ['exports'] }, place)).json;
    assert.deepEqual([...new Set(exports.changes.map(({ part }) => part))], ['exports']);
    const musl = parsed(await compareVdsoImages({ fromPath, toPath, consumers: ['go'] }, place)).json;
    assert.deepEqual(
      musl.changes.filter(({ part }) => part === 'consumers').map(({ message }) => message),
      [],
    );
  }));

test('the side that is not given is the live image', () =>
  withFile(newer, async (toPath) => {
    const text = await compareVdsoImages({ toPath }, place).catch((error: Error) => error.message);
    assert.match(text, /"from":\{"kind":"live"|No vDSO|no vDSO/);
  }));

test('nothing at all, and two ways for one side, are refused with what to give', async () => {
  const asked: readonly (readonly [object, RegExp])[] = [
    [{}, /^Give at least one image of the two/],
    [{ fromPath: '', asVdso: true }, /^Give at least one image of the two/],
    [{ fromPath: '/x', fromPid: 1 }, /^Give path or pid or neither/],
    [{ fromPath: '/nowhere/a.so', toPath: '/nowhere/b.so' }, /a\.so does not exist/],
  ];
  for (const [input, sentence] of asked)
    await assert.rejects(compareVdsoImages(input, place), ({ message }: Error) => sentence.test(message));
});

test('files outside the open folders are read only when the user was asked about both', () =>
  withBoth(older, newer, async (fromPath, toPath) => {
    const consents = new Consents();
    const strict = { ...place, covers: (image: ToolImage) => consents.covers(image) };
    consents.ask({ kind: 'file', path: fromPath, real: fromPath, inWorkspace: false });
    await assert.rejects(compareVdsoImages({ fromPath, toPath }, strict), /has not been asked about/);
    consents.ask({ kind: 'file', path: toPath, real: toPath, inWorkspace: false });
    assert.equal(parsed(await compareVdsoImages({ fromPath, toPath }, strict)).json.kind, 'breaking');
  }));

/** An image that exports so many names, each of them so long. */
const library = (count: number, size: number) =>
  buildImage({
    class: 64,
    littleEndian: true,
    machine: 62,
    symbols: Array.from({ length: count }, (_, index) => ({
      name: `a_function_with_a_long_name_${index}`,
      offset: (index + size) % 64,
      size,
      type: 'FUNC' as const,
      bind: 'GLOBAL' as const,
    })),
  }).bytes;

test('an answer stays within its size: the worst changes are there, and the others are counted', async () => {
  await withBoth(library(1300, 1), library(200, 2), async (fromPath, toPath) => {
    for (const tokenBudget of [undefined, 4000, 10, Number.NaN]) {
      const text = await compareVdsoImages({ fromPath, toPath }, place, { tokenBudget });
      const limit = Math.max(MIN_ANSWER, Math.min(MAX_ANSWER, (tokenBudget || MAX_ANSWER) * 3));
      assert.ok(text.length <= limit, `${text.length} of ${limit}`);
      const { json, notes } = parsed(text);
      assert.match(notes, /no consumer was evaluated.*asVdso/);
      assert.match(notes, /changes were left out/);
      const [cut] = json.leftOut;
      assert.equal(cut?.part, 'changes');
      assert.equal(cut?.shown, json.changes.length);
      assert.ok((cut?.of ?? 0) > 1000 && json.changes.length > 5);
      assert.deepEqual([...new Set(json.changes.map(({ kind }) => kind))], ['breaking']);
    }
    const some = parsed(await compareVdsoImages({ fromPath, toPath, parts: ['sizes', 'notes'] }, place));
    assert.ok(some.json.changes.every(({ part }) => part === 'sizes' || part === 'notes'));
  });
});

test('an answer takes all of its size, and never more', () =>
  withBoth(library(200, 1), library(0, 1), async (fromPath, toPath) => {
    // 3 characters a token.
    const answer = (size: number) =>
      compareVdsoImages({ fromPath, toPath }, place, { tokenBudget: size / 3 });
    const full = await answer(9000);
    assert.match(full, /no consumer was evaluated.*\n.*changes were left out.*\n/);
    assert.equal(await answer(full.length), full);
    const less = await answer(full.length - 1);
    assert.ok(less.length < full.length, `${less.length} of ${full.length}`);
  }));
