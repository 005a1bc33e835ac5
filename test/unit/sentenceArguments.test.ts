/** Every argument of every problem, step, outcome, cause and failure reaches its sentence, as it is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { misuseSentences, refusalSentences } from '../../src/cli/english.ts';
import type { Advice, Cause } from '../../src/clocks/cause.ts';
import { clocksChinese } from '../../src/clocks/chinese.ts';
import { clockAdviceSentences, clockCauseSentences, clocksEnglish } from '../../src/clocks/english.ts';
import { chineseIncomplete } from '../../src/code/chinese.ts';
import { incompleteSentences, incompleteText } from '../../src/code/english.ts';
import type { Incomplete } from '../../src/code/flow/incomplete.ts';
import { chinesePart } from '../../src/consumers/chinese/words.ts';
import { causeSentences } from '../../src/consumers/english/causes.ts';
import { checkSentences } from '../../src/consumers/english/checks.ts';
import { needSentences } from '../../src/consumers/english/needs.ts';
import { stepSentences } from '../../src/consumers/english/steps.ts';
import type { Reason, SinglePart } from '../../src/consumers/reasons.ts';
import { readEditorCatalogue } from '../../src/editor/catalogues.ts';
import { EditorError } from '../../src/editor/editorError.ts';
import { editorFailures } from '../../src/editor/english.ts';
import type { CodedError } from '../../src/elf/codedError.ts';
import { byteSize } from '../../src/elf/english.ts';
import type { Language } from '../../src/elf/language.ts';
import { elfChinese } from '../../src/elf/problems/chinese.ts';
import { elfProblems, problemSentence } from '../../src/elf/problems/english.ts';
import type { Problem } from '../../src/elf/problems/problem.ts';
import { writeSentences } from '../../src/files/english.ts';
import { WriteError } from '../../src/files/writeError.ts';
import { reasonText } from '../../src/report/words.ts';
import { sessionFailures } from '../../src/session/english.ts';
import { SessionError } from '../../src/session/sessionError.ts';
import { sessionLanguages } from '../../src/session/words.ts';
import { sourcesChinese } from '../../src/sources/chinese.ts';
import { containerSentences } from '../../src/sources/containers/english.ts';
import { sourceSentences } from '../../src/sources/english.ts';
import { SourceError } from '../../src/sources/sourceError.ts';
import { toolFailures } from '../../src/tools/english.ts';
import { chineseFaults } from '../support/chinese.ts';
import { argumentsOfFunctions, argumentsOfInterfaces, type Declared } from '../support/declaredArguments.ts';

type Arguments = Readonly<Record<string, unknown>>;
type Sentence = (code: string, args: Arguments) => string;

/** Names and numbers that are nowhere else in a sentence. */
const number = (which: number): number => 0x12345 + 0x1111 * which;
const name = (which: number): string => `name${which}.`;

/** An image in a file. */
function inner(index: number, called: string): object {
  const header = { class: 64, littleEndian: true, machine: 62, flags: 0 };
  return { index, name: called, members: ['vmlinuz'], header, offset: 0, size: 4096, sha256: '' };
}

