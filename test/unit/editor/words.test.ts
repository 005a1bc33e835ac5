/** What the editor says: each argument stands in its sentence, in both languages, and nothing in Chinese is left in English. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { editorCatalogue, readEditorCatalogue } from '../../../src/editor/catalogues.ts';
import { chineseText } from '../../../src/elf/chinese.ts';
import { chineseFaults } from '../../support/chinese.ts';

await readEditorCatalogue('zh-cn');

/** "savingReport: (name: string) =>", in the source: a sentence that is new is known by itself. */
const source = readFileSync(new URL('../../../src/editor/english.ts', import.meta.url), 'utf8');
const declared = Array.from(
  source.matchAll(/^ {2}(\w+): \(((?:\w+: [\w\s[\]]+(?:, )?)+)\)/gm),
  ([, name = '', list = '']) => [name, list.split(', ').map((each) => each.split(': '))] as const,
);

/** Arguments that are whole sentences. */
const SENTENCES: ReadonlySet<string> = new Set(['first', 'why', 'notes']);
/** Names that are nowhere else in a sentence, one for each place. */
const NAMES = { Latin: ['vdso.so/a', 'kernel-b', 'c.deb'], Chinese: ['甲', '乙', '丙'] } as const;

type Sentence = (...args: readonly unknown[]) => string;

function* told(
  language: 'en' | 'zh-cn',
  names: readonly string[],
): Generator<readonly [text: string, args: readonly string[]]> {
  const words = editorCatalogue(language) as unknown as Readonly<Record<string, Sentence>>;
  for (const [code, parameters] of declared) {
    const forms = parameters.map(([name = '', type], place) => {
      if (type === 'number') return String(70 + place);
      const given = names[place] ?? '';
      return SENTENCES.has(name) ? chineseText`见 ${given}。` : given;
    });
    const args = parameters.map(([, type], place) => {
      if (type === 'number') return Number(forms[place]);
      return type === 'readonly string[]' ? [forms[place]] : forms[place];
    });
    yield [words[code]?.(...args) ?? assert.fail(code), forms];
  }
}

test('all sentences with arguments are looked at', () => {
  const functions = Object.entries(editorCatalogue('en')).filter(([, each]) => typeof each === 'function');
  assert.deepEqual(
    declared.map(([name]) => name),
    functions.map(([name]) => name),
  );
});

for (const language of ['en', 'zh-cn'] as const)
  for (const [script, names] of Object.entries(NAMES))
    test(`every argument stands in its sentence in ${language}, ${script} ones too`, () => {
      const lost = [...told(language, names)].flatMap(([text, args]) =>
        args.filter((each) => !text.includes(each)).map((each) => `${each}: ${text}`),
      );
      assert.deepEqual(lost, []);
    });

test('Chinese sentences are Chinese, about Latin names and Chinese ones', () => {
  const texts = Object.values(NAMES).flatMap((names) => [...told('zh-cn', names)].map(([text]) => text));
  const faults = texts.flatMap((text) =>
    chineseFaults(text, new Set(['kernel', 'deb'])).map((fault) => `${fault}: ${text}`),
  );
  assert.deepEqual(faults, []);
});

test('what is counted is told in its plural, and sizes alone in bytes', () => {
  const { noImagesButNotices: more, lookedFolder: files } = editorCatalogue('en');
  const counts = [0, 1, 2].map((count) => [files('a', count), more('a', 'B.', count)]);
  assert.deepEqual(counts, [
    ['Looking through a: 0 files', 'No vDSO image was found in a. B.'],
    ['Looking through a: 1 file', 'No vDSO image was found in a. B. 1 more remark in the log.'],
    ['Looking through a: 2 files', 'No vDSO image was found in a. B. 2 more remarks in the log.'],
  ]);
  const bytes = [...told('zh-cn', NAMES.Latin)].filter(([text]) => /字节|[KM]iB/.test(text));
  assert.deepEqual(bytes, []);
});
