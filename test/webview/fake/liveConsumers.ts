/** What consumers find in the live image, Go's lookup step by step. */
import type { ConsumerDetailView, FieldView, KeyView, StepView } from '../../../src/protocol.ts';
import { hex, symbols } from './liveSymbols.ts';

export const field = (
  label: string,
  value: string,
  explain = '',
  offset?: number,
  length?: number,
): FieldView => ({
  label,
  value,
  explain,
  ...(offset !== undefined && { offset, length: length ?? 4 }),
});

export const steps: readonly StepView[] = [
  {
    text: 'hash 0x6e43a318 mod 3 buckets = bucket 1',
    result: 'info',
    offset: 0x170,
    length: 4,
  },
  { text: 'bucket 1 starts its chain at symbol 7', result: 'pass', offset: 0x194, length: 4 },
  {
    text: 'symbol 7: chain word 0x84a559be | 1 is not 0x6e43a319, on to the next',
    result: 'fail',
    offset: 0x1b4,
    length: 4,
  },
  { text: 'symbol 8: chain word 0x7c9e7894 | 1 is not 0x6e43a319', result: 'fail', offset: 0x1b8, length: 4 },
  { text: 'symbol 9: chain word matches', result: 'pass', offset: 0x1bc, length: 4 },
  { text: 'type FUNC, binding GLOBAL, section 12: accepted', result: 'pass', offset: 0x2a8, length: 24 },
  { text: 'name is “__vdso_clock_gettime”', result: 'pass', offset: 0x36f, length: 21 },
  { text: 'version index 2 equals the wanted 2', result: 'pass', offset: 0x3fe, length: 2 },
  { text: 'stores 0x7f3d54dca000 + 0xaf0 = 0x7f3d54dcaaf0', result: 'info' },
];

function key(variable: string, symbol: string, symbolIndex: number | undefined, bucket: number): KeyView {
  const found = symbolIndex !== undefined;
  const value = hex(symbols[symbolIndex ?? 0]?.value ?? 0);
  return {
    variable,
    symbol,
    version: 'LINUX_2.6',
    outcome: found ? 'found' : 'fallback',
    tone: found ? 'good' : 'warn',
    outcomeText: found ? 'found' : 'falls back',
    why: found
      ? `Found through DT_GNU_HASH in bucket ${bucket}: name, type, binding and version all match.`
      : `Not in the image: bucket ${bucket} ends without a matching name.`,
    fallback: 'Every call is the system call; programs get slower and notice nothing else.',
    fields: [
      ...(found
        ? [field('Value', value), field('Address', `0x7f3d54dca${value.slice(2)} in process 4711`)]
        : []),
      {
        ...field('Table', `DT_GNU_HASH, bucket ${bucket}`),
        links: [{ text: `DT_GNU_HASH, bucket ${bucket}`, to: { table: 'gnuBuckets', index: bucket } }],
      },
    ],
    more: [
      field('SysV hash', 'right', 'The constant in the source equals the hash of the name.'),
      field('GNU hash', 'right'),
    ],
    replay: {
      title: `${variable} looks up ${symbol}`,
      outcome: found ? 'found' : 'fallback',
      why: 'Accepted at symbol 9.',
      steps: found ? steps : steps.slice(0, 4),
      command: `vdso-explorer --live --lookup ${symbol}@LINUX_2.6 --consumer go@1.27`,
    },
    ...(found && { symbolIndex }),
  };
}

export function goConsumer(release: string): ConsumerDetailView {
  const missing = release === '1.21';
  return {
    id: 'go',
    release,
    releases: ['1.15', '1.19', '1.21', '1.24', '1.27'],
    name: 'Go',
    arch: 'amd64',
    outcome: missing ? 'partial' : 'found',
    tone: missing ? 'warn' : 'good',
    outcomeText: missing ? '2 of 3 keys' : '3 of 3 keys',
    why: 'Every key this release looks up on amd64 is in the image, so time.Now, syscall.Gettimeofday and the runtime’s random numbers stay in user space.',
    version: {
      ...key('vdsoLinuxVersion', '', 10, 0),
      symbol: '',
      fallback: '',
      fields: [],
      more: [field('Hash in the source', '0x3ae75f6, right'), field('Version index', '2')],
      replay: {
        title: 'vdsoLinuxVersion looks for the node LINUX_2.6',
        outcome: 'found',
        why: 'Index 2.',
        steps: [
          { text: 'definition 1 is the base, skipped', result: 'fail', offset: 0x408, length: 20 },
          {
            text: 'definition 2: hash 0x3ae75f6 and name LINUX_2.6 match',
            result: 'pass',
            offset: 0x424,
            length: 20,
          },
        ],
      },
    },
    keys: [
      key('vdsoGettimeofdaySym', '__vdso_gettimeofday', 2, 0),
      key('vdsoClockgettimeSym', '__vdso_clock_gettime', 9, 1),
      key('vdsoGetrandomSym', '__vdso_getrandom', missing ? undefined : 7, 1),
    ],
    preparation: {
      title: 'Go reads the headers',
      outcome: 'found',
      why: 'PT_LOAD and PT_DYNAMIC found, DT_GNU_HASH preferred.',
      steps: [
        { text: 'first PT_LOAD: load bias 0x7f3d54dca000', result: 'pass', offset: 0x40, length: 56 },
        { text: 'PT_DYNAMIC at 0x440', result: 'pass', offset: 0x78, length: 56 },
        { text: 'no bloom filter is consulted', result: 'info' },
      ],
    },
    quirks: ['Go consults no bloom filter.', 'Go ignores the hidden bit of a symbol’s version.'],
  };
}

const others: readonly (readonly [string, string, string])[] = [
  ['glibc', '2.41', 'found'],
  ['musl', '1.2.6', 'found'],
  ['bionic', '15', 'fallback'],
  ['CRIU', '4.1', 'found'],
  ['rustix', '1.1', 'partial'],
  ['Abseil', '20250814', 'crash'],
  ['LLVM libc', '21', 'not-applicable'],
];

const tones = { found: 'good', fallback: 'warn', partial: 'warn', crash: 'bad' } as const;
const words = {
  found: '5 of 5 keys',
  fallback: 'falls back',
  partial: '3 of 4 keys',
  crash: 'would crash',
} as const;

export function consumers(release: string): readonly ConsumerDetailView[] {
  const first = goConsumer(release);
  return [
    first,
    ...others.map(([name, version, outcome]): ConsumerDetailView => {
      const known = outcome as keyof typeof tones;
      return {
        ...first,
        id: name.toLowerCase(),
        name,
        release: version,
        releases: [version],
        outcome: outcome as ConsumerDetailView['outcome'],
        tone: tones[known] ?? 'muted',
        outcomeText: words[known] ?? 'does not apply',
        why: `What ${name} ${version} makes of this image, in a sentence.`,
        quirks: [],
      };
    }),
  ];
}
