/** Why an image lacks what is looked for, in Chinese. */
import { hex } from '../../elf/bytes/hex.ts';
import type { Sentences } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { Causes, Maker } from '../reasons.ts';
import { chineseAbi } from './abis.ts';
import { chineseMakers as makers } from './words.ts';

function linuxToo({ since, last, oldest }: Causes['maker-never']): string {
  if (since === undefined) return 'Linux 也不导出';
  if (last !== undefined) return `Linux 直到 ${last} 都导出它`;
  return since === oldest ? 'Linux 导出它' : `Linux 自 ${since} 起导出它`;
}

export const chineseCauses: Sentences<Causes> = {
  'never-exported': (a) =>
    t`已核对的 ${kernelOf(a.who)}（${a.oldest} 至 ${a.newest}）在 ${chineseAbi(a.abi)} 上都不导出 ${a.symbol}。`,
  proposed: (a) =>
    t`已有人提议让 Linux 在 ${chineseAbi(a.abi)} 上导出 ${a.symbol}（${zh.month(a.since)} 的补丁）；已核对的内核（${a.oldest} 至 ${a.newest}）都还没有导出它。`,
  'exported-in-other-node': (a) =>
    t`${makers[a.who]} 在版本节点 ${a.kernelNode} 而不是 ${a.node} 中导出 ${a.symbol}。`,
  'exported-by-all': (a) =>
    `自 ${a.since} 起，已核对的 Linux 内核都在这里导出 ${a.symbol}；此映像没有 Linux 版本注释，可能不是 Linux 的映像，或者更旧。`,
  'exported-since': (a) =>
    `Linux 自 ${a.since} 起在这里导出 ${a.symbol}；此映像没有 Linux 版本注释，看不出有多旧。`,
  'exported-until': (a) =>
    `Linux 在这里导出 ${a.symbol} 直到 ${a.last}，此后不再导出；此映像没有 Linux 版本注释，看不出有多新。`,
  'kernel-unread': (a) =>
    `此内核（${a.kernel}）比已核对的最旧内核 ${a.since} 还旧，后者导出 ${a.symbol}：此内核可能太旧，还没有它。`,
  'kernel-older': (a) => `此内核（${a.kernel}）早于首个导出 ${a.symbol} 的 ${a.since}。`,
  'kernel-maybe-older': (a) =>
    t`此内核（${a.kernel}）可能太旧：${makers[a.who]} ${a.before} 没有 ${a.symbol}，${a.since} 有。`,
  'kernel-dropped': (a) => `此内核（${a.kernel}）晚于已核对的内核中最后一个导出 ${a.symbol} 的 ${a.last}。`,
  'kernel-newer': (a) =>
    `此内核（${a.kernel}）比已核对的最新内核 ${a.newest} 还新，后者导出 ${a.symbol}：可能已不再导出，也可能是此内核经过修改或配置而去掉了它。`,
  'kernel-configured-off': (a) =>
    t`${makers[a.who]} ${a.kernel} 只有启用 ${a.condition} 才导出 ${a.symbol}；此内核构建时没有启用。`,
  'kernel-without': (a) =>
    t`${makers[a.who]} 自 ${a.since} 起在这里导出 ${a.symbol}，但此映像（${a.kernel}）没有：它的内核经过修改或配置而去掉了它。`,
  'kernel-between': (a) => `Linux ${a.release} 介于两个已知且在这一点上不同的版本之间；它本身没有核对过。`,
  'kernel-blanked': (a) =>
    `内核启动时抹掉了此映像中的 ${zh.count(a.count)} 个名称，其中就有 ${a.symbol}：用户态无法使用计数器时，32 位 ARM 内核会这样做。`,

  // Of makers without a history
  'maker-never': (a) =>
    t`此映像由 ${makers[a.who]} 制作，不导出 ${a.symbol}（核对过${checked(a.who)}）；${linuxToo(a)}。`,
  'maker-changed': (a) =>
    t`${makers[a.who]} 导出 ${a.symbol}（核对过${checked(a.who)}），但此映像没有：它属于另一个版本，或者经过修改。`,
  'maker-unread': (a) =>
    t`此映像由 ${makers[a.who]} 制作；它在 ${chineseAbi(a.abi)} 上导出什么，没有核对过。`,

  // Of notes
  'note-of-linux': (a) => t`此映像由 ${makers[a.who]} 制作；只有 Linux 会把内核版本写进注释。`,
  'note-gone': () => '每个 Linux 内核都会在映像中写入这条注释：此映像不是 Linux 的，或者注释被去掉了。',
  'note-out-of-step': (a) =>
    `这条注释位于文件偏移 ${hex(a.offset)}，但它前面有一条注释按 8 字节补齐：按 4 字节逐条读取注释的程序会错位。`,
};

const CHECKED: Readonly<Partial<Record<Maker, string>>> = {
  gvisor: '其 2024 年 7 月的版本',
  qemu: ' 10.0 和 11.1',
  rr: ' 5.6',
};

function checked(who: Maker): string {
  return CHECKED[who] ?? '';
}

function kernelOf(who: Maker): string {
  return who === 'uml' ? 'User-mode Linux 内核' : 'Linux 内核';
}
