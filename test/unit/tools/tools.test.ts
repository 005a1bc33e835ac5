import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { outcomeWords } from '../../../src/report/english/consumers.ts';
import { inputLimits } from '../../../src/tools/input.ts';
import {
  checkConsumers,
  inspectVdso,
  MAX_ANSWER,
  MAX_SENTENCE,
  MIN_ANSWER,
} from '../../../src/tools/tools.ts';
import { codeImage } from '../../support/code/codeImage.ts';
import { buildImage, fullImage, vdsoImage } from '../../support/elf/index.ts';
import { notLinux } from '../../support/machine.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { answerOf, openOn, place } from './support.ts';

interface Answer {
  readonly role: string;
  readonly fulfilled?: boolean;
  readonly required?: readonly { readonly fulfilled: boolean; readonly outcome: string }[];
  readonly consumers: readonly { readonly id: string; readonly release: string; readonly outcome: string }[];
  readonly symbols?: readonly { readonly name: string }[];
  readonly sections?: unknown;
  readonly code?: readonly {
    readonly symbol: string;
    readonly path: string;
    readonly counters: readonly string[];
  }[];
  readonly clocks?: readonly { readonly name: string; readonly path: string }[];
  readonly lookups?: readonly {
    readonly name: string;
    readonly nearest?: readonly string[];
    readonly searches: readonly {
      readonly consumer: string;
      readonly release: string;
      readonly outcome: string;
      readonly steps?: readonly unknown[];
    }[];
  }[];
  readonly leftOut: readonly { readonly part: string; readonly shown: number; readonly of: number }[];
}

const parsed = answerOf<Answer>;
/** For the worker. */
const largeImage = fullImage({ class: 64, littleEndian: true }, { textSize: 100_000 }).bytes;

test('a vDSO image is told whole, with all known consumers', () =>
  withFile(vdsoImage({ arch: 'amd64' }).bytes, async (file) => {
    const { json, notes } = parsed(await inspectVdso({ path: file }, place));
    assert.equal(notes, '');
    assert.equal(json.role, 'vdso');
    assert.deepEqual(json.leftOut, []);
    assert.ok(json.consumers.some(({ id, outcome }) => id === 'go' && outcome === 'found'));
    assert.ok(json.symbols?.some(({ name }) => name === '__vdso_clock_gettime'));
  }));

test('what the code does is told when it is asked for, and only then', () => {
  const { bytes } = codeImage('amd64', {
    __vdso_clock_gettime: '85 ff 75 03 0f 31 c3 b8 e4 00 00 00 0f 05 c3',
    __vdso_time: 'b8 c9 00 00 00 0f 05 c3',
  });
  return withFile(bytes, async (file) => {
    const all = parsed(await inspectVdso({ path: file }, place)).json;
    assert.ok(!('code' in all) && !('clocks' in all));
    const { json, notes } = parsed(await inspectVdso({ path: file, parts: ['code', 'clocks'] }, place));
    assert.equal(notes, '');
    const own = json.code?.filter(({ symbol }) => symbol.startsWith('__vdso'));
    assert.deepEqual(
      own?.map(({ symbol, path, counters }) => [symbol, path, counters]),
      [
        ['__vdso_clock_gettime', 'user-or-kernel', ['rdtsc']],
        ['__vdso_time', 'kernel', []],
      ],
    );
    assert.deepEqual(
      json.clocks?.slice(0, 2).map(({ name, path }) => [name, path]),
      [
        ['REALTIME', 'user'],
        ['MONOTONIC', 'kernel'],
      ],
    );
    assert.equal(json.symbols, undefined);
    const some = parsed(await inspectVdso({ path: file, parts: ['code'], filter: 'vdso_time' }, place)).json;
    assert.deepEqual(
      some.code?.map(({ symbol }) => symbol),
      ['__vdso_time'],
    );
    assert.deepEqual(some.leftOut, []);
  });
});

test('parts and filter choose what is told', () =>
  withFile(vdsoImage({ arch: 'amd64' }).bytes, async (file) => {
    const input = { path: file, parts: ['symbols'], filter: 'GETRANDOM' } as const;
    const { json } = parsed(await inspectVdso(input, place));
    assert.deepEqual(
      json.symbols?.map(({ name }) => name.replace(/^__vdso_/, '')),
      ['getrandom', 'getrandom'],
    );
    assert.equal(json.sections, undefined);
    assert.deepEqual(json.leftOut, []);
  }));

