/** Sentences about a name, in Chinese: where it is exported, since when, what it is called elsewhere, what was meant. */
import { type KernelExports, OLDEST } from '../../consumers/catalog/kernelExports.ts';
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { nameFields, nameWords } from '../english/names.ts';
import { chineseConsumerLabel } from './consumers.ts';

/** "自 6.11 起", "7.0 有，6.18 没有", "5.10 或更早", "5.10 或更早，到 6.12 为止". */
export function chineseSince({ since, notIn, last, conditions }: KernelExports): string {
  const first = conditions?.find(([from]) => from === '');
  return [
    since === OLDEST
      ? `${OLDEST} 或更早`
      : notIn === undefined
        ? `自 ${since} 起`
        : `${since} 有，${notIn} 没有`,
    ...(last === undefined ? [] : [`到 ${last} 为止`]),
    ...(first === undefined ? [] : [`需启用 ${first[1]}`]),
  ].join('，');
}

export const chineseNames: Catalogue<typeof nameWords> = {
  places: (archs, since) => `${zh.list(archs)}（${since}）`,
  exports: 'Linux 导出的名称',
  here: (symbol, arch, since) => t`Linux 在 ${arch} 上导出 ${symbol}：${since}。`,
  called: (names) => `在这里它叫 ${zh.orList(names)}。`,
  notInImage: '不在此映像中',
  calledInImage: (names) => `不在此映像中：在这里它叫 ${zh.orList(names)}`,
  noneHere: (arch) => t`Linux 在 ${arch} 上不导出这样的函数。`,
  unknown: '读过源码的 Linux 内核都不从 vDSO 导出这个名称。',
  proposed: (archs, since) =>
    t`${zh.month(since)} 的补丁提议在 ${zh.andList(archs)} 上加入这个名称；读过源码的内核都还没有导出它。`,
  nearest: (names) => (names.length === 0 ? '没有拼写相近的已知名称。' : `是不是指 ${zh.orList(names)}？`),
  place: (table, index, version) => `${table} 的符号 ${index}${version === '' ? '' : `，属于 ${version}`}`,
  at: (value, fileOffset, address) =>
    [
      `位于 ${value}`,
      fileOffset === undefined ? '不对应文件中的任何字节' : `文件偏移 ${fileOffset}`,
      ...(address === undefined ? [] : [address]),
    ].join('，'),
  undefined: '在此未定义',
  moreRows: (count) => `还有 ${zh.count(count)} 个同名的符号。`,
  nobody: '所问的运行时都不在这里查找它。',
  lookedUpBy: '查找者',
  by: (finding, variable) =>
    [chineseConsumerLabel(finding), ...(variable === undefined ? [] : [variable])].join(' · '),
};

export const chineseNameFields: Catalogue<typeof nameFields> = {
  here: ['导出', '就已核对的内核而言，Linux 在此架构上的导出情况。'],
  elsewhere: ['其他架构', 'Linux 导出同一函数的其他架构，以及它在那里的名称。'],
};
