/** The rules that every sentence about a lookup keeps, held against what is said of images of every shape. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import type { Reason } from '../../../src/consumers/model.ts';
import { lookupLabel } from '../../../src/report/english/consumers.ts';
import { reportText } from '../../../src/report/output/textReport.ts';
import type { Report } from '../../../src/report/report.ts';
import { consumerDetailView } from '../../../src/report/views/consumerViews.ts';
import { fullImage, shapes, vdsoArchs, vdsoImage } from '../../support/elf/index.ts';
import { joined } from '../../support/pieces.ts';
import { reportOf } from './support.ts';

const root = path.join(import.meta.dirname, '../../..');

/** A capital, or a name that has none: of a field, a section, a consumer, or a symbol that is looked up. */
function beginsWell(sentence: string, symbols: ReadonlySet<string>): boolean {
  const [word = ''] = sentence.split(' ');
  if (/^[A-Z("\d]/.test(word) || /[_.]/.test(word.replace(/\.$/, '')) || symbols.has(word)) return true;
  return allConsumers.some(({ name }) => sentence.startsWith(name));
}

function reasonsOf({ subject }: Report): readonly Reason[] {
  return subject.findings.flatMap((finding) => [
    finding.why,
    ...finding.steps,
    ...(finding.version === undefined ? [] : [finding.version.why, ...finding.version.steps]),
    ...finding.keys.flatMap((key) => [
      key.why,
      ...(key.cause === undefined ? [] : [key.cause]),
      ...key.steps,
    ]),
  ]);
}

describe('sentences of lookups', () => {
  const images = [
    ...vdsoArchs.map((arch) => [arch, () => vdsoImage({ arch })] as const),
    [
      'another node',
      () => vdsoImage({ arch: 'riscv64', exports: ['__vdso_getcpu', '__vdso_clock_gettime'] }),
    ] as const,
    ...shapes.map((shape) => [JSON.stringify(shape), () => fullImage(shape)] as const),
  ];
  for (const [name, make] of images) {
    test(name, async () => {
      const report = await reportOf(make().bytes, { asVdso: true });
      const { findings } = report.subject;
      const symbols = new Set(findings.flatMap(({ keys }) => keys.map(({ symbol }) => symbol)));
      for (const sentence of new Set(reasonsOf(report).map(reasonSentence))) {
        assert.ok(beginsWell(sentence, symbols), sentence);
        assert.match(sentence, /[.)]$/, sentence);
        assert.doesNotMatch(sentence, /\b[Aa]ll 2\b|\bnone of the 2\b|\b2 of 2\b/, sentence);
        assert.doesNotMatch(
          sentence.replaceAll(/0x[0-9a-f]+|\d+\.[\d.]+|\b\d{8}\b/g, ''),
          /\b\d{5,}\b/,
          sentence,
        );
      }
    });
  }
});

test('both of two, in chips and verdicts', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  const text = joined(reportText(report));
  assert.match(text, /^ {2}musl .* Finds both keys it looks for\.$/m);
  assert.equal(reasonSentence({ code: 'needs-met', args: { total: 2 } }), 'Both needs are met.');
  assert.equal(reasonSentence({ code: 'needs-met', args: { total: 3 } }), 'All 3 needs are met.');
  assert.doesNotMatch(text, /[Aa]ll 2 /);
});

test('a version that is another one is told with both names, and who asks, at which release', async () => {
  const riscv = await reportOf(vdsoImage({ arch: 'riscv64' }).bytes, { consumers: [{ id: 'abseil' }] });
  const amd64 = vdsoImage({ arch: 'amd64', node: 'LINUX_4.15' });
  const other = await reportOf(amd64.bytes, { consumers: allConsumers.map(({ id }) => ({ id })) });
  const whys = [...riscv.subject.findings, ...other.subject.findings].flatMap(({ keys }) =>
    keys.map(({ why }) => reasonSentence(why)),
  );
  assert.ok(
    whys.some((why) => /^__vdso_\w+ has version LINUX_4\.15; [A-Z].* \d\S* asks for LINUX_2\.6\.$/.test(why)),
    whys.join('\n'),
  );
  assert.ok(whys.some((why) => /does not define LINUX_2\.6, which Go \d\S* asks for/.test(why)));
});

test('an image without the hash table wanted: once, with who wants it; keys say that the search does not come to them', async () => {
  const consumers = [{ id: 'musl', release: '1.2.5' }];
  const report = await reportOf(vdsoImage({ arch: 'arm64' }).bytes, { consumers });
  const [finding] = report.subject.findings;
  assert.ok(finding !== undefined);
  const view = consumerDetailView(report.subject, finding);
  assert.equal(view.why, 'The image has only DT_GNU_HASH; musl 1.2.5 reads DT_HASH only.');
  assert.deepEqual([...new Set(view.keys.map(({ why }) => why))], ['The search does not come to it.']);
  const text = joined(reportText(report));
  assert.equal(text.match(/musl 1\.2\.5 reads DT_HASH only/g)?.length, 1);
  assert.match(text, /falls back: The search does not come to it\. Without it: /);
});

test('what is not missed is not needed: "not applicable" is a verdict on ports', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { consumers: [{ id: 'criu' }] });
  const text = joined(reportText(report));
  assert.match(text, /__kernel_sigreturn +not needed: The image has no symbol/);
  assert.doesNotMatch(text, /not applicable/);
});

test('a program is the subject of its own sentences', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { consumers: [{ id: 'go' }] });
  const [go] = report.subject.findings;
  assert.ok(go !== undefined);
  const program = { goVersion: 'go1.21.5', foundBy: 'symbols' } as const;
  const own = { ...go, program };
  assert.equal(consumerDetailView(report.subject, own).preparation.title, 'How this program reads the image');
  const [key] = own.keys;
  assert.ok(key !== undefined);
  const label = lookupLabel({ finding: own, key, variable: key.variable, accepted: true });
  assert.equal(label, 'This program · vdsoGettimeofdaySym');
  const library = { ...own, program: { ...program, sharedLibrary: '/usr/lib/libgo.so' } };
  assert.match(lookupLabel({ finding: library, key, variable: 'x', accepted: true }), /^libgo\.so · x$/);
});

test('it is spelled catalogue wherever a user reads it', () => {
  const english = (readdirSync(path.join(root, 'src'), { recursive: true }) as string[])
    .filter((file) => /english(\/\w+)?\.ts$/.test(file))
    .map((file) => path.join('src', file));
  const docs = readdirSync(path.join(root, 'docs')).filter((file) => file.endsWith('.md'));
  for (const file of [
    ...english,
    'webview/english.ts',
    'package.nls.json',
    'README.md',
    'CHANGELOG.md',
    ...docs.map((name) => path.join('docs', name)),
  ]) {
    // Paths and names of code aside.
    const text = readFileSync(path.join(root, file), 'utf8').replaceAll(/`[^`]*`|'[^' ]*'|catalog[/.]/g, '');
    assert.doesNotMatch(text, /\bcatalogs?\b/i, file);
  }
});

test('a hash table without buckets is there', async () => {
  const image = vdsoImage({ arch: 'arm64' });
  const { bytes } = image;
  const report = await reportOf(bytes);
  const { gnuHash } = report.subject.image;
  assert.ok(gnuHash !== undefined);
  new DataView(bytes.buffer).setUint32(bytes.byteOffset + gnuHash.range.offset, 0, true);
  const damaged = await reportOf(bytes);
  assert.match(damaged.table('gnuBuckets')?.view.emptyText ?? '', /^DT_GNU_HASH is there and has no buckets/);
});
