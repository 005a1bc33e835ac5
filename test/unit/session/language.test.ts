/**
 * What a page gets is made of catalogues and of names: seen in a language in which every word of a catalogue is marked,
 * and in Chinese, in which English words are seen.
 * What is written to files and answered to tools is English, whatever the page's language is.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allConsumers, catalog } from '../../../src/consumers/catalog/index.ts';
import { kernelImages } from '../../../src/consumers/catalog/kernelImages.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { AtlasSession } from '../../../src/session/atlasSession.ts';
import type { SessionInput } from '../../../src/session/input.ts';
import type { Session } from '../../../src/session/model.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { english, type SessionWords, sessionLanguages } from '../../../src/session/words.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { chineseFaults } from '../../support/chinese.ts';
import { fullImage, vdsoImage } from '../../support/elf/index.ts';
import { fewImages, matrixOf } from '../../support/manyImages.ts';
import { marked, unmarked } from '../../support/otherLanguage.ts';
import { PACKED } from '../../support/packedProgram.ts';
import { sideBySide } from '../../support/twoLanguages.ts';

/** What only joins others is not marked: it would hide what it joins. */
const { list, listOfLists, paragraph, ended, labelled, noted } = english.elf;
const pseudo: SessionWords = {
  ...marked(english),
  elf: { ...marked(english.elf), list, listOfLists, paragraph, ended, labelled, noted },
};
const chinese = await sessionLanguages.read('zh-cn');

/** Keys of views that say what something is, and are not shown; and words that are typed as they are in any language. */
const CODES = new Set(
  'id kind tone outcome outcomes result role table part consumer align bucketTable bloomTable prototype ascii opens value clears choice kept assembly bytes mark place from code quickFilters command'.split(
    ' ',
  ),
);

/** Every text of a view. */
function* textsOf(view: unknown, path: string): Generator<readonly [path: string, text: string]> {
  if (typeof view === 'string') yield [path, view];
  else if (Array.isArray(view))
    for (const [at, each] of view.entries()) yield* textsOf(each, `${path}[${at}]`);
  else if (typeof view === 'object' && view !== null)
    for (const [key, each] of Object.entries(view))
      if (!CODES.has(key)) yield* textsOf(each, `${path}.${key}`);
}

/** Words that are names: of consumers, what they look up and keep it in, and what the images have. */
const NAMES = new Set<string>(['tsc', 'vdso', 'linux', 'note', 'rela', 'rel', 'jmprel', 'relr']);

/** Codes of problems, which are shown beside their sentences. */
const PROBLEMS = new Set<string>();

function learn(name: string | undefined): void {
  for (const word of name?.match(/[a-z]{3,}/g) ?? []) NAMES.add(word);
}

for (const { id, name, arches } of allConsumers) {
  learn(id);
  learn(name);
  for (const { keys } of arches)
    for (const { variable, symbol, need } of keys) {
      learn(variable);
      if (need === undefined) learn(symbol);
    }
}

for (const { arch, name } of kernelImages) {
  learn(arch);
  learn(name);
}

async function learnNames(bytes: Uint8Array): Promise<void> {
  const result = await readElf(memorySource(bytes), { symtab: true });
  assert.ok(result.kind === 'elf');
  const { symbols, symtab, sections, versionDefinitions, soname, problems } = result.image;
  for (const { code } of problems) PROBLEMS.add(code);
  for (const table of [symbols, symtab]) for (let i = 0; i < (table?.length ?? 0); i++) learn(table?.name(i));
  for (let i = 0; i < sections.length; i++) learn(sections.at(i)?.name);
  for (const { name } of versionDefinitions) learn(name);
  learn(soname);
}

/** What has to be in a catalogue and is not; '' where there is nothing of that kind. */
function words(text: string): string {
  if (PROBLEMS.has(text)) return '';
  const left = unmarked(text);
  return (left.match(/(?<![\w.$@/])[a-z]{3,}(?![\w.@/])/g) ?? [])
    .filter((word) => !NAMES.has(word))
    .join(' ');
}

function assertMarked(view: unknown, path: string): void {
  const wrong = [...textsOf(view, path)].filter(([, text]) => words(text) !== '');
  assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} texts are of no catalogue`);
}

function assertChinese(view: unknown, path: string): void {
  const wrong = [...textsOf(view, path)].flatMap(([where, text]) =>
    PROBLEMS.has(text) ? [] : chineseFaults(text, NAMES).map((fault) => [where, fault, text]),
  );
  assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} faults`);
}

const beside = sideBySide(english, chinese);

function assertAlike(): void {
  assert.deepEqual(Object.fromEntries(beside.lacking), {});
}

/** Each language, and what is asked of a view in it. */
const languages: readonly (readonly [string, SessionWords, (view: unknown, path: string) => void])[] = [
  ['marked', pseudo, assertMarked],
  ['zh-cn', chinese, assertChinese],
  ['English beside zh-cn', beside.words, assertAlike],
];

