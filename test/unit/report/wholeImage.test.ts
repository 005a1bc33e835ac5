/** Those who take the whole image, in every output: apart, with needs in the place of names. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRequirement } from '../../../src/consumers/verdict/requirements.ts';
import { checkText, requirementsJson } from '../../../src/report/output/checkReport.ts';
import { reportText } from '../../../src/report/output/textReport.ts';
import type { Report } from '../../../src/report/report.ts';
import { chipView, consumerDetailView } from '../../../src/report/views/consumerViews.ts';
import { summarize } from '../../../src/report/views/summary.ts';
import { english } from '../../../src/session/words.ts';
import { buildImage, describeVdso, vdsoImage } from '../../support/elf/index.ts';
import { joined } from '../../support/pieces.ts';
import { reportOf, validJson } from './support.ts';

const consumers = [{ id: 'breakpad' }, { id: 'go' }, { id: 'libunwind' }, { id: 'cilium-ebpf' }];
const report = (): Promise<Report> => reportOf(vdsoImage({ arch: 'amd64' }).bytes, { consumers });

function findingOf({ subject }: Report, id: string) {
  const finding = subject.findings.find((each) => each.id === id);
  assert.ok(finding !== undefined, id);
  return finding;
}

test('as JSON a need is told from a name, and who has needs from who looks names up', async () => {
  const { consumers: found } = JSON.parse(JSON.stringify(validJson(await report(), { replay: true }))) as {
    consumers: { id: string; wholeImage?: true; keys: { symbol: string; need?: string; value?: string }[] }[];
  };
  const [breakpad, go, , cilium] = found;
  assert.equal(breakpad?.wholeImage, true);
  assert.deepEqual(
    breakpad?.keys.map(({ need }) => need),
    ['build-id', 'section'],
  );
  assert.equal(go?.wholeImage, undefined);
  assert.ok(go?.keys.every((key) => key.need === undefined));
  // A note is a need as well, of somebody who asks for nothing else.
  assert.deepEqual([cilium?.wholeImage, cilium?.keys[0]?.need], [undefined, 'note']);
});

test('in the terminal they stand apart, met or not', async () => {
  const text = joined(reportText(await report()));
  const apart = text.indexOf('\nTake the whole image\n');
  assert.ok(apart > 0);
  assert.ok(text.indexOf('Go 1.') < apart && text.indexOf('Breakpad') > apart);
  assert.match(text, /\n {2}Breakpad 2026-08-11 \(x86_64\): met\. The one need is met\.\n/);
  assert.match(text, /\n {4}a build id +met: The build id is 1af29f00/);
  assert.match(
    text,
    /\n {4}PT_GNU_EH_FRAME +not met: There is no PT_GNU_EH_FRAME\. Without it: frames in the vDSO have no/,
  );
  const check = [...checkText((await report()).subject, [])].join('');
  const lines = check.split('\n');
  const title = lines.indexOf('Take the whole image');
  assert.deepEqual([lines[title - 1], title > 0], ['', true]);
  assert.match(lines[title + 1] ?? '', /^ {2}met +Breakpad 2026-08-11 +1 of 1 need$/);
  assert.match(
    lines[title + 2] ?? '',
    /^ {2}partly met +libunwind 2026-08-20 +1 of 2 needs met; not met: PT_GNU/,
  );
});

test('on the page they are told apart, and a need is shown with what follows without it', async () => {
  const made = await report();
  const { consumers: views } = summarize(made);
  assert.deepEqual(
    views.map(({ id, wholeImage }) => [id, wholeImage]),
    [
      ['breakpad', true],
      ['go', undefined],
      ['libunwind', true],
      ['cilium-ebpf', undefined],
    ],
  );
  const detail = consumerDetailView(made.subject, findingOf(made, 'libunwind'));
  assert.equal(detail.outcomeText, '1 of 2 needs');
  const [table] = detail.keys;
  assert.equal(table?.outcomeText, 'not met');
  assert.equal(table?.tone, 'warn');
  assert.match(table?.fallback ?? '', /^frames in the vDSO have no unwind information.*\.$/);
  assert.deepEqual(table?.fields, []);
  assert.ok((table?.replay.steps.length ?? 0) > 0);
  assert.ok(detail.quirks.length > 0);
  assert.equal(chipView(english, findingOf(made, 'breakpad')).text, '1 of 1 need');
});

test('a symbol named as a need is asked for by nobody', async () => {
  const described = describeVdso({ arch: 'amd64' });
  const symbols = [...(described.symbols ?? []), { name: 'PT_GNU_EH_FRAME', offset: 0, size: 1 }];
  const made = await reportOf(buildImage({ ...described, symbols }).bytes, { consumers });
  const { image } = made.subject;
  const lookups = made.subject.lookups();
  for (let index = 0; index < image.symbols.length; index++) {
    for (const { finding } of lookups.symbol(index)) assert.notEqual(finding.wholeImage, true);
  }
  assert.ok(lookups.buckets.every(({ key }) => key.need === undefined));
});

test('what was demanded and is not there is red, whatever it is called elsewhere', async () => {
  const made = await reportOf(vdsoImage({ arch: 'amd64', hash: 'gnu' }).bytes, {
    consumers: [{ id: 'libevl' }, { id: 'go' }, { id: 'libunwind' }],
  });
  const required = ['libevl', 'go', 'libunwind:all'].flatMap((text) => parseRequirement(text) ?? []);
  const paint = (word: string, tone: string): string => `<${tone}>${word.trimEnd()}</>`;
  const text = [...checkText(made.subject, required, false, paint)].join('');
  const [rows = '', demands = ''] = text.split('\nRequired\n');
  assert.match(rows, /<warn>refuses<\/> +libevl/);
  assert.match(rows, /<good>found<\/> +Go/);
  assert.match(rows, /<warn>partly met<\/> +libunwind/);
  assert.match(
    demands,
    /^ {2}<bad>FAILED<\/> {2}libevl: libevl 0\.47: <bad>refuses<\/>\. The image has only DT_GNU_HASH/m,
  );
  assert.match(demands, /^ {2}<good>ok<\/> {2}go$/m);
  assert.match(demands, /<bad>FAILED<\/> {2}libunwind:all: libunwind [\d-]+: <bad>partly met<\/>/);
  assert.doesNotMatch(demands, /<warn>/);
  assert.deepEqual(
    requirementsJson(english, made.subject.findings, required).required.map(({ fulfilled }) => fulfilled),
    [false, true, false],
  );
});