/** Values of the types with a few: any two of them are told in different words. */
const few: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [false, true],
  "'strings' | 'symbols' | 'section'": ['strings', 'symbols', 'section'],
  "'headers' | 'names' | { readonly section: string }": ['headers', 'names', { section: '.text' }],
  PackingName: ['xz', 'lzma'],
  Maker: ['linux', 'uml', 'gvisor', 'rr', 'qemu', 'wsl1'],
  LayoutRule: [
    ...['any', 'headers-inside', 'first-at-offset-zero', 'offsets-as-addresses', 'file-size-as-memory-size'],
    ...['inside-the-file', 'ascending', 'pages-of-their-own'],
  ],
  HeaderTableName: ['program-headers', 'section-headers'],
  HashTag: ['DT_HASH', 'DT_GNU_HASH'],
  'readonly HashTag[]': [['DT_HASH'], ['DT_GNU_HASH']],
  SourceCondition: ['early', 'stable-counter', 'reference-page', 'erratum', 'counter-access'],
  ParameterCode: [
    ...['no-vdso', 'no-vdso32', 'clocksource', 'tsc-unstable', 'no-tsc', 'no-kvmclock'],
    ...['no-kvmclock-vsyscall', 'vsyscall'],
  ],
  "Hypervisor['kind']": ['xen', 'kvm', 'hyper-v', 'vmware', 'virtualbox', 'wsl2', 'unknown'],
  "'strict' | 'filter'": ['filter', 'strict'],
  PageName: ['time', 'time-namespace', 'random', 'architecture', 'pvclock', 'hyperv-clock'],
  NonRegular: ['fifo', 'socket', 'characterDevice', 'blockDevice', 'other'],
  WantedValue: [[1], [2], [1, 2], { atLeast: 1n }, { other: 1n }],
  "Pick<Problem, 'code' | 'args'>": ['gzip', 'zip'].map((format) => ({ code: 'not-elf', args: { format } })),
  Written: ['report', 'image'],
  "Exclude<FileFacts['kind'], 'file'>": ['directory', 'fifo', 'socket', 'characterDevice', 'blockDevice'],
  unknown: ['/a', '/b'].map((path) => new SourceError('fileEmpty', { path })),
  Coded: ['/a', '/b'].map((path) => ({ name: 'SourceError', code: 'fileEmpty', args: { path } })),
  ContainerKind: ['kernel', 'archive'],
  // Zeros, and the "HdrS" of a bzImage.
  'Uint8Array | undefined': ['', 'HdrS'].map((magic) => bytesAt(0x202, magic)),
  Wanted: [
    ...[70, 71].flatMap((most) => [
      { kind: 'text', most },
      { kind: 'process', most },
      { kind: 'texts', items: 2, most },
    ]),
    { kind: 'texts', items: 3, most: 70 },
    { kind: 'flag' },
    ...['a', 'b'].map((name) => ({ kind: 'some-of', known: [name] })),
  ],
  ImageArgument: ['image', 'fromImage', 'toImage'],
  'readonly InnerImage[]': [
    [inner(0, 'a')],
    [inner(1, 'a')],
    [inner(0, 'b')],
    [inner(0, 'a'), inner(1, 'b')],
  ],
  'readonly SeveralImages[]': [
    { path: '/a', argument: 'image', wanted: undefined, images: [inner(0, 'a')] },
    { path: '/b', argument: 'image', wanted: undefined, images: [inner(0, 'a')] },
    { path: '/a', argument: 'toImage', wanted: undefined, images: [inner(0, 'a')] },
    { path: '/a', argument: 'image', wanted: 'a', images: [inner(0, 'a')] },
    { path: '/a', argument: 'image', wanted: undefined, images: [inner(1, 'a')] },
  ].map((side) => [side]),
  Described: [
    { kind: 'live' },
    ...[70, 71].map((pid) => ({ kind: 'process', pid })),
    ...[{ path: '/a' }, { path: '/b' }, { path: '/a', real: '/c' }, { path: '/a', inside: '0' }].map(
      (each) => ({
        kind: 'file',
        ...each,
      }),
    ),
  ],
};

