/** What hovers say in the kernel's own sources, in Chinese: Markdown. Names are passed as code spans already. */
import type { Catalogue } from '../../elf/catalogue.ts';
import { chineseText as t, chineseForms as zh } from '../../elf/chinese.ts';
import type { Effect, kernelSentences } from '../english/kernel.ts';

const { list, listOfLists } = zh;

const effects: Readonly<Record<Effect, (who: string) => string>> = {
  crash: (who) => t`${who} 崩溃`,
  refuses: (who) => t`${who} 报错`,
  elsewhere: (who) => t`${who} 改用别的办法`,
  none: (who) => t`${who} 不受影响`,
  call: (who) => t`${who} 发起系统调用，或什么也不做`,
};

export const chineseKernel: Catalogue<typeof kernelSentences> = {
  ifItGoes: (groups) =>
    `**去掉它的后果**：${listOfLists(groups.map(({ effect, who }) => effects[effect](who)))}。`,
  names: (names, more) => (more > 0 ? `${list(names)} 等另外 ${more} 个` : list(names)),
  others: '其余各方',
  each: '各方',
  underNode: (node, places) => (places.length === 0 ? node : t`${list(places)} 上的 ${node}`),
  exportedUnder: (nodes) => `*导出于版本节点*：${listOfLists(nodes)}。`,
  place: (arch, since) => (since === '' ? arch : `${arch}（${since}）`),
  nobody: '**去掉它的后果**：已知没有运行时查找它。',
};
