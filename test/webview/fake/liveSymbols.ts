/** The symbols of a live x86-64 vDSO, as on a 6.18 kernel. */
import { columns, type FakeRow } from './tables.ts';

export interface FakeSymbol {
  readonly name: string;
  readonly value: number;
  readonly size: number;
  readonly type: string;
  readonly bind: string;
  readonly gnu: string;
  readonly by: string;
}

const go = {
  time: 'Go · vdsoClockgettimeSym, glibc, musl',
  day: 'Go · vdsoGettimeofdaySym, glibc',
  random: 'Go · vdsoGetrandomSym, glibc',
};

function symbol(line: string, by = ''): FakeSymbol {
  const [name = '', value = '0', size = '0', type = '', bind = '', gnu = ''] = line.split(' ');
  return { name, value: Number(value), size: Number(size), type, bind, gnu, by };
}

export const symbols: readonly FakeSymbol[] = [
  symbol(' 0 0 NOTYPE LOCAL 0x00001505'),
  symbol('clock_gettime 0xaf0 902 FUNC WEAK 0x71dd557e'),
  symbol('__vdso_gettimeofday 0x810 683 FUNC GLOBAL 0xb01bca00', go.day),
  symbol('clock_getres 0xe80 127 FUNC WEAK 0x9e9a10da'),
  symbol('__vdso_clock_getres 0xe80 127 FUNC GLOBAL 0x68308f52', 'glibc'),
  symbol('gettimeofday 0x810 683 FUNC WEAK 0xe6854b86'),
  symbol('__vdso_time 0xac0 40 FUNC GLOBAL 0x821e8e0d', 'glibc'),
  symbol('__vdso_getrandom 0xf40 913 FUNC GLOBAL 0x84a559bf', go.random),
  symbol('time 0xac0 40 FUNC WEAK 0x7c9e7894'),
  symbol('__vdso_clock_gettime 0xaf0 902 FUNC GLOBAL 0x6e43a318', go.time),
  symbol('LINUX_2.6 0x0 0 OBJECT GLOBAL 0x26c62a8a'),
  symbol('__vdso_getcpu 0xf00 44 FUNC GLOBAL 0x6562b026', 'glibc, musl'),
  symbol('getcpu 0xf00 44 FUNC WEAK 0xff87586c'),
  symbol('getrandom 0xf40 913 FUNC WEAK 0xf88ff0a7'),
];

export const hex = (value: number): string => `0x${value.toString(16)}`;

export const symbolColumns = columns(
  'Name:32',
  'Version:12',
  'Looked up by:36.',
  'Value:10>',
  'Size:7>',
  'Type:8',
  'Bind:8',
  '#:5>',
  'GNU hash:11-',
  'SysV hash:11-',
  'Section:12-',
  'Visibility:9-',
);

export function symbolRow(item: FakeSymbol, index: number): FakeRow {
  const known = index > 0;
  return {
    cells: [
      item.name,
      known ? 'LINUX_2.6' : '',
      item.by,
      hex(item.value),
      String(item.size),
      item.type,
      item.bind,
      String(index),
      item.gnu,
      `0x0${(index * 7919 + 0xd35ec75).toString(16)}`,
      known ? (item.type === 'OBJECT' ? 'ABS' : '.text') : 'UND',
      'DEFAULT',
    ],
    links: [
      ...(known ? [{ cell: 1, text: 'LINUX_2.6', to: { table: 'versions', index: 1 } } as const] : []),
      ...['Go', 'glibc', 'musl'].flatMap((text, at) =>
        item.by.includes(text) ? [{ cell: 2, text, to: { table: 'keys', index: at } } as const] : [],
      ),
    ],
    tone: item.by.includes('Go') ? 'good' : known ? 'plain' : 'muted',
    offset: 0x1d0 + index * 24,
    length: 24,
  };
}
