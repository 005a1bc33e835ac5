/** Every way in which two images differ, as it is told: images that differ in one thing, the sentence and its kind. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ComparableFunction } from '../../../../src/code/comparable/comparableCode.ts';
import type { Outcome } from '../../../../src/consumers/model.ts';
import type {
  ComparedClock,
  ComparedConsumer,
  ComparedExport,
  ComparedFunction,
  ComparedImage,
  ComparedNote,
} from '../../../../src/report/comparison/comparedImage.ts';
import { compareImages } from '../../../../src/report/comparison/compareImages.ts';
import type { ChangeCode } from '../../../../src/report/comparison/comparison.ts';
import { comparisonView } from '../../../../src/report/comparison/comparisonView.ts';
import { english, sessionLanguages } from '../../../../src/session/words.ts';

const chinese = await sessionLanguages.read('zh-cn');

const BARE: ComparedImage = {
  kind: 'file',
  label: 'image.so',
  role: 'elf',
  header: { class: 64, littleEndian: true, machine: 62, flags: 0 },
  size: 8192,
  consumers: [],
  exports: [],
  versions: [],
  hashTables: [],
  notes: [],
  leftOut: 0,
};

const consumer = (outcome: Outcome, keys: Readonly<Record<string, Outcome>> = {}): ComparedConsumer => ({
  ...{ id: 'go', release: '1.27', name: 'Go', outcome, why: 'for a reason' },
  keys: Object.entries(keys).map(([symbol, of]) => ({ symbol, version: 'LINUX_2.6', outcome: of })),
});
const exported = (more: Partial<ComparedExport> = {}): ComparedExport => ({
  ...{ name: '__vdso_time', version: 'LINUX_2.6', type: 'FUNC', bind: 'GLOBAL', visibility: 'DEFAULT' },
  ...{ value: 0x1000n, size: 16n },
  ...more,
});
const clock = (more: Partial<ComparedClock> = {}): ComparedClock => ({
  ...{ id: 1, name: 'MONOTONIC', path: 'user', counters: ['rdtsc'] },
  ...more,
});
const lines = (...of: readonly string[]): ComparableFunction => ({
  ...{ name: '__vdso_time', size: 16, digest: of.join(), lines: of },
  targets: of.map(() => -1),
  patched: of.flatMap((line, at) => (line === 'rdtscp' || line === 'lfence' ? [at] : [])),
});
const func = (more: Partial<ComparedFunction> = {}): ComparedFunction => ({
  ...{ name: '__vdso_time', path: 'user', counters: ['rdtsc'], code: lines('rdtsc', 'ret') },
  ...more,
});
const code = (functions: readonly ComparedFunction[], clocks: readonly ComparedClock[] = [clock()]) => ({
  code: { functions, clocks },
});
const note = (more: Partial<ComparedNote> = {}): ComparedNote => ({
  ...{ owner: 'GNU', type: 3, description: '00aa', text: '' },
  ...more,
});

type Side = Partial<ComparedImage>;
type Case = readonly [from: Side, to: Side, kind: string, sentence: string];

const cases: Readonly<Record<ChangeCode, readonly Case[]>> = {
  architecture: [
    [
      {},
      { header: { ...BARE.header, machine: 183 } },
      'breaking',
      'Architecture x86-64 → AArch64: nothing of one is of use on the other.',
    ],
    [
      { header: { ...BARE.header, machine: 8, littleEndian: false } },
      { header: { ...BARE.header, machine: 8 } },
      'breaking',
      'Architecture big-endian MIPS n64 → little-endian MIPS n64: nothing of one is of use on the other.',
    ],
  ],
  soname: [
    [{ soname: 'a.so' }, { soname: 'b.so' }, 'visible', 'DT_SONAME a.so → b.so.'],
    [{ soname: 'a.so' }, {}, 'visible', 'DT_SONAME a.so → none.'],
  ],
  outcome: [
    [
      { consumers: [consumer('found', { __vdso_time: 'found' })] },
      { consumers: [consumer('fallback', { __vdso_time: 'fallback' })] },
      'breaking',
      'Go 1.27: found → falls back (__vdso_time found → falls back).',
    ],
    [
      { consumers: [consumer('crash')] },
      { consumers: [consumer('found')] },
      'visible',
      'Go 1.27: would crash → found.',
    ],
  ],
  keys: [
    [
      { consumers: [consumer('partial', { a: 'found', b: 'fallback' })] },
      { consumers: [consumer('partial', { a: 'fallback', b: 'found' })] },
      'breaking',
      'Go 1.27: partly found as before, and of its keys a found → falls back, b falls back → found.',
    ],
    [
      { consumers: [consumer('partial', { a: 'found' })] },
      { consumers: [consumer('partial', { a: 'found', b: 'found' })] },
      'visible',
      'Go 1.27: partly found as before, and of its keys b not asked → found.',
    ],
  ],
  askedOfOne: [
    [
      { consumers: [consumer('found')] },
      {},
      'harmless',
      'Go 1.27: found in the first image; of the other one it was not asked.',
    ],
    [
      {},
      { consumers: [consumer('found')] },
      'harmless',
      'Go 1.27: found in the second image; of the other one it was not asked.',
    ],
  ],
  exportRemoved: [
    [{ exports: [exported()] }, {}, 'breaking', '__vdso_time@LINUX_2.6 (FUNC) is exported no more.'],
  ],
  exportAdded: [[{}, { exports: [exported({ version: '' })] }, 'visible', '__vdso_time (FUNC) is new.']],
  exportVersion: [
    [
      { exports: [exported()] },
      { exports: [exported({ version: 'LINUX_9.9' })] },
      'breaking',
      '__vdso_time is in another version: LINUX_2.6 → LINUX_9.9.',
    ],
  ],
  exportType: [
    [
      { exports: [exported()] },
      { exports: [exported({ type: 'OBJECT' })] },
      'visible',
      '__vdso_time is of another type: FUNC → OBJECT.',
    ],
  ],
  exportBind: [
    [
      { exports: [exported()] },
      { exports: [exported({ bind: 'WEAK' })] },
      'visible',
      '__vdso_time has another binding: GLOBAL → WEAK.',
    ],
  ],
  exportVisibility: [
    [
      { exports: [exported()] },
      { exports: [exported({ visibility: 'HIDDEN' })] },
      'visible',
      '__vdso_time has another visibility: DEFAULT → HIDDEN.',
    ],
  ],
  exportsMoved: [
    [
      { exports: Array.from({ length: 14 }, (_, at) => exported({ name: `f${at + 10}` })) },
      { exports: Array.from({ length: 14 }, (_, at) => exported({ name: `f${at + 10}`, value: 0x2000n })) },
      'harmless',
      'At other addresses: f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, +2 more.',
    ],
  ],
  versionRemoved: [[{ versions: ['LINUX_2.6'] }, {}, 'breaking', 'Version LINUX_2.6 is defined no more.']],
  versionAdded: [[{}, { versions: ['LINUX_2.6'] }, 'visible', 'Version LINUX_2.6 is new.']],
  tableRemoved: [
    [
      { hashTables: [{ name: 'sysv', buckets: 3 }] },
      {},
      'breaking',
      'DT_HASH is gone: who searches by it alone finds nothing.',
    ],
  ],
  tableAdded: [[{}, { hashTables: [{ name: 'mips', buckets: 3 }] }, 'visible', 'DT_MIPS_XHASH is new.']],
  tableBuckets: [
    [
      { hashTables: [{ name: 'gnu', buckets: 3 }] },
      { hashTables: [{ name: 'gnu', buckets: 4 }] },
      'harmless',
      'DT_GNU_HASH has 4 instead of 3 buckets.',
    ],
  ],
  clock: [
    [
      code([], [clock()]),
      code([], [clock({ path: 'kernel', counters: [] })]),
      'visible',
      'MONOTONIC: stays in user space → always enters the kernel; counter rdtsc → none.',
    ],
    [
      { ...code([], [clock()]), buildId: 'aa' },
      { ...code([], [clock({ counters: ['rdtscp'] })]), buildId: 'aa' },
      'expected',
      'MONOTONIC: stays in user space; counter rdtsc → rdtscp.',
    ],
    [
      { ...code([], [clock()]), buildId: 'aa' },
      { ...code([], [clock({ path: 'user-or-kernel' })]), buildId: 'aa' },
      'visible',
      'MONOTONIC: stays in user space → user space, or the kernel where it must.',
    ],
  ],
  clocksRemoved: [
    [
      code([], [clock()]),
      code([], []),
      'breaking',
      'No function serves clocks any more; there was one for 1 clock.',
    ],
  ],
  clocksAdded: [
    [
      code([], []),
      code([], [clock(), clock({ id: 2 })]),
      'visible',
      'A function that serves 2 clocks is new.',
    ],
  ],
  functionPath: [
    [
      code([func()]),
      code([func({ path: 'kernel' })]),
      'visible',
      '__vdso_time: stays in user space → always enters the kernel.',
    ],
  ],
  functionCounters: [
    [
      code([func()]),
      code([func({ counters: ['rdtscp'] })]),
      'harmless',
      '__vdso_time reads another counter: rdtsc → rdtscp.',
    ],
    [
      { ...code([func()]), buildId: 'aa' },
      { ...code([func({ counters: ['rdtscp'] })]), buildId: 'aa' },
      'expected',
      '__vdso_time reads another counter: rdtsc → rdtscp.',
    ],
  ],
  sameCode: [
    [
      code([func(), func({ name: '' })]),
      code(
        [func(), func({ name: '' })].map((each) => ({
          ...each,
          code: { ...lines('rdtsc', 'ret'), digest: 'x' },
        })),
      ),
      'harmless',
      'The same code at other addresses: __vdso_time, code of no exported function.',
    ],
  ],
  code: [
    [
      code([func({ code: lines('a', 'b', 'ret') }), func({ name: 'time', code: lines('a', 'b', 'ret') })]),
      code([func({ code: lines('c', 'ret') }), func({ name: 'time', code: lines('c', 'ret') })]),
      'harmless',
      '__vdso_time and time: 3 instructions, of which 2 gone, and 1 new.',
    ],
    [
      { ...code([func({ code: lines('a', 'b', 'ret') })]), buildId: 'aa' },
      { ...code([func({ code: lines('c', 'ret') })]), buildId: 'aa' },
      'visible',
      '__vdso_time: 3 instructions, of which 2 gone, and 1 new.',
    ],
  ],
  patched: [
    [
      code([func({ code: lines('lfence', 'rdtscp', 'ret') })]),
      code([func({ code: lines('rdtscp', 'ret') })]),
      'harmless',
      '__vdso_time: other instructions where the kernel patches the image for its machine (1 gone, 0 new).',
    ],
    [
      { ...code([func({ code: lines('lfence', 'ret') })]), buildId: 'aa' },
      { ...code([func({ code: lines('rdtscp', 'ret') })]), buildId: 'aa' },
      'expected',
      '__vdso_time: other instructions where the kernel patches the image for its machine (1 gone, 1 new).',
    ],
  ],
  bytes: [[{ sha256: 'aa' }, { sha256: 'bb' }, 'harmless', 'The bytes are others, in what is not compared.']],
  imageSize: [
    [{ size: 8192 }, { size: 12288 }, 'harmless', 'The image: 8,192 → 12,288 bytes.'],
    [
      { size: 8193, buildId: 'aa' },
      { size: 12288, buildId: 'aa' },
      'expected',
      'The image: 8,193 → 12,288 bytes.',
    ],
    [
      { size: 8192, buildId: 'aa' },
      { size: 12288, buildId: 'aa' },
      'harmless',
      'The image: 8,192 → 12,288 bytes.',
    ],
  ],
  functionSize: [
    [
      { exports: [exported(), exported({ name: 'time' }), exported({ name: 'x', value: 0x3000n })] },
      {
        exports: [
          ...[exported({ size: 32n }), exported({ name: 'time', size: 32n })],
          exported({ name: 'x', value: 0x3000n }),
        ],
      },
      'harmless',
      '__vdso_time and time: 16 → 32 bytes.',
    ],
  ],
  noteRemoved: [
    [{ notes: [note()] }, {}, 'harmless', 'GNU BUILD_ID: 00aa is gone.'],
    [{ notes: [note({ text: 'as said' })] }, {}, 'harmless', 'GNU BUILD_ID: as said is gone.'],
  ],
  noteAdded: [
    [
      { notes: [note()] },
      { notes: [note(), note({ type: 4 })] },
      'harmless',
      'GNU GOLD_VERSION: 00aa is new.',
    ],
    [{}, { notes: [note({ text: 'as said' })] }, 'harmless', 'GNU BUILD_ID: as said is new.'],
  ],
  note: [
    [
      { notes: [note({ owner: 'Linux', type: 0 }), note()] },
      { notes: [note({ owner: 'Linux', type: 0 }), note({ description: '00bb', text: 'as said' })] },
      'harmless',
      'GNU BUILD_ID: 00aa → as said.',
    ],
  ],
};

describe('what differs is told, alone, with its kind', () => {
  for (const [what, all] of Object.entries(cases))
    test(what, () => {
      for (const [from, to, kind, sentence] of all) {
        const comparison = compareImages({ ...BARE, ...from }, { ...BARE, ...to });
        assert.deepEqual(
          comparison.changes.map((each) => each.code),
          [what],
        );
        const told = comparisonView(english, comparison).parts.flatMap(({ changes }) => changes);
        assert.deepEqual(
          told.map(({ kindText, text }) => [kindText, text]),
          [[kind, sentence]],
        );
        const [inChinese] = comparisonView(chinese, comparison).parts.flatMap(({ changes }) => changes);
        const values = sentence.match(/\w*_[\w@]+(?:\.\d)?|\bf?\d[\d,]*\d\b|\b[ab]\.so/g) ?? [];
        const lost = values.filter((value) => inChinese?.text.includes(value) !== true);
        assert.deepEqual(lost, [], inChinese?.text);
      }
    });
});

describe('consumers', () => {
  test('who ends badly stands first, then who is worse off, then who is better off, then whose keys alone changed', () => {
    const named = (name: string, from: Outcome, to: Outcome, key: Outcome = 'found') =>
      [
        { ...consumer(from, { k: 'found' }), id: name, name },
        { ...consumer(to, { k: key }), id: name, name },
      ] as const;
    const pairs = [
      named('keys-worse', 'partial', 'partial', 'fallback'),
      named('better', 'fallback', 'found'),
      named('partial', 'found', 'partial'),
      named('refuses', 'found', 'refuses'),
      named('hang', 'crash', 'hang'),
      named('crash', 'found', 'crash'),
      named('unread', 'found', 'unknown'),
    ];
    const { changes } = compareImages(
      { ...BARE, consumers: pairs.map(([from]) => from) },
      { ...BARE, consumers: pairs.map(([, to]) => to) },
    );
    assert.deepEqual(
      changes.map(({ kind, args }) => ['consumer' in args && args.consumer.name, kind]),
      [
        ['hang', 'breaking'],
        ['crash', 'breaking'],
        ['refuses', 'breaking'],
        ['partial', 'breaking'],
        ['keys-worse', 'breaking'],
        ['better', 'visible'],
        ['unread', 'visible'],
      ],
    );
  });
});

describe('around the changes', () => {
  const view = (from: Side, to: Side) =>
    comparisonView(english, compareImages({ ...BARE, ...from }, { ...BARE, ...to }));

  test('the title has both names, or where each lies when these are alike', () => {
    assert.equal(view({ path: '/a' }, { label: 'other.so', path: '/b' }).title, 'image.so → other.so');
    assert.equal(view({ path: '/a/image.so' }, { path: '/b/image.so' }).title, '/a/image.so → /b/image.so');
  });

  test('each side has kernel, architecture, size and build id', () => {
    const { from } = view({ kernel: '6.12.9', buildId: '00aa' }, {});
    assert.equal(from.facts, 'Linux 6.12.9 · x86-64 · 8.0 KiB · build id 00aa');
  });

  test('the summary counts kinds, the worst first, and nothing that is expected', () => {
    const found = view(
      { versions: ['A', 'B'], soname: 'a.so', notes: [note()] },
      { notes: [note({ description: '00bb' })] },
    );
    assert.deepEqual([found.summary, found.kind], ['2 breaking, 1 visible, 1 harmless', 'breaking']);
    const mapped = view({ size: 8193, buildId: 'aa' }, { size: 12288, buildId: 'aa' });
    assert.deepEqual(
      [mapped.summary, mapped.kind],
      ['No difference but what is expected of two images of one build.', undefined],
    );
    assert.equal(view({}, {}).summary, 'No difference was found.');
  });

  test('what was not compared is said', () => {
    const notes = (from: Side, to: Side) => view(from, to).notes;
    assert.deepEqual(notes({}, {}), []);
    for (const [from, to] of [
      [{ leftOut: 1 }, {}],
      [{}, { leftOut: 1 }],
    ] as const)
      assert.deepEqual(notes(from, to), ['One of the images has more names or functions than are compared.']);
    assert.deepEqual(notes({}, code([])), [
      'Clocks: not compared, since the code of one of the images was not looked at.',
      'Code: not compared, since the code of one of the images was not looked at.',
    ]);
    const saved = ({ code: _, ...rest }: ComparedFunction): ComparedFunction => rest;
    assert.deepEqual(notes(code([func()]), code([saved(func())])), [
      'Code: a saved report has no instructions, so that only ways and counters were compared.',
    ]);
    assert.deepEqual(notes(code([func()]), code([])), []);
  });
});
