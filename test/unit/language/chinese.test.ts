/** Hovers and hints in Chinese: of every name that is known, in files for this machine, for others and for several. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CodePath } from '../../../src/code/paths.ts';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Live } from '../../../src/language/answers/hoverContext.ts';
import { hoverText } from '../../../src/language/answers/hoverText.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { lookupWords } from '../../../src/language/english/lookups.ts';
import { findConditions } from '../../../src/language/source/conditions.ts';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { subjectAt } from '../../../src/language/source/subject.ts';
import { diagnostics, hints, show, tellIn } from '../../../src/language/words.ts';
import { keepClockCode } from '../../../src/session/clock/keptCode.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { chineseFaults } from '../../support/chinese.ts';
import { vdsoImage } from '../../support/elf/index.ts';

async function liveImage(): Promise<Live> {
  const result = await readElf(memorySource(vdsoImage({ arch: 'amd64' }).bytes));
  assert.ok(result.kind === 'elf');
  const image = new LiveLookups(result.image, 4711, 0x7fff_1234_5000n, 'the digest of a Chinese test');
  const path = (each: CodePath, id: number) => ({
    id,
    name: ['TAI', 'FD'][id % 2] ?? '',
    path: each,
    counters: [],
  });
  const value = (name: string): bigint => image.symbol(name)?.value ?? 0n;
  keepClockCode('the digest of a Chinese test', {
    clocks: (['user', 'user-or-kernel', 'kernel', 'incomplete'] as const).map(path),
    clockAddress: value('__vdso_clock_gettime'),
    functions: [
      { value: value('__vdso_clock_gettime'), path: 'user-or-kernel', counters: ['rdtsc', 'rdtscp'] },
      { value: value('__vdso_time'), path: 'user', counters: [] },
    ],
  });
  return { kind: 'image', image };
}

/** Every name and variable that somebody looks up or looks with, and every node. */
const names = [
  ...new Set([
    ...Object.keys(lookupWords),
    ...'vdsoSymbolKeys vdsoLinuxVersion vdsoLoadStart vdsoauxv HAVE_CLOCK_GETTIME64_VSYSCALL __cvdso_clock_gettime'.split(
      ' ',
    ),
    ...allConsumers.flatMap(({ arches }) =>
      arches.flatMap(({ keys, version }) => [
        ...(version === undefined ? [] : [version.name]),
        ...keys.flatMap(({ symbol, variable, need }) => [
          ...(need === undefined ? [symbol] : []),
          ...(variable === undefined ? [] : [variable]),
        ]),
      ]),
    ),
  ]),
];

const paths = [
  'go/src/runtime/vdso_linux_amd64.go',
  'go/src/runtime/vdso_linux_arm64.go',
  'go/src/runtime/vdso_linux.go',
  'go/src/runtime/vdso_freebsd.go',
  'glibc/sysdeps/unix/sysv/linux/x86_64/sysdep.h',
  'glibc/sysdeps/unix/sysv/linux/dl-vdso-setup.h',
  'musl/arch/arm/syscall_arch.h',
  'linux/arch/x86/entry/vdso/vdso.lds.S',
  'linux/arch/arm64/kernel/vdso/vdso.lds.S',
  'linux/lib/vdso/gettimeofday.c',
  'src/main.c',
];

/** Without code, what it is linked to, and emphasis. */
const prose = (markdown: string): string =>
  markdown
    .replaceAll(/```[^`]*```/g, '')
    // A blank parts a link from what stands beside it.
    .replaceAll(/(?<=\]\([^)]*\)) | (?=\[[^\]]*\]\()/g, '，')
    .replaceAll(/\]\([^)]*\)/g, '')
    .replaceAll(/`[^`]*`/g, 'X')
    .replaceAll(/[*[\]\\]/g, '');

/** Of consumers and architectures. */
const known = new Set(
  [...allConsumers.flatMap(({ id, name, arches }) => [id, name, ...arches.map(({ arch }) => arch)])].flatMap(
    (name) => name.toLowerCase().match(/[a-z]{2,}/g) ?? [],
  ),
);

describe('in Chinese', () => {
  before(() => tellIn('zh-cn'));
  after(() => tellIn('en'));

  test('hovers are Chinese, whatever is hovered and wherever', async () => {
    const live = await liveImage();
    const wrong = new Map<string, string>();
    let told = 0;
    for (const path of paths)
      for (const name of names) {
        const isGo = path.endsWith('.go');
        const line = isGo ? `x := []k{{"${name}", 0x1, 0x2, &${name}}}` : `  ${name}; "${name}"`;
        const subject = subjectAt({
          path,
          isGo,
          literals: () => findHashLiterals(line, isGo ? 'go' : 'c'),
          text: () => line,
          conditions: () => findConditions(line, isGo ? 'go' : 'c'),
          line,
          lineStart: 0,
          column: line.indexOf(name) + 1,
        });
        if (subject === undefined) continue;
        for (const image of [live, { kind: 'none', reason: '没有。' } as const])
          for (const text of prose(hoverText(subject, { path, live: image })).split('\n')) {
            if (text !== '') told++;
            for (const fault of chineseFaults(text, known)) wrong.set(`${fault} ${text}`, path);
          }
      }
    assert.ok(told > 2000, String(told));
    assert.deepEqual([...wrong].slice(0, 40), [], `${wrong.size} of ${told}`);
  });

  test('with the keys of a file it says that it is by these', async () => {
    const line =
      'x := []vdsoSymbolKey{{"__vdso_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym}}';
    const path = 'go/src/runtime/vdso_linux_amd64.go';
    const subject = subjectAt({
      ...{ path, isGo: true, line, lineStart: 0, column: line.indexOf('gettimeSym') },
      literals: () => findHashLiterals(line, 'go'),
      text: () => line,
      conditions: () => [],
    });
    assert.ok(subject !== undefined);
    assert.match(hoverText(subject, { path, live: await liveImage() }), /按此文件的键和常量，amd64 上的 Go/);
  });

  test('diagnostics and hints are Chinese', () => {
    const all = [
      diagnostics.message([
        diagnostics.wrong('0x1', diagnostics.hash.gnu, '__vdso_time', '0x2'),
        diagnostics.goFollows.gnu,
      ]),
      diagnostics.fix('0x2', diagnostics.hash.sysv, '__vdso_time'),
      diagnostics.fixAll(3),
      hints.absent,
      hints.absentBut(['x32']),
      hints.foreign('31 位 s390', ['LINUX_2.6']),
      hints.wrongHash(hints.found('0xa50', 'LINUX_2.6')),
      show.foreign('__vdso_time', '31 位 s390'),
    ];
    assert.deepEqual(
      all.flatMap((text) => chineseFaults(text, new Set())),
      [],
    );
  });
});