/** A value of a type, another for each number; what of it a sentence must hold. */
const many: Readonly<Record<string, (which: number) => { value: unknown; told: readonly string[] }>> = {
  Size: (which) => ({ value: number(which), told: formsOf(number(which)) }),
  Amount: (which) => ({ value: BigInt(number(which)), told: formsOf(number(which)) }),
  number: (which) => ({ value: number(which), told: formsOf(number(which)) }),
  bigint: (which) => ({ value: BigInt(number(which)), told: formsOf(number(which)) }),
  'Size | undefined': (which) => ({ value: number(which), told: formsOf(number(which)) }),
  string: (which) => ({ value: name(which), told: [name(which)] }),
  'string | undefined': (which) => ({ value: name(which), told: [name(which)] }),
  'readonly string[]': (which) => ({
    value: ['first', name(which)],
    told: [
      `first, ${name(which)}`,
      `"first", "${name(which)}"`,
      `first and ${name(which)}`,
      `CLOCK_first and CLOCK_${name(which)}`,
      `first、${name(which)}`,
      `first 和 ${name(which)}`,
      // A place within another, and sentences one behind the other.
      `first: ${name(which)}`,
      `first ${name(which)}`,
      `CLOCK_first 和 CLOCK_${name(which)}`,
    ],
  }),
  Members: (which) => ({
    value: ['first', name(which)],
    told: [`${name(which)} in first`, `first 中的 ${name(which)}`],
  }),
  MemorySize: (which) => ({ value: number(which), told: [byteSize(number(which))] }),
  FieldName: (which) => ({ value: `e_${name(which)}`, told: [`e_${name(which)}`] }),
  StructureName: (which) => ({
    value: ['section', number(which)],
    told: [`section ${number(which)}`, `Section ${number(which)}`, `节 ${number(which)}`],
  }),
  MemoryPart: (which) => ({
    value: ['symbol', number(which)],
    told: [`symbol ${number(which)}`, `Symbol ${number(which)}`, `符号 ${number(which)}`],
  }),
  AbiId: (which) => ({
    value: { machine: number(which), class: 64, littleEndian: true },
    told: [`machine ${number(which)} (64-bit, little-endian)`, `机器 ${number(which)}（64 位，小端）`],
  }),
  ProcessName: (which) => ({
    value: { pid: number(which), own: true },
    told: [`this process (${number(which)})`, `本进程（${number(which)}）`],
  }),
  "SourceInfo['label']": (which) => ({ value: name(which), told: [name(which)] }),
  Tracer: (which) => ({ value: { pid: number(which) }, told: [String(number(which))] }),
  Incomplete: (which) => ({
    value: { code: 'undecoded', at: BigInt(number(which)) },
    told: [`0x${number(which).toString(16)}`],
  }),
  'readonly SymbolCountOpinion[]': (which) => ({
    value: [
      { from: 'gnu-hash', count: 5 },
      { from: 'section', count: number(which) },
    ],
    told: [
      `DT_GNU_HASH says 5, the section headers say ${number(which).toLocaleString('en')}`,
      `DT_GNU_HASH 为 5、节头表为 ${number(which).toLocaleString('en')}`,
    ],
  }),
};

function bytesAt(offset: number, text: string): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set(new TextEncoder().encode(text), offset);
  return bytes;
}

function formsOf(value: number): readonly string[] {
  return [String(value), value.toLocaleString('en'), `0x${value.toString(16)}`];
}

/** Arguments that are told in another form, or that decide how the others are told. */
const inAnotherForm: Readonly<Record<string, readonly unknown[]>> = {
  'not-elf.format': ['gzip', 'zip', 'text', 'unknown'],
  'record-count-wrong.more': [0, 1],
  'link-wrong.used': [0, 3, 4],
  'dynamic-too-long.count': [number(50), number(51)],
  'linked-at-zero.bias': [0n, 5n, 6n],
  'note-found.value': [0x060b01, 0x060b02, 0x060a01, 0x070b01],
  'yama.scope': [1, 2, 3, 4],
  'badConsumer.known': [['go'], ['musl']],
  'tooMuchTextToSort.most': [1 << 20, 2 << 20],
  'tooLarge.size': [1 << 20, 2 << 20],
  'noVdso.arch': ['arm64', 'arm', 's390x'],
  'never-exported.who': ['linux', 'uml'],
  // As the release since when Linux exports the symbol, the third argument; and another.
  'maker-never.oldest': [name(2), name(60)],
};

/** Single ones that a sentence does without. */
const notTold: readonly string[] = [
  // Whether it is this process decides what is offered; the path of its file has the number.
  ...['procFailed.pid', 'procFailed.own'],
];

/** What is told in somebody else's words, or by another catalogue whose arguments are asked there. */
const handedOn: readonly string[] = ['notUnderstood', 'requestFailed', 'savedReport', 'dumpExists'];

/** A sentence of a catalogue, by its code. */
const by = (catalogue: object): Sentence => {
  const sentences = catalogue as Readonly<Record<string, (args: Arguments) => string>>;
  return (code, args) => sentences[code]?.(args) ?? '';
};

/** What a failure says itself, in a language; its message is the English one. */
const saidBy =
  (
    Failure: new (code: never, args: never) => Error & Pick<CodedError<object>, 'sentence'>,
    language: Language,
  ): Sentence =>
  (code, args) => {
    const failure = new Failure(code as never, args as never);
    assert.equal(failure.message, failure.sentence('en'));
    return failure.sentence(language);
  };