test('a large image is cut at whole rows, and what is left out is counted', async () => {
  const symbols = Array.from({ length: 3000 }, (_, index) => ({
    name: `function_with_a_long_name_${index}`,
    offset: index % 64,
    size: 1,
    type: 'FUNC' as const,
    bind: 'GLOBAL' as const,
  }));
  const { bytes } = buildImage({ class: 64, littleEndian: true, machine: 62, symbols });
  await withFile(bytes, async (file) => {
    for (const budget of [undefined, 4000, 10, Number.NaN]) {
      const text = await inspectVdso({ path: file }, place, { tokenBudget: budget });
      assert.ok(
        text.length <= Math.max(6000, Math.min(MAX_ANSWER, (budget || MAX_ANSWER) * 3)),
        `${text.length}`,
      );
      const { json, notes } = parsed(text);
      assert.match(notes, /left out/);
      assert.match(notes, /no consumer was evaluated.*asVdso/);
      const cut = json.leftOut.find(({ part }) => part === 'symbols');
      assert.equal(cut?.shown, json.symbols?.length);
      assert.equal(cut?.of, 3001);
    }
  });
});

test('requirements are told to be fulfilled or not', () =>
  withFile(vdsoImage({ arch: 'arm64' }).bytes, async (file) => {
    const check = async (require: string[]) =>
      parsed(await checkConsumers({ path: file, require }, place)).json;
    const newest = await check(['go']);
    assert.equal(newest.fulfilled, true);
    assert.deepEqual(
      newest.consumers.map(({ id }) => id),
      ['go'],
    );
    const old = await check(['go', 'go@1.21']);
    assert.equal(old.fulfilled, false);
    assert.deepEqual(
      old.required?.map(({ fulfilled }) => fulfilled),
      [true, false],
    );
    assert.deepEqual(old.consumers.map(({ release }) => release).slice(1), ['1.21']);
  }));

test('partly found fulfils a requirement unless all keys are demanded', () => {
  const image = vdsoImage({ arch: 'amd64', exports: ['__vdso_clock_gettime'] });
  return withFile(image.bytes, async (file) => {
    const check = async (require: string) =>
      parsed(await checkConsumers({ path: file, require: [require] }, place)).json.fulfilled;
    assert.equal(await check('go'), true);
    assert.equal(await check('go:all'), false);
    assert.equal(await check('go@1.19'), true);
  });
});

test('a mistake is answered with what to ask instead', async () => {
  const message = async (work: Promise<string>) =>
    work.then(
      () => assert.fail('no error'),
      (error: Error) => error.message,
    );
  assert.match(await message(inspectVdso({ path: 'a', pid: 1 }, place)), /not both/);
  assert.match(await message(inspectVdso({ path: 'lib.so' }, { ...place, folders: [] })), /absolute path/);
  assert.match(await message(inspectVdso({ path: '/nonexistent.so' }, place)), /does not exist/);
  assert.match(await message(inspectVdso({ pid: 2 ** 22 + 1 }, place)), /no process/);
  assert.match(
    await message(checkConsumers({ consumers: ['perl'] }, place)),
    /Known are .*\bgo\b.*, such as go@1\.21\.$/,
  );
  assert.match(await message(checkConsumers({ require: ['perl'] }, place)), /Known are .*\bgo\b/);
  assert.match(await message(checkConsumers({ require: ['go:some'] }, place)), /:all/);
  await withFile(new TextEncoder().encode('hello, world\n'), async (file) => {
    assert.match(await message(inspectVdso({ path: file }, place)), /Not an ELF file/);
  });
});

test('the manifest tells models the outcomes and the consumers that there are', async () => {
  const manifest = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    contributes: {
      languageModelTools: {
        name: string;
        modelDescription: string;
        inputSchema: { properties: Record<string, { description: string }> };
      }[];
    };
  };
  const tool = manifest.contributes.languageModelTools.find(({ name }) => name === 'check_vdso_consumers');
  assert.ok(tool !== undefined);
  assert.ok(tool.modelDescription.includes(`(${Object.keys(outcomeWords).join(', ')})`));
  const ids = allConsumers.map(({ id }) => id).join(', ');
  const asking = manifest.contributes.languageModelTools.filter(
    ({ inputSchema }) => inputSchema.properties['consumers'],
  );
  assert.equal(asking.length, 2);
  for (const { inputSchema } of asking)
    assert.ok(inputSchema.properties['consumers']?.description.includes(`IDs: ${ids}.`));
});

test('a release is written here as in the terminal and in the settings', () =>
  withFile(vdsoImage({ arch: 'amd64' }).bytes, async (file) => {
    const ask = async (consumer: string) =>
      parsed(await checkConsumers({ path: file, consumers: [consumer] }, place)).json.consumers[0]?.release;
    assert.equal(await ask('abseil@20260526'), '20260526');
    assert.equal(await ask('bionic@2025-03-26'), '2025-03-26');
    assert.equal(await ask('go@go1.21.13'), '1.21');
    await assert.rejects(ask('go@newest'), /names no release\. Write ID or ID@RELEASE/);
  }));

