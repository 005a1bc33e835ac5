/** Hovers whose image, file or error has the worst names: what they show is text, and the only links are ours. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { marked } from 'marked';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Live } from '../../../src/language/answers/hoverContext.ts';
import { hoverText } from '../../../src/language/answers/hoverText.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { code, reason, revealLink } from '../../../src/language/answers/markdown.ts';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { subjectAt } from '../../../src/language/source/subject.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { buildImage, describeVdso } from '../../support/elf/index.ts';
import { evil, invisible } from '../../support/evilNames.ts';

/** A vDSO whose nodes, but for the names of its functions, are named as badly as can be. */
async function evilImage(): Promise<Live> {
  const vdso = describeVdso({ arch: 'amd64' });
  const named = (name: string) => `${name}${evil}`;
  const { bytes } = buildImage({
    ...vdso,
    soname: evil,
    versions: (vdso.versions ?? []).map((version) => ({
      ...version,
      name: named(version.name),
      parents: [],
    })),
    symbols: (vdso.symbols ?? []).map((symbol) => ({
      ...symbol,
      ...(symbol.version === undefined ? {} : { version: named(symbol.version) }),
    })),
  });
  const result = await readElf(memorySource(bytes));
  assert.ok(result.kind === 'elf');
  return { kind: 'image', image: new LiveLookups(result.image, 7, 0x7fff00000000n) };
}

const sources: readonly (readonly [path: string, text: string, word: string])[] = [
  ['vdso_linux_amd64.go', 'x := "__vdso_clock_gettime"', '__vdso_clock'],
  ['vdso_linux_amd64.go', 'x := "LINUX_2.6"', 'LINUX'],
  ['vdso_linux_amd64.go', 'vdsoSymbolKeys', 'vdsoSymbolKeys'],
  ['vdso_linux_amd64.go', 'vdsoClockgettimeSym', 'vdsoClock'],
  ['vdso_linux_amd64.go', 'vdsoLinuxVersion', 'vdsoLinux'],
  ['vdso_linux_amd64.go', 'vdsoauxv', 'vdsoauxv'],
  ['a.c', 'char *x = "__vdso_clock_gettime";', '__vdso_clock'],
  ['a.c', 'GLRO(dl_vdso_clock_gettime64)', 'dl_vdso_clock'],
];

function hover(live: Live, path: string, text: string, word: string): string {
  const isGo = path.endsWith('.go');
  const literals = () => findHashLiterals(text, isGo ? 'go' : 'c');
  const column = text.indexOf(word) + 1;
  const subject = subjectAt({ path, isGo, literals, line: text, lineStart: 0, column });
  return subject ? hoverText(subject, { path, live }) : assert.fail(`nothing is said of ${word}`);
}

/** Elements of its HTML: those our sentences use, and links to one command. */
async function isPlain(markdown: string): Promise<void> {
  assert.doesNotMatch(markdown.replaceAll('\u00a0', ' '), invisible);
  const html = await marked.parse(markdown);
  for (const [element, name] of html.matchAll(/<([a-z]\w*)[^>]*>/g)) {
    assert.match(name ?? '', /^(?:p|ul|li|code|strong|em|pre|a)$/, element);
    if (name === 'a') assert.match(element, /^<a href="command:vdsoExplorer\.revealSymbol[^"]*">$/);
  }
}

suite('hovers', () => {
  for (const [path, text, word] of sources) {
    test(`${text} in ${path}`, async () => {
      await isPlain(hover(await evilImage(), path, text, word));
      await isPlain(hover({ kind: 'none', reason: evil }, path, text, word));
    });
  }

  test('a node that is no name of a node is told', async () => {
    const [path, text, word] = sources[6] ?? assert.fail();
    assert.ok(hover(await evilImage(), path, text, word).includes(code(`LINUX_2.6${evil}`)));
  });

  test('why a lookup ended', async () => {
    await isPlain(reason({ code: 'not-in-image', args: { symbol: evil } }));
  });

  test('a link ends where it ends, whatever it leads to', async () => {
    const name = `a) [b](command:evil) '(!*~_ ${evil}`;
    const link = revealLink('Show', { table: 'symbols', name });
    await isPlain(link);
    const html = await marked.parseInline(link);
    const [, query = ''] =
      /^<a href="command:vdsoExplorer\.revealSymbol\?([^"]*)">Show<\/a>$/.exec(html) ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(query)), [{ table: 'symbols', name }]);
  });
});