await readEditorCatalogue('zh-cn');
await sessionLanguages.read('zh-cn');

for (const [what, catalogue, declared, english, chinese] of [
  [
    'problem',
    Object.keys(elfProblems),
    argumentsOfFunctions(textOf('elf/problems/english.ts')),
    (code, args) => problemSentence({ code, args: args as Problem['args'] }),
    (code, args) => elfChinese.problem({ code, args: args as Problem['args'] }),
  ],
  [
    'reason',
    [stepSentences, checkSentences, needSentences, causeSentences].flatMap((each) => Object.keys(each)),
    argumentsOfInterfaces(textOf('consumers/reasons.ts'), ['Steps', 'Checks', 'Outcomes', 'Needs', 'Causes']),
    (code, args) => reasonText(sessionLanguages.in('en'), { code, args } as Reason),
    (code, args) => reasonText(sessionLanguages.in('zh-cn'), { code, args } as Reason),
  ],
  [
    'failure',
    Object.keys(sourceSentences),
    argumentsOfInterfaces(textOf('sources/failures.ts'), ['SourceFailures']),
    saidBy(SourceError, 'en'),
    saidBy(SourceError, 'zh-cn'),
  ],
  [
    'notice of a container',
    Object.keys(containerSentences),
    argumentsOfInterfaces(textOf('sources/containers/notices.ts'), ['ContainerNotices']),
    by(containerSentences),
    by(sourcesChinese.containerNotices),
  ],
  [
    'way that could not be followed',
    Object.keys(incompleteSentences),
    argumentsOfInterfaces(textOf('code/flow/incomplete.ts'), ['Incompletes']),
    (code, args) => incompleteText({ code, ...args } as Incomplete),
    (code, args) => chineseIncomplete({ code, ...args } as Incomplete),
  ],
  [
    'cause of slow clocks',
    Object.keys(clockCauseSentences),
    argumentsOfInterfaces(textOf('clocks/cause.ts'), ['ClockCauses']),
    (code, args) => clocksEnglish.cause({ code, args } as unknown as Cause),
    (code, args) => clocksChinese.cause({ code, args } as unknown as Cause),
  ],
  [
    'advice for slow clocks',
    Object.keys(clockAdviceSentences),
    argumentsOfInterfaces(textOf('clocks/cause.ts'), ['Advices']),
    (code, args) => clocksEnglish.advice({ code, args } as unknown as Advice),
    (code, args) => clocksChinese.advice({ code, args } as unknown as Advice),
  ],
  [
    'failure of a session',
    Object.keys(sessionFailures),
    argumentsOfInterfaces(textOf('session/failures.ts'), ['SessionFailures']),
    saidBy(SessionError, 'en'),
    saidBy(SessionError, 'zh-cn'),
  ],
  [
    'failure to write',
    Object.keys(writeSentences),
    argumentsOfInterfaces(textOf('files/writeFailures.ts'), ['WriteFailures']),
    saidBy(WriteError, 'en'),
    saidBy(WriteError, 'zh-cn'),
  ],
  [
    'failure of the editor',
    Object.keys(editorFailures),
    argumentsOfInterfaces(textOf('editor/failures.ts'), ['EditorFailures']),
    saidBy(EditorError, 'en'),
    saidBy(EditorError, 'zh-cn'),
  ],
  [
    'misuse of the terminal',
    Object.keys(misuseSentences),
    argumentsOfInterfaces(textOf('cli/failures.ts'), ['Misuses']),
    by(misuseSentences),
    undefined,
  ],
  [
    'refusal of the terminal',
    Object.keys(refusalSentences),
    argumentsOfInterfaces(textOf('cli/failures.ts'), ['Refusals']),
    by(refusalSentences),
    undefined,
  ],
  [
    'failure of a tool',
    Object.keys(toolFailures),
    argumentsOfInterfaces(textOf('tools/failures.ts'), ['ToolFailures']),
    by(toolFailures),
    undefined,
  ],
] as readonly (readonly [string, readonly string[], Declared, Sentence, Sentence | undefined])[]) {
  test(`every argument of every ${what} reaches its sentence`, () => {
    assert.deepEqual(
      catalogue.filter((code) => !declared.has(code)),
      [],
    );
    const lost: string[] = [];
    for (const [code, types] of declared) lost.push(...lostIn(code, types, english, /^.{10,}[.)…]$/));
    assert.deepEqual(lost, []);
  });

  if (chinese === undefined) continue;
  test(`every argument of every ${what} reaches its Chinese sentence, with Latin and with Chinese ones`, () => {
    const lost: string[] = [];
    for (const [code, types] of declared) lost.push(...lostIn(code, types, chinese, /^.{5,}[。）]$/));
    assert.deepEqual(lost, []);
    const wrong = [...declared].flatMap(([code, types]) => {
      if (handedOn.includes(code)) return [];
      const told = chinese(code, argumentsFor(code, types));
      return chineseFaults(told, new Set()).map((fault) => `${code}: ${fault}: ${told}`);
    });
    assert.deepEqual(wrong, []);
  });
}