function input(bytes: Uint8Array, more: Partial<SessionInput> = {}): SessionInput {
  return {
    source: memorySource(bytes),
    info: { kind: 'file', label: 'image.so', path: '/images/image.so', size: bytes.length },
    options: { selection: allConsumers.map(({ id }) => ({ id })), asVdso: true, symtab: true },
    generator: 'vdso-explorer 0.0.0',
    ...more,
  };
}

const live: Partial<SessionInput> = {
  info: {
    kind: 'live',
    label: { pid: 4711, own: true },
    pid: 4711,
    base: 0x7fff_1000_0000n,
    mapping: [
      { name: '', start: 0x7fff_1000_0000n, end: 0x7fff_1000_2000n, perms: 'r-xp' },
      { name: '[vdso]', start: 0x7fff_2000_0000n, end: 0x7fff_2000_2000n, perms: 'r-xp' },
    ],
    size: 0,
  },
  host: { kernelRelease: '6.12.0', arch: 'x64', clocksource: 'tsc' },
};

/** Whatever a page may ask. */
async function* viewsOf(session: Session): AsyncGenerator<readonly [path: string, view: unknown]> {
  const summary = await session.summary();
  yield ['summary', summary];
  for (const { id, rowCount } of summary.tables) {
    const query = { table: id, filter: '', start: 0, count: 40 } as const;
    yield [`rows of ${id}`, (await session.rows(query)).rows];
    for (let index = 0; index < Math.min(rowCount, 40); index++)
      yield [`detail of ${id} ${index}`, await session.detail(id, index)];
  }
  yield ['detail beyond', await session.detail('symbols', 1e6)];
  for (const { id } of summary.consumers) yield [`consumer ${id}`, await session.consumer(id)];
  for (const kind of ['gnu', 'sysv'] as const) yield [`chains ${kind}`, await session.chains(kind, 0, 64)];
  const code = await session.code(true);
  yield ['code', code];
  for (const { id } of code.tables) {
    const { rows } = await session.rows({ table: id, filter: '', start: 0, count: 40 });
    yield [`rows of ${id}`, rows];
    for (const { index } of rows) yield [`detail of ${id} ${index}`, await session.detail(id, index)];
  }
  const place = (await session.detail('functions', 0)).code ?? '0x0';
  yield ['instructions', await session.instructions({ place, start: 0, count: 40 })];
  yield ['instructions beyond', await session.instructions({ place: '0xffff', start: 0, count: 40 })];
  yield ['bytes', await session.bytes(0, 1e6)];
  for (let offset = 0; offset < 0x800; offset += 24)
    yield [`fields at ${offset}`, await session.fieldsAt(offset)];
  yield ['strings', (await session.strings(0))?.table.columns];
  for (const text of ['__vdso_time', '__kernel_clock_gettime@LINUX_2.6', '__vdso_clock_gettme', 'malloc'])
    for (const consumer of ['', 'go', 'musl', 'async-profiler']) {
      const query = consumer === '' ? { text } : { text, consumer };
      yield [`${text} looked up by ${consumer}`, await session.lookUp(query)];
    }
  for (const address of [0x7fff_1000_0100n, 0x100n, 0x7fff_2000_0010n, 0xffff_ffff_ffffn])
    yield [`address ${address}`, await session.resolveAddress(address)];
}

const damaged = vdsoImage({ arch: 'arm64', notes: [], versions: false }).bytes.slice(0, 0x500);

const images: Readonly<Record<string, SessionInput>> = {
  'a live image': input(vdsoImage({ arch: 'amd64' }).bytes, live),
  'an image of another architecture': input(vdsoImage({ arch: 'riscv64' }).bytes),
  'a damaged image': input(damaged),
  'a library': input(fullImage({ class: 64, littleEndian: true }, { textSize: 1000 }).bytes),
  'a big-endian library': input(fullImage({ class: 32, littleEndian: false }, { textSize: 1000 }).bytes),
};

for (const [language, told, assertTold] of languages) {
  for (const [name, image] of Object.entries(images)) {
    test(`${name}, ${language}: what the page gets is from the catalogues of its language`, async () => {
      await learnNames(await image.source.read(0, image.source.size));
      const session = await openLocal(image, undefined, told);
      for await (const [path, view] of viewsOf(session)) assertTold(view, path);
      await session.dispose();
    });
  }

  test(`the page of the atlas, ${language}, is from the catalogues of its language`, async () => {
    const session = new AtlasSession(
      { selection: catalog.map(({ id }) => ({ id })), machine: 'x86_64', generator: 'vdso-explorer 0.0.0' },
      told,
    );
    for (const choice of [{}, { arch: 'arm64', consumer: 'go' }]) {
      assertTold(await session.choose(choice), 'page');
      const { rows } = await session.rows({ table: 'atlas', filter: '', start: 0, count: 100 });
      assertTold(rows, 'rows');
      for (const { index, cells } of rows)
        for (let column = 0; column < cells.length; column++)
          assertTold(await session.detail(index, column), `detail ${index} ${column}`);
    }
  });
}