test('a file with every table stays within the limit', () =>
  withFile(fullImage({ class: 32, littleEndian: false }).bytes, async (file) => {
    const text = await inspectVdso({ path: file, asVdso: true }, place);
    assert.ok(text.length <= MAX_ANSWER);
    assert.ok(parsed(text).json.consumers.length > 0);
  }));

test('whatever the arguments, an answer stays within its size', async () => {
  const require = allConsumers.flatMap(({ id }) => [id, `${id}:all`]);
  for (const release of ['1.18', '1.19', '1.20', '1.21', '1.22']) require.push(`go@${release}`);
  require.length = Math.min(require.length, inputLimits.items);
  await withFile(vdsoImage({ arch: 'amd64', exports: [] }).bytes, async (file) => {
    for (const tokenBudget of [undefined, 1, 4000, Number.NaN, Number.POSITIVE_INFINITY]) {
      const limit = Number.isFinite(tokenBudget) ? Math.max(MIN_ANSWER, (tokenBudget ?? 0) * 3) : MAX_ANSWER;
      const text = await checkConsumers({ path: file, require }, place, { tokenBudget });
      assert.ok(text.length <= limit, `${tokenBudget}: ${text.length}`);
      const { json } = parsed(text);
      assert.equal(json.fulfilled, false, 'of all requirements, also of those that are left out');
      const cut = json.leftOut.find(({ part }) => part === 'required');
      assert.equal(json.required?.length, cut?.shown ?? require.length);
      assert.equal(cut?.of ?? require.length, require.length);
      assert.equal(cut !== undefined, limit === MIN_ANSWER);
    }
  });
});

test('a file with a name as long as there may be, of invisible characters', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  await withFile(bytes, async (file) => {
    let folder = path.dirname(file);
    // 3,700 bytes: a path of the system's own calls may have 4,095.
    while (folder.length < 1_300) folder = path.join(folder, '\u2800'.repeat(80));
    await mkdir(folder, { recursive: true });
    const long = path.join(folder, 'vdso.so');
    await writeFile(long, bytes);
    for (const tokenBudget of [undefined, 1]) {
      const text = await inspectVdso({ path: long }, place, { tokenBudget });
      assert.ok(text.length <= (tokenBudget === undefined ? MAX_ANSWER : MIN_ANSWER), `${text.length}`);
      assert.ok(parsed(text).json.leftOut !== undefined);
    }
    await assert.rejects(
      inspectVdso({ path: `${long}x`.replace('vdso', '\u202e'.repeat(50)) }, place),
      (error) => {
        assert.ok(error instanceof Error);
        assert.ok(error.message.length <= MAX_SENTENCE, `${error.message.length}`);
        return true;
      },
    );
  });
});

test('any name is looked up, by those who are named, in whatever file', async () => {
  await withFile(vdsoImage({ arch: 'amd64' }).bytes, async (file) => {
    const input = { path: file, lookup: ['__vdso_tme', '__vdso_time@LINUX_2.6'] };
    const { lookups } = parsed(await checkConsumers(input, place)).json;
    assert.deepEqual(
      lookups?.map(({ name }) => name),
      ['__vdso_tme', '__vdso_time'],
    );
    assert.deepEqual(lookups?.[0]?.nearest, ['__vdso_time']);
    assert.ok((lookups?.[1]?.searches.length ?? 0) > 20);
    const one = { ...input, consumers: ['musl@1.2.5'] };
    const [search] = parsed(await checkConsumers(one, place)).json.lookups?.[1]?.searches ?? [];
    assert.deepEqual([search?.consumer, search?.release, search?.outcome], ['musl', '1.2.5', 'found']);
    assert.ok((search?.steps?.length ?? 0) > 0);
    await assert.rejects(checkConsumers({ lookup: [' '] }, place), /" " is no name to look up/);
  });
  await withFile(buildImage({ class: 64, littleEndian: true, machine: 62 }).bytes, async (file) => {
    const input = { path: file, lookup: ['x'] };
    assert.deepEqual(parsed(await checkConsumers(input, place)).json.lookups?.[0]?.searches, []);
    const named = await checkConsumers({ ...input, consumers: ['go'] }, place);
    assert.equal(parsed(named).json.lookups?.[0]?.searches.length, 1);
  });
});

test('an image that was answered about is not kept open, small or not', { skip: notLinux }, async () => {
  for (const bytes of [vdsoImage({ arch: 'amd64' }).bytes, largeImage])
    await withFile(bytes, async (file) => {
      await inspectVdso({ path: file }, place);
      assert.deepEqual(openOn(file), []);
    });
});
