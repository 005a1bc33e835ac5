/** What the page of the atlas is told: choices, rows, why of a cell, copies, and what a save writes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalog, consumerById, wholeImageConsumers } from '../../../src/consumers/catalog/index.ts';
import { kernelImages } from '../../../src/consumers/catalog/kernelImages.ts';
import { chosenConsumers } from '../../../src/editor/selection.ts';
import type { ChoiceView } from '../../../src/report/viewModel/choices.ts';
import type { RowQuery } from '../../../src/report/viewModel/table.ts';
import type { AtlasChoice, TablePageView } from '../../../src/report/viewModel/tablePage.ts';
import { AtlasSession } from '../../../src/session/atlasSession.ts';
import { isCancelled } from '../../../src/session/cancellation.ts';
import { atlasOf } from '../../support/atlasPage.ts';

function session(machine = 'x86_64'): AtlasSession {
  return new AtlasSession({ selection: catalog.map(({ id }) => ({ id })), machine, generator: 'test 1' });
}

async function chosen(choice: Partial<AtlasChoice>): Promise<AtlasSession> {
  const made = session();
  await made.choose(choice);
  return made;
}

function optionsOf({ lists }: TablePageView, list: string): readonly ChoiceView[] {
  return lists.find(({ id }) => id === list)?.options ?? [];
}

const all: RowQuery = { table: 'atlas', filter: '', start: 0, count: 100 };

test("it opens on this machine's architecture, whatever uname calls it", async () => {
  const asked = { x86_64: 'x86_64', aarch64: 'arm64', armv7l: 'arm', i686: 'i386', ppc64le: 'ppc64le' };
  for (const [machine, arch] of Object.entries(asked)) {
    const page = await session(machine).choose({});
    assert.equal(page.choice.arch, arch);
    const own = optionsOf(page, 'arch').filter(({ text }) => text.endsWith("this machine's"));
    assert.deepEqual(
      own.map(({ value }) => value),
      [arch],
    );
  }
  assert.equal((await session('vax').choose({})).choice.arch, 'x86_64');
});

test('what a kept choice names and nobody knows counts as not chosen', async () => {
  const page = await session().choose({ arch: 'vax', consumer: 'toString', release: '1' });
  assert.deepEqual(page.choice, { arch: 'x86_64', consumer: '', release: '' });
  const { choice } = await session().choose({ arch: 'arm64', consumer: 'go', release: '0.1' });
  assert.deepEqual(choice, { arch: 'arm64', consumer: 'go', release: '' });
});

test('a runtime a row and a kernel a column, as the atlas has them', async () => {
  for (const arch of ['x86_64', 'arm64', 'riscv64', 'ppc']) {
    const made = session();
    const { table } = await made.choose({ arch });
    const image = kernelImages.find((each) => each.arch === arch);
    const atlas = await atlasOf(
      catalog.map(({ id }) => ({ id })),
      image ? [image] : [],
    );
    const { rows } = await made.rows(all);
    assert.equal(rows.length, table.rowCount);
    const told = rows.flatMap(({ outcomes }) => outcomes?.filter((each) => each !== null) ?? []);
    const served = new Set(
      atlas.rows.filter(({ outcome }) => !outcome.startsWith('not-')).map(({ finding }) => finding.id),
    );
    assert.deepEqual(
      told,
      atlas.rows.filter(({ finding }) => served.has(finding.id)).map(({ outcome }) => outcome),
      arch,
    );
  }
});

test('with a runtime its releases are the rows, the newest first; with a release that one', async () => {
  const releases = consumerById('musl')?.releases.map(({ name }) => name) ?? [];
  const made = await chosen({ arch: 'arm64', consumer: 'musl' });
  const { rows } = await made.rows(all);
  const names = rows.map(({ cells }) => cells[0]);
  assert.deepEqual(
    names,
    [...releases].reverse().map((name) => `musl ${name}`),
  );
  const row = (name: string) => rows.find(({ cells }) => cells[0] === name)?.cells;
  assert.equal(row('musl 1.2.6')?.[1], 'found at every kernel');
  assert.equal(row('musl 1.2.5')?.[1], 'falls back from 6.11 (read) on');
  const page = await made.choose({ arch: 'arm64', consumer: 'musl', release: '1.2.5' });
  assert.deepEqual(
    (await made.rows(all)).rows.map(({ cells }) => cells[0]),
    ['musl 1.2.5'],
  );
  assert.deepEqual(
    optionsOf(page, 'release')
      .slice(0, 2)
      .map(({ text }) => text),
    ['Every release of musl', 'musl 1.2.6'],
  );
});

test('a cell leads to why: keys, cause, kernels, and how each is known', async () => {
  const made = await chosen({ arch: 's390x', consumer: 'go', release: '1.27' });
  const detail = await made.detail(0, 2);
  assert.equal(detail?.title, 'Go 1.27 on Linux 5.10 (read), s390x');
  const field = (label: string) => detail?.fields.find((each) => each.label === label)?.value;
  assert.equal(field('Outcome'), 'partly found');
  assert.match(field('From which kernel on') ?? '', /^5\.10 \(read\) partly found; 6\.12 found$/);
  assert.match(field('Kernel') ?? '', /sources alone/);
  assert.match(field('Lookup') ?? '', /Held against its own code|Read in its source/);
  const key = detail?.replays.find(({ title }) => title === 'vdsoGetrandomSym ← __kernel_getrandom');
  assert.equal(key?.outcome, 'fallback');
  assert.match(key?.why ?? '', /^Falls back\. The kernel \(5\.10\) is older than 6\.12, the first to export/);
  assert.match(key?.why ?? '', / What follows: vdsoGetrandomSym stays 0/);
  assert.match(key?.why ?? '', /By kernel: 5\.10 \(read\) falls back; 6\.12 found\.$/);
  // Its steps would show indices and addresses of an image that is written, and no kernel's.
  assert.deepEqual(
    detail?.replays.flatMap(({ steps }) => steps),
    [],
  );
});

test('the first columns lead to all kernels of a row', async () => {
  const made = await chosen({ arch: 'arm64', consumer: 'musl', release: '1.2.5' });
  for (const column of [undefined, 0, 1]) {
    const detail = await made.detail(0, column);
    assert.equal(detail?.title, 'musl 1.2.5 on arm64');
    assert.deepEqual(
      detail?.fields.slice(0, 2).map(({ label }) => label),
      ['From 5.10 on', 'From 6.11 (read) on'],
    );
    assert.match(detail?.fields[1]?.value ?? '', /^falls back\. ./);
  }
  assert.equal(await made.detail(7, 0), undefined);
});

test('an export that an option takes away says which', async () => {
  const made = await chosen({ arch: 'i386', consumer: 'go', release: '1.27' });
  const { table } = await made.choose({ arch: 'i386', consumer: 'go', release: '1.27' });
  const newest = table.columns.length - 1;
  assert.equal(table.columns[newest]?.title, '7.3');
  const whys = (await made.detail(0, newest))?.replays.map(({ why }) => why) ?? [];
  assert.ok(
    whys.some((why) => why.includes('where it is built with CONFIG_COMPAT_32BIT_TIME.')),
    whys.join('\n'),
  );
});

test('who has no port is named, beside the table or in its place', async () => {
  const page = await session().choose({ arch: 'x86_64' });
  assert.ok(
    page.about.paragraphs.some((note) => note.includes('No port, or none that was read: gperftools')),
  );
  const { table } = await session().choose({ arch: 'x86_64', consumer: 'gperftools', release: '2.18.1' });
  assert.equal(table.rowCount, 0);
  assert.match(table.emptyText, /No port, or none that was read: gperftools 2\.18\.1\./);
});

test('rows are filtered, sorted by outcome and found by name', async () => {
  const made = await chosen({ arch: 'arm64' });
  const zig = await made.rows({ ...all, filter: 'zig' });
  assert.equal(zig.matchCount, 1);
  // By their words "falls back" would come first.
  const best = await made.rows({ ...all, sort: { column: '6.12', descending: false } });
  assert.equal(best.rows[0]?.cells.at(-1), 'found');
  const worst = await made.rows({ ...all, sort: { column: '6.12', descending: true } });
  assert.ok(['refuses', 'crash', 'hang'].includes(worst.rows[0]?.outcomes?.at(-1) ?? ''));
  const index = await made.find(zig.rows[0]?.cells[0] ?? '');
  assert.equal(await made.locate({ ...all, filter: 'zig' }, index), 0);
});

test('copies are text, Markdown, and rows as in the JSON of the terminal', async () => {
  const made = await chosen({ arch: 'arm64', consumer: 'musl', release: '1.2.5' });
  const text = (await made.copy({ ...all, format: 'text' })).text;
  assert.match(text, /^musl 1\.2\.5\tfalls back from 6\.11 \(read\) on\tfound\t/);
  const markdown = (await made.copy({ ...all, format: 'markdown' })).text;
  assert.match(markdown, /^\| Runtime \| From which kernel on \| 5\.10 \| 6\.1 \|/);
  const json = JSON.parse((await made.copy({ ...all, format: 'json' })).text);
  const saved = JSON.parse(Buffer.concat(await made.export('json')).toString());
  assert.equal(json[0].runtime, 'musl 1.2.5');
  assert.deepEqual(json[0].rows, saved.rows);
  assert.match(
    Buffer.concat(await made.export('text')).toString(),
    /musl 1\.2\.5 {2}5\.10 found; 6\.11 \(read\) falls back/,
  );
});

test('a choice that is withdrawn leaves what was', async () => {
  const made = await chosen({ arch: 'arm64' });
  await assert.rejects(made.choose({ arch: 's390x' }, AbortSignal.abort()), isCancelled);
  assert.match((await made.detail(0, 0))?.title ?? '', / on arm64$/);
});

test('settings decide which release stands for a runtime, and which comes first', async () => {
  const selection = [{ id: 'go', release: '1.20' }, { id: 'musl' }];
  const made = new AtlasSession({ selection, machine: 'aarch64', generator: 'test 1' });
  await made.choose({});
  const { rows } = await made.rows(all);
  assert.deepEqual(
    rows.map(({ cells }) => cells[0]),
    ['Go 1.20', 'musl 1.2.6'],
  );
  assert.match(
    (await made.detail(0, 0))?.paragraphs.join(' ') ?? '',
    /1\.20 was asked for; it searches as 1\.19/,
  );
  assert.match((await made.detail(0, 2))?.paragraphs.join(' ') ?? '', /1\.20 was asked for/);
});

test('who takes the image as a whole is not asked: what is written has names and tables only', async () => {
  const selection = chosenConsumers(['gvisor-loader', 'go@1.24'], 'newest');
  const made = new AtlasSession({ selection, machine: 'x86_64', generator: 'test 1' });
  const page = await made.choose({});
  const shown = new Set((await made.rows(all)).rows.map(({ cells }) => cells[0]?.replace(/ [^ ]+$/, '')));
  for (const { name } of wholeImageConsumers) assert.ok(!shown.has(name), name);
  assert.ok(shown.has('Go') && shown.has('musl'));
  const offered = optionsOf(page, 'consumer').map(({ value }) => value);
  assert.deepEqual(offered, ['', ...catalog.map(({ id }) => id)]);
  assert.equal((await made.choose({ consumer: 'gvisor-loader' })).choice.consumer, '');
});