for (const [language, told, assertTold] of languages)
  test(`the page of a matrix, ${language}, is from the catalogues of its language`, async () => {
    const { images } = await fewImages(told);
    const session = matrixOf({ images, unread: [], notes: [] }, told);
    for (const { image } of images) learn(String(image.label));
    for (const choice of [
      {},
      { baseline: '' },
      { rows: 'symbols' },
      { rows: 'clocks', shown: 'differing' },
    ]) {
      assertTold(await session.choose(choice), 'page');
      const { rows } = await session.rows({ table: 'matrix', filter: '', start: 0, count: 100 });
      assertTold(rows, 'rows');
      for (const { index, cells } of rows)
        for (let column = 0; column < cells.length; column++)
          assertTold(await session.detail(index, column), `detail ${index} ${column}`);
    }
  });

test('names and numbers of what is rarely told are those of its Chinese', () => {
  const { report: say, session } = beside.words;
  const runtime = { id: 'go', release: '1.24.1', file: '/usr/lib/libgo_1.so.3' } as const;
  say.runsText([runtime, { id: 'musl', release: '1.2.5' }]);
  say.runsText([runtime], PACKED);
  say.systemCallsText([{ runtime, calls: ['clock_gettime', 'getrandom_7'] }]);
  for (const path of [undefined, 'example.com/name_3'])
    for (const foundBy of ['symbols', 'pattern', 'none'] as const)
      for (const goVersion of ['go1.19.8', ''])
        say.programNotes({ goVersion, foundBy, ...(path !== undefined && { path }) });
  say.searchedText({ pid: 4711, own: false });
  for (const value of [0n, 0x1234n, 0x5678n]) {
    say.heldText({ address: 0x10n, value, expected: 0x5678n });
    say.heldLine({ address: 0x10n, value, expected: 0x5678n }, 'runtime.vdso_time', 4711);
  }
  for (const because of ['same-lookup', 'newest-read'] as const) say.requestedText('1.99', '1.27', because);
  for (const count of [1, 4321]) {
    say.chainCut(count);
    say.moreNames(count);
    say.moreBytes('ab 12', count);
    say.onlyPart(1234, count);
    say.regionsLeftOut(count);
    say.rowsLeftOut(count);
    say.symtabOffer(count);
    say.tableLeftOut('symbols_3', count);
    say.comparison.rowsLeftOut(count);
  }
  say.foundAt('0x1234', '0x7fff1234');
  for (const verified of [true, false]) say.versionFound(17, verified);
  session.copyCut(12, 3456, { rows: 78, characters: 9 << 20 });
  session.stringsCut(3 << 20, 5 << 20, { bytes: 7 << 20, strings: 8901 });
  assertAlike();
});

test('a session is told in the language that it is opened with', async () => {
  const session = await openLocal({ ...input(vdsoImage({ arch: 'amd64' }).bytes), language: 'zh-cn' });
  assert.equal((await session.summary()).tables[0]?.title, '符号');
  await session.dispose();
});

test('what is written, copied as JSON and answered to tools is English in every language', async () => {
  const bytes = vdsoImage({ arch: 'amd64' }).bytes;
  const all = async (session: Session) => {
    const query = { table: 'keys', filter: '', start: 0, count: 1000 } as const;
    return [
      ...(await Promise.all((['json', 'text'] as const).map((format) => written(session, format)))),
      (await session.copy({ ...query, format: 'json' })).text,
      await session.budgetedJson({ limit: 60_000 }),
    ];
  };
  const other = await openLocal(input(bytes, live), undefined, pseudo);
  const own = await openLocal(input(bytes, live));
  assert.deepEqual(await all(other), await all(own));
  const copied = await other.copy({ table: 'keys', filter: '', start: 0, count: 9, format: 'text' });
  assert.match(copied.text, /⟦/, 'what is copied as text is what is seen');
});

test('so it is with pages of no image', async () => {
  const images = await fewImages();
  const selection = catalog.map(({ id }) => ({ id }));
  const pages = (told: SessionWords) =>
    [
      [matrixOf(images, told), 'matrix'],
      [new AtlasSession({ selection, machine: 'x86_64', generator: 'vdso-explorer 0.0.0' }, told), 'atlas'],
    ] as const;
  const all = async (told: SessionWords) => {
    const texts: string[] = [];
    for (const [page, table] of pages(told)) {
      const query = { table, filter: '', start: 0, count: 1000 };
      texts.push((await page.copy({ ...query, format: 'json' })).text);
      for (const format of ['json', 'text'] as const)
        texts.push(Buffer.concat(await page.export(format)).toString());
      const { text } = await page.copy({ ...query, format: 'text' });
      assert.equal(/⟦/.test(text), told === pseudo, 'what is copied as text is what is seen');
    }
    return texts;
  };
  assert.deepEqual(await all(pseudo), await all(english));
});

async function written(session: Session, format: 'json' | 'text'): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of session.export(format)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('views, tables and facts know no catalogue of one language', () => {
  const report = new URL('../../../src/report/', import.meta.url);
  const files = ['views', 'tables', 'facts'].flatMap((folder) =>
    readdirSync(new URL(folder, report), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file}`),
  );
  assert.ok(files.length > 30);
  const wrong = files.filter((file) =>
    /^import (?!type\b).*\/english[./]/m.test(readFileSync(new URL(file, report), 'utf8')),
  );
  assert.deepEqual(wrong, []);
});