test('what was read of an image has a name in Chinese, but for fields, which have one everywhere', () => {
  const parts: Readonly<Record<SinglePart, true>> = {
    ...{ note: true, 'note-name': true, 'version-name': true, 'eh-frame': true, 'eh-frame-hdr': true },
    ...{ 'gnu-chains': true, 'sysv-nbucket': true, 'sysv-nchain': true, 'sysv-chains': true },
  };
  for (const part of Object.keys(parts) as SinglePart[]) {
    const told = chinesePart({ what: part });
    assert.notEqual(told, part);
    assert.deepEqual(chineseFaults(told, new Set()), [], told);
  }
  assert.equal(chinesePart({ what: 'e_phoff' }), 'e_phoff');
});

function lostIn(
  code: string,
  types: ReadonlyMap<string, string>,
  sentence: Sentence,
  form: RegExp,
): string[] {
  if (handedOn.includes(code)) return [];
  assert.match(sentence(code, argumentsFor(code, types)), form, code);
  return [...types.keys()]
    .filter((each) => reaches(code, types, each, sentence) === notTold.includes(`${code}.${each}`))
    .map((each) => `${code}.${each}`);
}

/** Whether an argument is told with some of the optional ones there. */
function reaches(
  code: string,
  types: ReadonlyMap<string, string>,
  argument: string,
  sentence: Sentence,
): boolean {
  const optional = [...types.keys()].filter((each) => each.endsWith('?') && each !== argument);
  const flags = [...types].filter(([, type]) => type === 'boolean').map(([each]) => each);
  const base = argumentsFor(code, types);
  const variants = optional.reduce<Arguments[]>(
    (all, each) => all.flatMap((args) => [args, { ...args, [bare(each)]: undefined }]),
    [base],
  );
  const all = flags.reduce(
    (some, each) => some.flatMap((args) => [args, { ...args, [each]: true }]),
    variants,
  );
  return all.some((args) => isTold(code, args, argument, types.get(argument) ?? '', sentence));
}

function isTold(code: string, args: Arguments, argument: string, type: string, sentence: Sentence): boolean {
  const known = inAnotherForm[`${code}.${bare(argument)}`] ?? few[type];
  const said = (value: unknown) => sentence(code, { ...args, [bare(argument)]: value });
  if (known !== undefined) return new Set(known.map(said)).size === known.length;
  return [70, 71].every((which) => {
    const { value, told } = sampleOf(type, which);
    const words = said(value);
    return told.some((each) => words.includes(each));
  });
}

function argumentsFor(code: string, types: ReadonlyMap<string, string>): Arguments {
  return Object.fromEntries(
    [...types].map(([argument, type], which) => {
      const [known] = inAnotherForm[`${code}.${bare(argument)}`] ?? few[type] ?? [];
      return [bare(argument), known ?? sampleOf(type, which).value];
    }),
  );
}

function sampleOf(type: string, which: number): { value: unknown; told: readonly string[] } {
  return many[type]?.(which) ?? assert.fail(`a type without samples: ${type}`);
}

function bare(argument: string): string {
  return argument.replace(/\?$/, '');
}

function textOf(file: string): string {
  return readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
}
