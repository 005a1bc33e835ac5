/** Pages in Chinese: every text and every label on them is Chinese, or is a name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { allConsumers } from '../../src/consumers/catalog/index.ts';
import type { RowQuery } from '../../src/protocol.ts';
import type { Session } from '../../src/session/model.ts';
import { openLocal } from '../../src/session/openLocal.ts';
import { sessionLanguages } from '../../src/session/words.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { chineseFaults } from '../support/chinese.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { has } from '../support/eventually.ts';
import { fewImages, matrixOf } from '../support/manyImages.ts';
import { type Answer, atlasOf, pageOf, quiet, tab, useHarness } from './harness.ts';

const harness = useHarness();

function chineseSession(bytes: Uint8Array): Promise<Session> {
  return openLocal({
    source: memorySource(bytes),
    info: { kind: 'file', label: 'image.so', path: '/images/image.so', size: bytes.length },
    host: { kernelRelease: '6.12.0', arch: 'x64', clocksource: 'tsc' },
    options: { selection: allConsumers.map(({ id }) => ({ id })), asVdso: true, symtab: false },
    generator: 'test',
    language: 'zh-cn',
  });
}

/** What the host of an image answers. */
function answersOf(session: Session): Answer {
  const ready = async (query?: RowQuery) => {
    const first = query && { query, window: await session.rows(query) };
    return { kind: 'image', summary: await session.summary(), ...(first && { first }) };
  };
  return (name, args) =>
    name === 'ready' ? ready(...(args as [RowQuery])) : Reflect.apply(session[name as 'rows'], session, args);
}

/** Whatever is read or heard: text, labels, tooltips, hints. What is code, bytes or a problem's code is not. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
      if (node instanceof Element)
        for (const name of [
          'aria-label',
          'title',
          'placeholder',
          'aria-description',
          'aria-valuetext',
          'aria-roledescription',
        ])
          for (const line of (node.getAttribute(name) ?? '').split('\n')) found.add(line);
      else if (node.parentElement?.closest('script, style, pre, code, .prototype, .hex, .ascii') === null)
        found.add(node.nodeValue?.trim() ?? '');
    }
    return [...found];
  });

/** Words of names: consumers, symbols, sections, files, problems' codes, fields. */
const names = new Set<string>(
  'image images file tsc note notes text data dynamic rela linux vdso version build salt test mod nbuckets nchain st ms none x current available kvm csky'.split(
    ' ',
  ),
);
for (const { id, name, arches } of allConsumers)
  for (const text of [
    id,
    name,
    ...arches.flatMap(({ arch, keys }) => [
      arch,
      ...keys.flatMap(({ symbol, variable = '' }) => [symbol, variable]),
    ]),
  ])
    for (const word of text.match(/[a-z]{2,}/g) ?? []) names.add(word);

const faultsOn = async (
  page: Page,
  where: string,
  codes: ReadonlySet<string> = new Set(),
): Promise<string[]> => {
  await quiet(page);
  const texts = await textsOf(page);
  assert.ok(texts.length > 10, where);
  return texts
    .filter((text) => !codes.has(text))
    .flatMap((text) => chineseFaults(text, names).map((fault) => `${where}: ${fault}: ${text}`));
};

for (const [what, bytes] of [
  ['an image', vdsoImage({ arch: 'amd64' }).bytes],
  ['a damaged image', vdsoImage({ arch: 'arm64', notes: [], versions: false }).bytes.slice(0, 0x500)],
] as const)
  test(`the page of ${what} is Chinese on every tab`, async () => {
    const session = await chineseSession(bytes);
    const { rows } = await session.rows({ table: 'problems', filter: '', start: 0, count: 100 });
    const codes = new Set(rows.flatMap(({ cells }) => cells.slice(-1)));
    const page = await harness.open({ answer: answersOf(session), language: 'zh-cn' });
    await has(page.locator('html'), 'lang', 'zh-cn');
    const wrong: string[] = [];
    for (const name of await page
      .locator('.tabs-main [data-tab]')
      .evaluateAll((tabs) => tabs.map((each) => each.getAttribute('data-tab') ?? ''))) {
      await tab(page, name);
      wrong.push(...(await faultsOn(page, name, codes)));
      const row = page.locator('.grid-row[data-row="1"]');
      if ((await row.count()) > 0) {
        await row.first().click({ position: { x: 40, y: 8 } });
        await page.locator('.detail-title, .inspector h2').first().waitFor();
        wrong.push(...(await faultsOn(page, `${name}, details`, codes)));
      }
    }
    await session.dispose();
    assert.deepEqual([...new Set(wrong)].slice(0, 40), [], String(wrong.length));
  });

test('the page of the atlas is Chinese', async () => {
  await sessionLanguages.read('zh-cn');
  const answer = atlasOf({ machine: 'x86_64', language: 'zh-cn' });
  const page = await harness.open({ image: 'table', answer, language: 'zh-cn' });
  await page.locator('.grid-row').first().waitFor();
  assert.deepEqual(await faultsOn(page, 'atlas'), []);
});

test('the page of a matrix is Chinese', async () => {
  const words = await sessionLanguages.read('zh-cn');
  const { images } = await fewImages(words);
  const named = images.map((each) => ({ ...each, image: { ...each.image, label: 'image', path: 'image' } }));
  const answer = pageOf(matrixOf({ images: named, unread: [], notes: [] }, words));
  const page = await harness.open({ image: 'table', answer, language: 'zh-cn' });
  await page.locator('.inspector-title').waitFor();
  assert.deepEqual(await faultsOn(page, 'matrix'), []);
});
