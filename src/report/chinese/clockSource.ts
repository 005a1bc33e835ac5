/** What the clock source means for clock calls. */
import type { Catalogue } from '../../elf/catalogue.ts';
import type * as english from '../english/clockSource.ts';
import type { ClockAnswer } from '../facts/clocksource.ts';

const clockMeaning: Readonly<Record<ClockAnswer, string>> = {
  capable: '时钟调用留在用户态',
  'system-call': '尽管能找到符号，每次时钟调用都是系统调用',
  depends: '机器允许时，时钟调用留在用户态',
  unknown: '在此时钟源下，时钟调用是否留在用户态无法得知',
  bare: '无论时钟源如何，每次时钟调用都是系统调用：此映像的函数只做这一件事',
  own: '此映像不看时钟源，它的制作者用自己的方式读取时钟（见各符号的详细信息）',
};

export const chineseClockSource: Catalogue<typeof english> = {
  clockMeaning,
  byClockSource: (name, meaning, answer) =>
    `${name}：${meaning}${answer === 'bare' || answer === 'own' ? '' : '（按时钟源）'}`,
  clockExplain:
    '内核为每个时钟源规定一种 vDSO 模式。只有该模式不是 NONE 时，才在用户态读取 CLOCK_REALTIME、MONOTONIC、BOOTTIME、TAI 和 MONOTONIC_RAW；COARSE 时钟和 time() 总是在用户态读取。取自 /sys/devices/system/clocksource。',
  clockHidden: '在此无法读取：时钟调用是否留在用户态无法得知',
};
